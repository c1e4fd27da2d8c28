"""A small site for the browser: an agreement in four languages and levels, and two versions of a notice."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SITE = """
languages = ["en", "ru", "kk", "ar"]
[output]
team = true
[title]
en = "Documents"
ru = "Документы"
kk = "Құжаттар"
ar = "الوثائق"
"""

AGREEMENT = {
    "en": """# Services Agreement

## Article 1. Terms

1. In this Agreement:

   (a) “Provider” means the company that provides the service;

   (b) “Customer” means anyone who orders the service.

2. The Provider answers within the period of Article 2.

## Article 2. Periods

1. The Customer is answered within ten days.

2. Article 1(1)(a) does not change the period.
""",
    "ru": """# Договор об оказании услуг

## Статья 1. Термины

1. В настоящем Договоре:

   а) «Исполнитель» означает компанию, которая оказывает услугу;

   б) «Заказчик» означает любое лицо, которое заказывает услугу.

2. Исполнитель отвечает в срок, указанный в статье 2.

## Статья 2. Сроки

1. Заказчик получает ответ в течение десяти дней.

2. Подпункт а) пункта 1 статьи 1 не изменяет срок.
""",
    "kk": """# Қызмет көрсету шарты

## 1-бап. Терминдер

1. Осы Шартта:

   а) «Орындаушы» – қызмет көрсететін компания;

   б) «Тапсырыс беруші» – қызметке тапсырыс беретін тұлға.

2. Орындаушы 2-бапта көрсетілген мерзімде жауап береді.

## 2-бап. Мерзімдер

1. Тапсырыс берушіге он күн ішінде жауап беріледі.

2. 1-баптың 1-тармағының а) тармақшасы мерзімді өзгертпейді.
""",
    "ar": """# اتفاقية الخدمات

## المادة 1. التعريفات

1. في هذه الاتفاقية:

   (أ) «المزود» يعني الشركة التي تقدم الخدمة؛

   (ب) «العميل» يعني كل من يطلب الخدمة.

2. يجيب المزود خلال المدة المنصوص عليها في المادة 2.

## المادة 2. المدد

1. يتلقى العميل الرد خلال عشرة أيام.

2. لا تغير الفقرة (أ) من البند 1 من المادة 1 هذه المدة.
""",
}

NOTICE = """# Notice

## 1. Scope

1.1. Article 2 of the Services Agreement applies to this Notice.
"""

NOTICES = {
    "2024-01-01.en": NOTICE.replace("applies to", "governs"),
    "2025-01-01.en": NOTICE,
    "2024-01-01.ar": """# إشعار

## 1. النطاق

1.1. تسري المادة 2 من اتفاقية الخدمات على هذا الإشعار.
""",
    "2025-01-01.ar": """# إشعار

## 1. النطاق

1.1. تسري المادة 2 من اتفاقية الخدمات على هذا الإشعار وعلى كل عميل.
""",
}


def build(folder: Path) -> Path:
    """Builds the site in an empty folder; gives the folder of its pages."""
    content = folder / "content"
    texts = {"agreement": {f"2025-01-01.{tag}": text for tag, text in AGREEMENT.items()}, "notice": NOTICES}
    for policy, versions in texts.items():
        (content / policy).mkdir(parents=True)
        (content / policy / "policy.toml").write_text('original = "en"\n', "utf-8")
        for name, text in versions.items():
            (content / policy / f"{name}.md").write_text(text, "utf-8")
    (content / "site.toml").write_text(SITE, "utf-8")
    command = [sys.executable, "-m", "legalsite", "build", "--site", str(folder), "--today", "2026-06-01"]
    built = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    return folder / "build"
