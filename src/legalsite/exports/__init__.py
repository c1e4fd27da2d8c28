"""Documents for other programs; one file a format."""

from legalsite.exports.comparison import comparison, comparison_markdown
from legalsite.exports.inspection import inspection, inspection_json
from legalsite.exports.versions import (
    EditionFacts,
    PolicyFacts,
    VersionFacts,
    policy_value,
    read_policies,
    versions_json,
)

__all__ = [
    "EditionFacts",
    "PolicyFacts",
    "VersionFacts",
    "comparison",
    "comparison_markdown",
    "inspection",
    "inspection_json",
    "policy_value",
    "read_policies",
    "versions_json",
]
