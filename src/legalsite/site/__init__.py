"""A site's folder, and the pipeline from it to its output."""

from legalsite.site.agencies import Sent, Taken, export_xliff, import_xliff
from legalsite.site.alone import read_alone
from legalsite.site.at import Applied, NoTextError, applied
from legalsite.site.build import Report, build, unseen
from legalsite.site.catalogs import Updated, update_catalogs
from legalsite.site.check import check
from legalsite.site.coming import EFFECTIVE, Coming, coming
from legalsite.site.comparing import Compared, compare_files, compare_versions, compared_html
from legalsite.site.content import Content, PolicyFiles, read_content
from legalsite.site.desk import Desk, DeskError
from legalsite.site.drafts import Drafts, find_drafts, make_drafts
from legalsite.site.file_names import DRAFT
from legalsite.site.histories import (
    OTHER,
    THERE,
    ImportHistoryError,
    Pasts,
    Snapshot,
    plan_history,
    write_history,
)
from legalsite.site.importing import Imported, import_markdown
from legalsite.site.locking import Erratum, LockError, Recorded, lock_policy
from legalsite.site.new import NewError, new_policy, new_site
from legalsite.site.output import OutputError
from legalsite.site.past import Dating, named_day
from legalsite.site.postponing import postpone
from legalsite.site.progress import Row, translation_progress
from legalsite.site.releasing import Release, release
from legalsite.site.termbase import Filed, import_terms, termbase
from legalsite.site.urls import FINGERPRINTS
from legalsite.site.verifying import Verified, disagreeing, verify_published, verify_sources

__all__ = [
    "DRAFT",
    "EFFECTIVE",
    "FINGERPRINTS",
    "OTHER",
    "THERE",
    "Applied",
    "Coming",
    "Compared",
    "Content",
    "Dating",
    "Desk",
    "DeskError",
    "Drafts",
    "Erratum",
    "Filed",
    "ImportHistoryError",
    "Imported",
    "LockError",
    "NewError",
    "NoTextError",
    "OutputError",
    "Pasts",
    "PolicyFiles",
    "Recorded",
    "Release",
    "Report",
    "Row",
    "Sent",
    "Snapshot",
    "Taken",
    "Updated",
    "Verified",
    "applied",
    "build",
    "check",
    "coming",
    "compare_files",
    "compare_versions",
    "compared_html",
    "disagreeing",
    "export_xliff",
    "find_drafts",
    "import_markdown",
    "import_terms",
    "import_xliff",
    "lock_policy",
    "make_drafts",
    "named_day",
    "new_policy",
    "new_site",
    "plan_history",
    "postpone",
    "read_alone",
    "read_content",
    "release",
    "termbase",
    "translation_progress",
    "unseen",
    "update_catalogs",
    "verify_published",
    "verify_sources",
    "write_history",
]
