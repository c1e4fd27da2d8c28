"""What an edition is, told within its page in the words of schema.org (JSON-LD 1.1).

A text is a DigitalDocument, or a piece of Legislation where the settings say that it is a law: what it is a
version of, what it translates, when it applies, and where the same words lie as a plain file. Nothing in it
depends on the day of the build, which is why none says whether it is in force (legislationLegalForce).
"""

from __future__ import annotations

import json
from typing import Any

from legalsite.site.folder import urls
from legalsite.site.folder.file_names import DRAFT
from legalsite.site.pages.feeds import updated
from legalsite.site.texts.policy import Policy


def linked_data(policy: Policy, tag: str, day: str) -> str:
    """What is told of an edition; "" where nothing is: of a draft, or where addresses have no beginning."""
    config = policy.editions.content.config
    if day == DRAFT or not config.base_url or not config.machines.json_ld:
        return ""
    told = {name: value for name, value in _told(policy, tag, day).items() if value}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _told(policy: Policy, tag: str, day: str) -> dict[str, Any]:
    base, slug, offered = policy.editions.content.config.base_url, policy.slug, policy.offered
    original = policy.editions.policy.original
    kept = [each for each in offered.kept(tag) if each < day]
    changed = updated(policy, tag, day)
    published = policy.published(day)
    others = [each for each in offered.pages if each != tag and offered.has(each, day)]
    return {
        "@context": "https://schema.org",
        "@type": _type(policy),
        "@id": base + urls.edition(tag, slug, day),
        "url": base + urls.edition(tag, slug, day),
        "name": policy.documents[tag][day].title.plain or slug,
        "inLanguage": tag,
        "version": day,
        "datePublished": published,
        "dateModified": changed if published and changed > published else "",
        "temporalCoverage": f"{day}/{policy.until(day) or '..'}",
        "expires": policy.until(day),
        **_law(policy, tag, day),
        "exampleOfWork": {"@type": _type(policy, "CreativeWork"), "@id": base + urls.edition(tag, slug)}
        if tag in offered.undated
        else None,
        "isBasedOn": _edition(policy, tag, kept[-1]) if kept else None,
        "translationOfWork": _edition(policy, original, day) if tag != original else None,
        "workTranslation": [_edition(policy, each, day) for each in others] if tag == original else None,
        "encoding": [
            {
                "@type": "MediaObject",
                "encodingFormat": "text/plain",
                "contentUrl": base + urls.text(tag, slug, day),
                "sha256": policy.editions.fingerprint(tag, day),
            }
        ],
    }


def _edition(policy: Policy, tag: str, day: str) -> dict[str, str] | None:
    """Another edition, where it has a page."""
    if not policy.offered.has(tag, day):
        return None
    address = policy.editions.content.config.base_url + urls.edition(tag, policy.slug, day)
    return {"@type": _type(policy), "@id": address, "inLanguage": tag}


def _type(policy: Policy, other: str = "DigitalDocument") -> str:
    return "Legislation" if policy.editions.policy.config.law else other


def _law(policy: Policy, tag: str, day: str) -> dict[str, Any]:
    """What is told of a law. The version is the one that its words are of, whoever reads it and when."""
    law = policy.editions.policy.config.law
    if law is None:
        return {}
    by = law.by.get(tag) or law.by.get("")
    return {
        "legislationIdentifier": law.number,
        "legislationType": law.kind.get(tag) or law.kind.get(""),
        "legislationDate": law.adopted,
        "legislationDateVersion": day,
        "legislationPassedBy": {"@type": "Organization", "name": by} if by else None,
        "legislationJurisdiction": law.jurisdiction,
    }
