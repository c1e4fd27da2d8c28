"""Documents for other programs; one file a format."""

from typing import TYPE_CHECKING

from legalsite.deferred import deferred

if TYPE_CHECKING:
    from legalsite.exports.clauses import (
        ClauseFacts,
        PolicyClauses,
        VersionClauses,
        clauses_json,
        read_clauses,
    )
    from legalsite.exports.cloudfront import CLOUDFRONT, TooLargeError, cloudfront_settings
    from legalsite.exports.compared import comparison, comparison_markdown
    from legalsite.exports.findings import Finding, findings_json, to_findings
    from legalsite.exports.github import github_commands
    from legalsite.exports.gitlab import gitlab_report
    from legalsite.exports.hosting import (
        HOST_FILES,
        HOSTS,
        SERVERS,
        host_files,
        hosting_json,
        prefix_of,
        server_settings,
    )
    from legalsite.exports.inspected import inspection, inspection_json
    from legalsite.exports.junit import junit_report
    from legalsite.exports.markdown import MarkdownTexts
    from legalsite.exports.proposal import Effect, Revision, proposal_markdown
    from legalsite.exports.sarif import sarif_log
    from legalsite.exports.serving import (
        HEADERS,
        SEARCHING,
        Hosting,
        caching,
        is_words,
        kept_for_ever,
        kind,
    )
    from legalsite.exports.sitemap import Found, Told, llms, robots, sitemaps
    from legalsite.exports.versions import (
        ChangeFacts,
        EditionFacts,
        PolicyFacts,
        VersionFacts,
        changes_value,
        joined_versions,
        policy_value,
        versions_json,
    )
else:
    __getattr__ = deferred(
        __name__,
        {
            "clauses": "ClauseFacts PolicyClauses VersionClauses clauses_json read_clauses",
            "cloudfront": "CLOUDFRONT TooLargeError cloudfront_settings",
            "compared": "comparison comparison_markdown",
            "findings": "Finding findings_json to_findings",
            "github": "github_commands",
            "gitlab": "gitlab_report",
            "hosting": "HOST_FILES HOSTS SERVERS host_files hosting_json prefix_of server_settings",
            "inspected": "inspection inspection_json",
            "junit": "junit_report",
            "markdown": "MarkdownTexts",
            "proposal": "Effect Revision proposal_markdown",
            "sarif": "sarif_log",
            "serving": "HEADERS SEARCHING Hosting caching is_words kept_for_ever kind",
            "sitemap": "Found Told llms robots sitemaps",
            "versions": "ChangeFacts EditionFacts PolicyFacts VersionFacts "
            "changes_value policy_value joined_versions versions_json",
        },
    )

__all__ = [
    "CLOUDFRONT",
    "HEADERS",
    "HOSTS",
    "HOST_FILES",
    "SEARCHING",
    "SERVERS",
    "ChangeFacts",
    "ClauseFacts",
    "EditionFacts",
    "Effect",
    "Finding",
    "Found",
    "Hosting",
    "MarkdownTexts",
    "PolicyClauses",
    "PolicyFacts",
    "Revision",
    "Told",
    "TooLargeError",
    "VersionClauses",
    "VersionFacts",
    "caching",
    "changes_value",
    "clauses_json",
    "cloudfront_settings",
    "comparison",
    "comparison_markdown",
    "findings_json",
    "github_commands",
    "gitlab_report",
    "host_files",
    "hosting_json",
    "inspection",
    "inspection_json",
    "is_words",
    "joined_versions",
    "junit_report",
    "kept_for_ever",
    "kind",
    "llms",
    "policy_value",
    "prefix_of",
    "proposal_markdown",
    "read_clauses",
    "robots",
    "sarif_log",
    "server_settings",
    "sitemaps",
    "to_findings",
    "versions_json",
]
