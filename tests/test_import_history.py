"""The past of a policy comes along: from git, in repositories made here, and from a folder of files."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from legalsite.cli import main
from legalsite.languages import load
from legalsite.site import Dating, named_day, read_content
from legalsite.site.records.past import UnclearDate, body
from sites import built, site

FIRST = "# Terms\n\n1. We sell.\n"
SECOND = "# Terms\n\n1. We sell.\n\n2. We deliver.\n"
THIRD = "# Terms\n\n1. We sell.\n\n2. We deliver.\n\n3. We refund.\n"


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, list(map(str, words)), catch_exceptions=False)


class Repository:
    """A git repository, told what to do as a person tells it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *words: str, day: str = "2024-01-01") -> str:
        instant = day if "T" in day else f"{day}T12:00:00Z"
        people = {
            f"GIT_{who}_{what}": value
            for who in ("AUTHOR", "COMMITTER")
            for what, value in (("NAME", "A"), ("EMAIL", "a@example.com"), ("DATE", instant))
        }
        ours = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
        ours |= people | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        told = subprocess.run(
            ["git", "-C", str(self.folder), *words], env=ours, check=True, capture_output=True, text=True
        )
        return told.stdout.strip()

    def commit(self, day: str, **files: str | bytes) -> None:
        """Commits files: a name's `__` is a slash, `_` a dot."""
        for name, text in files.items():
            path = self.folder / name.replace("__", "/").replace("_", ".")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "change", day=day)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "repository")


@pytest.fixture
def here(tmp_path: Path) -> Path:
    return site(tmp_path / "site", {}, ("en", "ru"))


def taken(here: Path, *words: str | Path, policy: str = "terms", language: str = "en") -> Result:
    """What the command says."""
    return run("import-history", *words, "--site", here, "--policy", policy, "-l", language)


def files(here: Path, policy: str = "terms") -> dict[str, str]:
    folder = here / "content" / policy
    return {p.name: p.read_text("utf-8") for p in sorted(folder.iterdir())} if folder.exists() else {}


# git


def test_each_state_of_a_file_becomes_a_version_that_builds(repository: Repository, here: Path) -> None:
    repository.commit("2023-03-01", terms_md=FIRST)
    repository.commit("2023-05-01", other_md="# Other\n")
    repository.commit("2024-09-15", terms_md=SECOND)
    result = taken(here, repository.folder, "terms.md")
    assert result.exit_code == 0
    assert files(here) == {"2023-03-01.en.md": FIRST, "2024-09-15.en.md": SECOND}
    assert "2 versions have the date of a commit, which is no effective date: 2023-03-01" in result.output
    assert not built(here).problems
    page = (here / "build/en/terms/2024-09-15/changes/index.html").read_text("utf-8")
    assert '<div class="clause" id="2" data-change="added"' in page


def test_renames_are_followed_over_folders_and_several_times(repository: Repository, here: Path) -> None:
    repository.commit("2020-01-01", a_md=THIRD, readme_md="# Not this\n")
    repository.git("mv", "a.md", "b.md")
    repository.commit("2021-01-01", b_md=THIRD.replace("We sell", "We sell goods"))
    (repository.folder / "docs").mkdir()
    repository.git("mv", "b.md", "docs/c.md")
    repository.commit("2022-01-01")
    repository.commit("2023-01-01", docs__c_md=SECOND)
    result = taken(here, repository.folder, "docs/c.md")
    assert list(files(here)) == ["2020-01-01.en.md", "2021-01-01.en.md", "2023-01-01.en.md"]
    assert "The file was renamed: a.md → b.md → docs/c.md" in result.output
    assert "2022-01-01: commit" in result.output
    assert "says what the version of 2021-01-01 says; no version" in result.output


def test_what_a_merge_brought_counts_once_on_the_day_of_the_merge(repository: Repository, here: Path) -> None:
    repository.commit("2024-01-01", terms_md=FIRST)
    repository.git("checkout", "-q", "-b", "work")
    repository.commit("2024-02-01", terms_md=FIRST + "\nHalf done\n")
    repository.commit("2024-02-02", terms_md=SECOND)
    repository.git("checkout", "-q", "main")
    repository.commit("2024-02-10", other_md="# Other\n")
    repository.git("merge", "-q", "--no-ff", "-m", "merge", "work", day="2024-03-01")
    assert taken(here, repository.folder, "terms.md").exit_code == 0
    assert files(here) == {"2024-01-01.en.md": FIRST, "2024-03-01.en.md": SECOND}


def test_a_rename_on_a_branch_is_followed_through_its_merge(repository: Repository, here: Path) -> None:
    repository.commit("2024-01-01", terms_md=FIRST)
    repository.git("checkout", "-q", "-b", "work")
    repository.git("mv", "terms.md", "legal.md")
    repository.commit("2024-02-01")
    repository.git("checkout", "-q", "main")
    repository.commit("2024-02-10", other_md="# Other\n")
    repository.git("merge", "-q", "--no-ff", "-m", "merge", "work", day="2024-03-01")
    repository.commit("2024-04-01", legal_md=SECOND)
    taken(here, repository.folder, "legal.md")
    assert files(here) == {"2024-01-01.en.md": FIRST, "2024-04-01.en.md": SECOND}


def test_of_several_commits_a_day_the_last_is_taken_and_that_is_said(
    repository: Repository, here: Path
) -> None:
    repository.commit("2024-01-01T08:00:00Z", terms_md=FIRST)
    repository.commit("2024-01-01T09:00:00Z", terms_md=SECOND)
    repository.commit("2024-01-01T10:00:00Z", terms_md=THIRD)
    result = taken(here, repository.folder, "terms.md")
    assert files(here) == {"2024-01-01.en.md": THIRD}
    assert "2024-01-01: 3 texts are of this day; the last one is taken (commit " in result.output


def test_the_day_of_a_commit_is_that_of_the_sites_time_zone(repository: Repository, tmp_path: Path) -> None:
    settings = 'title = "T"\nlanguages = ["en"]\ntime_zone = "Asia/Almaty"\n'
    here = site(tmp_path / "almaty", {"site.toml": settings})
    repository.commit("2024-12-31T20:30:00Z", terms_md=FIRST)
    taken(here, repository.folder, "terms.md")
    assert list(files(here)) == ["2025-01-01.en.md"]


def test_a_file_that_was_taken_away_may_mean_a_withdrawal(repository: Repository, here: Path) -> None:
    repository.commit("2024-01-01", terms_md=FIRST, other_md="# Other\n")
    repository.git("rm", "-q", "terms.md")
    repository.commit("2025-01-01")
    result = taken(here, repository.folder, "terms.md")
    assert files(here) == {"2024-01-01.en.md": FIRST}
    assert 'write withdrawn = "2025-01-01"' in result.output


def test_a_shallow_clone_is_refused_with_a_remedy(repository: Repository, here: Path, tmp_path: Path) -> None:
    repository.commit("2024-01-01", terms_md=FIRST)
    repository.commit("2024-02-01", terms_md=SECOND)
    repository.git("clone", "-q", "--depth", "1", repository.folder.as_uri(), str(tmp_path / "shallow"))
    result = taken(here, tmp_path / "shallow", "terms.md")
    assert result.exit_code == 2
    assert "git fetch --unshallow" in result.output
    assert not files(here)


def test_bare_repositories_branches_and_folders_within_are_read(
    repository: Repository, here: Path, tmp_path: Path
) -> None:
    repository.commit("2024-01-01", docs__terms_md=FIRST)
    repository.git("checkout", "-q", "-b", "next")
    repository.commit("2024-02-01", docs__terms_md=SECOND)
    repository.git("checkout", "-q", "main")
    repository.git("clone", "-q", "--bare", str(repository.folder), str(tmp_path / "bare.git"))
    taken(here, tmp_path / "bare.git", "docs/terms.md", policy="bare")
    taken(here, repository.folder / "docs", "terms.md", policy="within")
    taken(here, repository.folder, repository.folder / "docs/terms.md", policy="absolute")
    taken(here, repository.folder, "docs/terms.md", "--revision", "next", policy="next")
    one = {"2024-01-01.en.md": FIRST}
    assert files(here, "bare") == files(here, "within") == files(here, "absolute") == one
    assert files(here, "next") == {**one, "2024-02-01.en.md": SECOND}


@pytest.mark.parametrize(
    ("words", "message"),
    (
        (("{repository}", "none.md"), "no commit of HEAD in"),
        (("{repository}", "../site/content/site.toml"), "lies outside the repository"),
        (("{repository}", "terms.md", "--revision", "--all"), "has no commit '--all'"),
        (("{repository}/none", "terms.md"), "is no folder"),
        (("{here}", "terms.md"), "git cannot read"),
        (("{repository}", "terms.md", "--date-pattern", "("), "no regular expression"),
        (("{repository}",), "Name a repository and a file in it"),
        (("{repository}", "terms.md", "-l", "tlh"), "tlh"),
        (("{repository}", "terms.md", "--policy", "Our Terms"), "cannot be part of an address"),
    ),
)
def test_what_cannot_be_read_is_refused_with_a_remedy(
    repository: Repository, here: Path, words: tuple[str, ...], message: str
) -> None:
    repository.commit("2024-01-01", terms_md=FIRST)
    named = [word.format(repository=repository.folder, here=here) for word in words]
    result = run("import-history", "--site", here, "--policy", "terms", "-l", "en", *named)
    assert result.exit_code == 2
    assert message in " ".join(result.output.split())
    assert not files(here)


def test_nothing_of_a_repository_is_run_and_names_are_no_patterns(
    repository: Repository, here: Path, tmp_path: Path
) -> None:
    trap, mark = tmp_path / "trap.sh", tmp_path / "sprung"
    trap.write_text(f"#!/bin/sh\ntouch {mark}\n", "utf-8")
    trap.chmod(0o755)
    repository.commit("2024-01-01", terms_md=FIRST, _gitattributes="*.md diff=trap filter=trap\n")
    repository.commit("2024-02-01", terms_md=SECOND)
    for key in ("diff.trap.textconv", "diff.trap.command", "diff.external", "core.fsmonitor", "core.pager"):
        repository.git("config", key, str(trap))
    assert taken(here, repository.folder, "terms.md").exit_code == 0
    assert not mark.exists()
    assert taken(here, repository.folder, "*.md", policy="pattern").exit_code == 2


# dates


def test_dates_come_from_the_text_where_it_says_them(repository: Repository, here: Path) -> None:
    for day, words in (("2024-01-10", "1 января 2024 года"), ("2024-08-30", "15.09.2024")):
        text = f"# Правила\n\nДействуют с {words}.\n\n1. Продаём.\n"
        repository.commit(day, terms_md=text)
    result = taken(
        here, repository.folder, "terms.md", "--date-pattern", "^Действуют с (.+)\\.$", language="ru"
    )
    assert list(files(here)) == ["2024-01-01.ru.md", "2024-09-15.ru.md"]
    assert "date from its text" in result.output
    assert "warning" not in result.output


def test_dates_come_from_front_matter_which_stays_in_the_file(repository: Repository, here: Path) -> None:
    front = "---\ntitle: Terms\ndate: 2020-01-01\nEffective-Date: '{}'\n---\n"
    repository.commit("2024-01-10", terms_md=front.format("2024-02-01T00:00:00Z") + FIRST)
    repository.commit("2024-01-11", terms_md=front.format("March 1, 2024") + SECOND)
    repository.commit("2024-05-01", terms_md=THIRD)
    result = taken(here, repository.folder, "terms.md")
    assert list(files(here)) == ["2024-02-01.en.md", "2024-03-01.en.md", "2024-05-01.en.md"]
    assert "1 version has the date of a commit, which is no effective date: 2024-05-01" in result.output
    assert files(here)["2024-03-01.en.md"].startswith("---\ntitle")
    assert not read_content(here).problems


def test_a_date_that_may_be_two_days_is_not_guessed(repository: Repository, here: Path) -> None:
    repository.commit("2024-01-10", terms_md=f"{FIRST}\nEffective: 03/04/2024\n")
    repository.commit("2024-05-10", terms_md=f"{SECOND}\nEffective: soon\n")
    result = taken(here, repository.folder, "terms.md", "--date-pattern", "Effective: (?P<date>.+)")
    assert result.exit_code == 1
    assert "'03/04/2024' is not one day" in result.output
    assert "'soon' is not one day" in result.output
    assert not files(here)


def test_texts_that_say_the_same_are_one_however_they_are_spaced(repository: Repository, here: Path) -> None:
    repository.commit("2024-01-01", terms_md=FIRST)
    repository.commit("2024-02-01", terms_md=FIRST.replace("\n", "\r\n"))
    repository.commit("2024-03-01", terms_md=SECOND)
    repository.commit("2024-04-01", terms_md=FIRST)
    taken(here, repository.folder, "terms.md")
    assert list(files(here)) == ["2024-01-01.en.md", "2024-03-01.en.md", "2024-04-01.en.md"]


# a folder


def test_a_folder_of_dated_files_likewise(here: Path, tmp_path: Path) -> None:
    folder = tmp_path / "old"
    folder.mkdir()
    for name, text in (
        ("2023-03-01.md", FIRST),
        ("terms_20240915.en.md", SECOND),
        ("2024-09-15.ru.md", "# Правила\n"),
        ("latest.md", f"---\neffective: 2025-01-01\n---\n{THIRD}"),
        ("undated.md", "# Terms\n"),
        ("notes.txt", "2020-01-01"),
    ):
        (folder / name).write_text(text, "utf-8")
    result = taken(here, "--from-folder", folder)
    assert list(files(here)) == ["2023-03-01.en.md", "2024-09-15.en.md", "2025-01-01.en.md"]
    assert result.exit_code == 1
    assert "undated.md: neither its name nor its text says when it took effect" in result.output


@pytest.mark.parametrize(
    ("name", "day"),
    (
        ("2024-09-15.md", "2024-09-15"),
        ("privacy 2024_09_15 final.md", "2024-09-15"),
        ("v20240915.md", "2024-09-15"),
        ("2024-13-15.md", ""),
        ("2023-01-01 to 2024-01-01.md", ""),
        ("1202409150.md", ""),
        ("terms.md", ""),
    ),
)
def test_a_name_is_dated_by_the_one_date_in_it(name: str, day: str) -> None:
    assert named_day(name) == day


def test_a_date_is_read_as_its_language_writes_it() -> None:
    text = "---\neffective: {}\n---\n# T\n"
    for tag, words in (
        ("kk", "2024 жылғы 15 қыркүйек"),
        ("de", "15. September 2024"),
        ("zh", "2024年9月15日"),
    ):
        assert Dating(load(tag)).find(text.format(words)) == ("2024-09-15", "its front matter")
    with pytest.raises(UnclearDate):
        Dating(load("en")).find(text.format("September 2024"))


def test_front_matter_is_no_part_of_the_words() -> None:
    assert body("---\na: b\n---\n# T\n\n1. x\n") == body("# T\n1.  x")
    assert body("# T\n\n---\n\nend\n") != body("# T\n")


# writing


def test_nothing_is_written_over_and_a_second_run_changes_nothing(repository: Repository, here: Path) -> None:
    repository.commit("2024-01-01", terms_md=FIRST)
    repository.commit("2024-02-01", terms_md=SECOND)
    assert "would be written" in taken(here, repository.folder, "terms.md", "--dry-run").output
    assert not files(here)
    assert taken(here, repository.folder, "terms.md").exit_code == 0
    again = taken(here, repository.folder, "terms.md")
    assert again.exit_code == 0
    assert again.output.count("is there already") == 2
    (here / "content/terms/2024-02-01.en.md").write_text("# Corrected\n", "utf-8")
    result = taken(here, repository.folder, "terms.md")
    assert result.exit_code == 1
    assert "2024-02-01.en.md: not written, for the file is there with another text" in result.output
    assert files(here)["2024-02-01.en.md"] == "# Corrected\n"


def test_what_is_no_text_is_told_of_and_the_rest_imported(repository: Repository, here: Path) -> None:
    repository.commit("2024-01-01", terms_md="# T\xe9\n".encode("latin-1"))
    repository.commit("2024-02-01", terms_md="version https://git-lfs.github.com/spec/v1\noid sha256:1\n")
    repository.commit("2024-03-01", terms_md="\n")
    repository.commit("2024-04-01", terms_md=THIRD)
    result = taken(here, repository.folder, "terms.md")
    assert result.exit_code == 1
    assert files(here) == {"2024-04-01.en.md": THIRD}
    assert "is not UTF-8 text" in result.output
    assert "Git LFS" in result.output
    assert "there is no text in it" in result.output


def test_a_language_that_is_kept_in_a_catalog_is_not_imported_beside_it(
    repository: Repository, here: Path
) -> None:
    repository.commit("2024-01-01", terms_md=FIRST)
    (here / "content/terms").mkdir()
    (here / "content/terms/en.po").write_text("", "utf-8")
    result = taken(here, repository.folder, "terms.md")
    assert result.exit_code == 2
    assert "legalsite translations import" in result.output
