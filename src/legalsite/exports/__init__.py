"""Documents for other programs; one file a format."""

from legalsite.exports.comparison import comparison, comparison_markdown
from legalsite.exports.findings import Finding, findings_json, to_findings
from legalsite.exports.github import github_commands
from legalsite.exports.gitlab import gitlab_report
from legalsite.exports.hosting import HOSTS, SERVERS, host_files, hosting_json, prefix_of, server_settings
from legalsite.exports.inspection import inspection, inspection_json
from legalsite.exports.junit import junit_report
from legalsite.exports.proposal import Effect, Revision, proposal_markdown
from legalsite.exports.sarif import sarif_log
from legalsite.exports.serving import (
    HEADERS,
    Hosting,
    caching,
    is_words,
    kept_for_ever,
    kind,
)
from legalsite.exports.versions import (
    ChangeFacts,
    EditionFacts,
    PolicyFacts,
    VersionFacts,
    changes_value,
    policy_value,
    read_policies,
    versions_json,
)

__all__ = [
    "HEADERS",
    "HOSTS",
    "SERVERS",
    "ChangeFacts",
    "EditionFacts",
    "Effect",
    "Finding",
    "Hosting",
    "PolicyFacts",
    "Revision",
    "VersionFacts",
    "caching",
    "changes_value",
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
    "junit_report",
    "kept_for_ever",
    "kind",
    "policy_value",
    "prefix_of",
    "proposal_markdown",
    "read_policies",
    "sarif_log",
    "server_settings",
    "to_findings",
    "versions_json",
]
