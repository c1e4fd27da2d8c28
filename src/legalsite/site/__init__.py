"""A site's folder, and the pipeline from it to its output."""

from typing import TYPE_CHECKING

from legalsite.deferred import deferred

if TYPE_CHECKING:
    from legalsite.site.desk.agencies import Sent, Taken, export_xliff, import_xliff
    from legalsite.site.desk.catalogs import Updated, update_catalogs
    from legalsite.site.desk.desk import Desk, DeskError
    from legalsite.site.desk.drafts import Drafts, find_drafts, make_drafts
    from legalsite.site.desk.importing import Imported, import_markdown
    from legalsite.site.desk.termbase import Filed, import_terms, termbase
    from legalsite.site.folder.alone import read_alone
    from legalsite.site.folder.coming import EFFECTIVE, Coming, coming
    from legalsite.site.folder.content import Content, PolicyFiles, read_content
    from legalsite.site.folder.file_names import DRAFT
    from legalsite.site.folder.inside import is_inside
    from legalsite.site.folder.new import NewError, new_policy, new_site
    from legalsite.site.folder.urls import FINGERPRINTS
    from legalsite.site.making.build import Report, build, unseen
    from legalsite.site.making.checked import checked
    from legalsite.site.making.elsewhere import Elsewhere, ElsewhereError
    from legalsite.site.making.live import Live, renewed
    from legalsite.site.making.note import Begun, Note, begun, read_note
    from legalsite.site.making.output import OutputError
    from legalsite.site.making.tasks import WorkerError
    from legalsite.site.making.why import Cause, Told
    from legalsite.site.making.work import Work
    from legalsite.site.records.at import Applied, NoTextError, applied
    from legalsite.site.records.comparing import Compared, compare_files, compare_versions, compared_html
    from legalsite.site.records.histories import (
        OTHER,
        THERE,
        ImportHistoryError,
        Pasts,
        Snapshot,
        plan_history,
        write_history,
    )
    from legalsite.site.records.locking import Erratum, LockError, Recorded, lock_policy
    from legalsite.site.records.past import Dating, named_day
    from legalsite.site.records.postponing import postpone
    from legalsite.site.records.proposed import proposed
    from legalsite.site.records.releasing import Release, release
    from legalsite.site.records.undoing import recording
    from legalsite.site.records.unlocked import unlocked
    from legalsite.site.records.verifying import Verified, disagreeing, verify_published, verify_sources
    from legalsite.site.texts.check import check, errors_at_once, policy_problems
    from legalsite.site.texts.progress import Row, translation_progress
else:
    __getattr__ = deferred(
        __name__,
        {
            "desk.agencies": "Sent Taken export_xliff import_xliff",
            "desk.catalogs": "Updated update_catalogs",
            "desk.desk": "Desk DeskError",
            "desk.drafts": "Drafts find_drafts make_drafts",
            "desk.importing": "Imported import_markdown",
            "desk.termbase": "Filed import_terms termbase",
            "folder.alone": "read_alone",
            "folder.coming": "EFFECTIVE Coming coming",
            "folder.content": "Content PolicyFiles read_content",
            "folder.file_names": "DRAFT",
            "folder.inside": "is_inside",
            "folder.new": "NewError new_policy new_site",
            "folder.urls": "FINGERPRINTS",
            "making.build": "Report build unseen",
            "making.elsewhere": "Elsewhere ElsewhereError",
            "making.live": "Live renewed",
            "making.note": "Begun Note begun read_note",
            "making.output": "OutputError",
            "making.why": "Cause Told",
            "making.work": "Work",
            "making.tasks": "WorkerError",
            "making.checked": "checked",
            "records.at": "Applied NoTextError applied",
            "records.comparing": "Compared compare_files compare_versions compared_html",
            "records.histories": "OTHER THERE ImportHistoryError Pasts Snapshot plan_history write_history",
            "records.locking": "Erratum LockError Recorded lock_policy",
            "records.past": "Dating named_day",
            "records.postponing": "postpone",
            "records.proposed": "proposed",
            "records.releasing": "Release release",
            "records.undoing": "recording",
            "records.unlocked": "unlocked",
            "records.verifying": "Verified disagreeing verify_published verify_sources",
            "texts.check": "check errors_at_once policy_problems",
            "texts.progress": "Row translation_progress",
        },
    )

__all__ = [
    "DRAFT",
    "EFFECTIVE",
    "FINGERPRINTS",
    "OTHER",
    "THERE",
    "Applied",
    "Begun",
    "Cause",
    "Coming",
    "Compared",
    "Content",
    "Dating",
    "Desk",
    "DeskError",
    "Drafts",
    "Elsewhere",
    "ElsewhereError",
    "Erratum",
    "Filed",
    "ImportHistoryError",
    "Imported",
    "Live",
    "LockError",
    "NewError",
    "NoTextError",
    "Note",
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
    "Told",
    "Updated",
    "Verified",
    "Work",
    "WorkerError",
    "applied",
    "begun",
    "build",
    "check",
    "checked",
    "coming",
    "compare_files",
    "compare_versions",
    "compared_html",
    "disagreeing",
    "errors_at_once",
    "export_xliff",
    "find_drafts",
    "import_markdown",
    "import_terms",
    "import_xliff",
    "is_inside",
    "lock_policy",
    "make_drafts",
    "named_day",
    "new_policy",
    "new_site",
    "plan_history",
    "policy_problems",
    "postpone",
    "proposed",
    "read_alone",
    "read_content",
    "read_note",
    "recording",
    "release",
    "renewed",
    "termbase",
    "translation_progress",
    "unlocked",
    "unseen",
    "update_catalogs",
    "verify_published",
    "verify_sources",
    "write_history",
]
