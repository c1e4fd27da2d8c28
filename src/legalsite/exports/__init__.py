"""Documents for other programs; one file a format."""

from legalsite.exports.comparison import comparison, comparison_markdown
from legalsite.exports.findings import Finding, findings, findings_json
from legalsite.exports.github import github
from legalsite.exports.gitlab import gitlab
from legalsite.exports.hosting import HOSTS, SERVERS, host_files, hosting_json, prefix_of, server_settings
from legalsite.exports.inspection import inspection, inspection_json
from legalsite.exports.junit import junit
from legalsite.exports.sarif import sarif
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
    "Finding",
    "Hosting",
    "PolicyFacts",
    "VersionFacts",
    "caching",
    "changes_value",
    "comparison",
    "comparison_markdown",
    "findings",
    "findings_json",
    "github",
    "gitlab",
    "host_files",
    "hosting_json",
    "inspection",
    "inspection_json",
    "is_words",
    "junit",
    "kept_for_ever",
    "kind",
    "policy_value",
    "prefix_of",
    "read_policies",
    "sarif",
    "server_settings",
    "versions_json",
]
