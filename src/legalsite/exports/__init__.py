"""Documents for other programs; one file a format."""

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
    "inspection",
    "inspection_json",
    "policy_value",
    "read_policies",
    "versions_json",
]
