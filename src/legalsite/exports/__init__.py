"""Documents for other programs; one file a format."""

from legalsite.exports.comparison import comparison, comparison_markdown
from legalsite.exports.hosting import HOSTS, SERVERS, host_files, hosting_json, prefix_of, server_settings
from legalsite.exports.inspection import inspection, inspection_json
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
    "Hosting",
    "PolicyFacts",
    "VersionFacts",
    "caching",
    "changes_value",
    "comparison",
    "comparison_markdown",
    "host_files",
    "hosting_json",
    "inspection",
    "inspection_json",
    "is_words",
    "kept_for_ever",
    "kind",
    "policy_value",
    "prefix_of",
    "read_policies",
    "server_settings",
    "versions_json",
]
