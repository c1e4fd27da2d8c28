"""Documents for other programs; one file a format."""

from legalsite.exports.comparison import comparison, comparison_markdown
from legalsite.exports.inspection import inspection, inspection_json
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
    "ChangeFacts",
    "EditionFacts",
    "PolicyFacts",
    "VersionFacts",
    "changes_value",
    "comparison",
    "comparison_markdown",
    "inspection",
    "inspection_json",
    "policy_value",
    "read_policies",
    "versions_json",
]
