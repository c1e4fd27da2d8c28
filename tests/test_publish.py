"""What a publication does, in which order, and what it refuses; into folders and into memory."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import obstore
import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from click.testing import CliRunner

from legalsite.cli import main
from legalsite.publish import (
    Built,
    Done,
    Options,
    PublishError,
    PurgeError,
    Serving,
    Store,
    look,
    open_store,
    publish,
    published,
    purge,
    read_files,
    remove,
    source_before,
)
from legalsite.publish.manifest import Manifest
from legalsite.publish.plan import make_plan
from legalsite.publish.profiles import aws_profile
from legalsite.publish.signing import Keys, signed
from legalsite.publish.store import _said
from sites import site, tree
from storage import client, prepared, s3

NOW = datetime(2026, 11, 23, tzinfo=UTC)
WEEK = timedelta(days=7)


def pages(folder: Path, files: dict[str, str]) -> Path:
    """A built site of the given files."""
    for path in sorted(folder.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def sent(store: Store, built: Path, options: Options | None = None, serving: Serving | None = None) -> Done:
    serving = serving or Serving(("en",), store.keeps_headers)
    source = Built(store, read_files(built, serving), serving)
    return publish(store, source, options or Options(grace=timedelta()))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "place"


def folder(place: Path) -> Store:
    return open_store(str(place), "", {})


def shown(place: Path) -> dict[str, bytes]:
    return {name: data for name, data in tree(place).items() if not name.startswith(".legalsite/")}


# order


def test_what_is_new_comes_before_what_changes_and_each_in_its_order() -> None:
    names = (
        "index.html",
        "static/a.0123456789.css",
        "en/index.html",
        "en/terms/index.html",
        "en/terms/2024-01-01/index.html",
        "en/terms/history/index.html",
        "en/terms/feed.xml",
        "versions.json",
        "sitemap.xml",
    )
    before = Manifest("a", "", dict.fromkeys(names[:4], "old"))
    plan = make_plan(before, dict.fromkeys(names, "new"), {}, (), NOW, WEEK)
    assert [(what, list(found)) for what, found in plan.waves] == [
        ("new superseded versions", ["en/terms/2024-01-01/index.html"]),
        ("new home and history", ["en/terms/history/index.html"]),
        ("new sitemap and search", ["en/terms/feed.xml", "sitemap.xml", "versions.json"]),
        ("changed assets", ["static/a.0123456789.css"]),
        ("changed pages", ["en/terms/index.html"]),
        ("changed home and history", ["en/index.html", "index.html"]),
    ]
    assert plan.keep == {"old": "static/a.0123456789.css"}
    assert "static/a.0123456789.css" not in plan.purge


def test_what_is_taken_away_goes_before_what_it_leads_to() -> None:
    names = ("a/b/index.html", "a/index.html", "a/b/2024-01-01/index.html", "sitemap.xml", "static/a.css")
    plan = make_plan(Manifest("a", "", dict.fromkeys(names, "old")), {}, {}, (), NOW, timedelta())
    assert plan.delete == ("sitemap.xml", names[1], names[0], names[2], "static/a.css")


def test_what_was_broken_off_is_written_again_unless_it_surely_was_written() -> None:
    before = Manifest("a", "", {"x": "1", "y": "1", "z": "1"})
    plan = make_plan(before, {"x": "2", "y": "2", "z": "1"}, {"x": "", "y": "2", "w": "3"}, (), NOW, WEEK)
    assert plan.written == ("x",)
    assert plan.left == ("w",)
    assert plan.keep == {}, "it was kept before it was touched"
    assert set(plan.purge) == {"w", "x", "y"}


class Broken(Built):
    """Breaks off before it writes one of its files."""

    stop = ""

    def send(self, name: str) -> None:
        if name == self.stop:
            raise PublishError("broken off")
        super().send(name)


def test_what_was_broken_off_twice_is_mended(tmp_path: Path, place: Path) -> None:
    """The second one would have put back what the first one touched, and did not come to it."""
    built = tmp_path / "build"
    serving = Serving(headers=False)
    first = {"a.html": "1", "b.html": "1", "c.html": "1"}
    sent(folder(place), pages(built, first))
    for files, stop in (
        ({**first, "a.html": "2", "b.html": "2"}, "b.html"),
        ({**first, "c.html": "2"}, "a.html"),
    ):
        store = open_store(str(place), "", {}, at_once=1)
        source = Broken(store, read_files(pages(built, files), serving), serving)
        source.stop = stop
        with pytest.raises(PublishError, match="broken off"):
            publish(store, source, Options())
    assert shown(place)["a.html"] == b"2"
    sent(folder(place), pages(built, {**first, "d.html": "1"}))
    assert shown(place) == {**dict.fromkeys(first, b"1"), "d.html": b"1"}


# folders


def test_a_folder_gets_the_site_and_what_its_server_reads(tmp_path: Path, place: Path) -> None:
    built = pages(
        tmp_path / "build", {"index.html": "a", "_headers": "b", "index.html.gz": "c", ".legalsite": "d"}
    )
    sent(folder(place), built)
    assert set(shown(place)) == {"index.html", "_headers", "index.html.gz"}


def test_a_store_keeps_headers_and_gets_no_hosts_files(tmp_path: Path) -> None:
    built = pages(tmp_path / "build", {"en/index.html": "a", "_headers": "b", "team/index.html": "c"})
    store = open_store("memory://", "", {})
    sent(store, built)
    assert store.get("_headers") is None
    assert store.get("team/index.html") is None
    kept = dict(obstore.get(store.raw, "en/index.html").attributes)
    assert kept == {
        "Cache-Control": "public, max-age=300, must-revalidate",
        "Content-Type": "text/html; charset=utf-8",
        "Content-Language": "en",
    }


def test_what_leaves_the_site_stays_for_a_time(tmp_path: Path, place: Path) -> None:
    built = tmp_path / "build"
    sent(folder(place), pages(built, {"index.html": "a", "old.html": "b"}))
    week = Options(grace=WEEK)
    assert sent(folder(place), pages(built, {"index.html": "a"}), week).plan.left == ("old.html",)
    assert "old.html" in shown(place)
    assert sent(folder(place), built, week).plan.empty
    assert sent(folder(place), built, Options(grace=timedelta())).plan.delete == ("old.html",)
    assert "old.html" not in shown(place)
    again = sent(folder(place), pages(built, {"index.html": "a", "old.html": "b"}))
    assert again.plan.written == ("old.html",)


def test_a_site_that_loses_too_much_is_not_published(tmp_path: Path, place: Path) -> None:
    built = tmp_path / "build"
    many = {f"p{number}.html": "x" for number in range(5)}
    sent(folder(place), pages(built, {"index.html": "a", "static/s.0123456789.css": "c", **many}))
    before = tree(place)
    pages(built, {"index.html": "b"})
    with pytest.raises(PublishError, match=r"5 files would be taken away .* --max-deletes 5$"):
        sent(folder(place), built, Options(most=4))
    assert shown(place) == {n: d for n, d in before.items() if not n.startswith(".legalsite/")}
    assert len(sent(folder(place), built, Options(most=5)).plan.left) == 6, "assets are not counted"


def test_files_of_others_are_not_overwritten(tmp_path: Path, place: Path) -> None:
    built = pages(tmp_path / "build", {"index.html": "ours"})
    pages(place, {"index.html": "theirs", "other.html": "theirs"})
    with pytest.raises(PublishError, match="did not publish"):
        sent(folder(place), built)
    sent(folder(place), built, Options(adopt=True))
    assert shown(place) == {"index.html": b"ours", "other.html": b"theirs"}


def test_any_of_the_last_publications_can_be_gone_back_to(tmp_path: Path, place: Path) -> None:
    built = tmp_path / "build"
    sites = [
        {"index.html": f"{number}", f"v{number}.html": "v", "same.html": "s", f"w{number}.html": "w" * 99_999}
        for number in range(5)
    ]
    names = [
        sent(folder(place), pages(built, each), Options(grace=timedelta(), retained=3)).name for each in sites
    ]
    assert [each.name for each in published(folder(place))] == names[2:]
    with pytest.raises(PublishError, match="no one publication"):
        source_before(folder(place), names[1])
    store = folder(place)
    done = publish(store, source_before(store, names[2]), Options(grace=timedelta()))
    assert shown(place) == {name: text.encode() for name, text in sites[2].items()}
    assert published(folder(place))[-1].again == names[2]
    store = folder(place)
    publish(store, source_before(store, ""), Options(grace=timedelta()))
    assert shown(place) == {name: text.encode() for name, text in sites[4].items()}
    assert done.sent < 20_000, "nothing goes up but what is remembered"
    assert sent(folder(place), built).plan.empty


def test_what_several_publications_had_is_kept_until_the_last_of_them_is_forgotten(
    tmp_path: Path, place: Path
) -> None:
    built = tmp_path / "build"
    for number in range(8):
        sent(folder(place), pages(built, {"a.html": str(number % 2)}), Options(retained=3))
    publish(folder(place), source_before(folder(place), ""), Options(retained=3))
    assert shown(place) == {"a.html": b"0"}


def test_what_is_kept_is_forgotten_when_nothing_can_go_back_to_it(tmp_path: Path, place: Path) -> None:
    built = tmp_path / "build"
    for number in range(6):
        sent(folder(place), pages(built, {"index.html": f"{number}"}), Options(retained=2))
    assert len(list((place / ".legalsite/kept").iterdir())) == 1
    assert len(list((place / ".legalsite/manifests").iterdir())) == 2
    assert len(list((place / ".legalsite/lock").iterdir())) <= 2


def test_everything_is_written_anew_where_the_place_was_damaged(tmp_path: Path, place: Path) -> None:
    built = pages(tmp_path / "build", {"index.html": "a", "b.html": "b"})
    sent(folder(place), built)
    (place / "b.html").unlink()
    assert sent(folder(place), built).plan.empty
    sent(folder(place), built, Options(anew=True))
    assert shown(place) == {"index.html": b"a", "b.html": b"b"}


def test_a_plan_changes_nothing(tmp_path: Path, place: Path) -> None:
    built = pages(tmp_path / "build", {"index.html": "a"})
    store = folder(place)
    serving = Serving(headers=False)
    plan = look(store, Built(store, read_files(built, serving), serving), Options())
    assert plan.written == ("index.html",)
    assert tree(place) == {}


def test_a_preview_is_hidden_and_can_be_taken_away(tmp_path: Path, place: Path) -> None:
    built = pages(tmp_path / "build", {"index.html": "<html><head>\n</head>", "en/terms/feed.xml": "f"})
    sent(folder(place), built)
    there = open_store(str(place), "preview/new", {})
    sent(there, built, serving=Serving(headers=False, hidden=True))
    assert b"noindex" in (place / "preview/new/index.html").read_bytes()
    assert not (place / "preview/new/en/terms/feed.xml").exists()
    assert sent(folder(place), built).plan.empty, "the site itself knows nothing of it"
    assert remove(open_store(str(place), "preview/new", {})) == 1
    assert set(shown(place)) == {"index.html", "en/terms/feed.xml"}


@pytest.mark.parametrize(
    ("target", "prefix", "said"),
    (
        ("sftp://host/x", "", "legalsite/publish/README.md"),
        ("place", "../out", "no prefix"),
        ("place", "/etc", "no prefix"),
        ("s3://", "", "cannot be published to"),
    ),
)
def test_places_that_cannot_be_are_refused(target: str, prefix: str, said: str) -> None:
    with pytest.raises(PublishError, match=said):
        open_store(target, prefix, {})


def test_a_tree_that_changes_meanwhile_is_not_mixed(tmp_path: Path, place: Path) -> None:
    built = pages(tmp_path / "build", {"index.html": "a"})
    store = folder(place)
    serving = Serving(headers=False)
    source = Built(store, read_files(built, serving), serving)
    (built / "index.html").write_text("b", "utf-8")
    with pytest.raises(PublishError, match="changed meanwhile"):
        publish(store, source, Options())
    assert shown(place) == {}


# who we are


def test_keys_come_from_profiles_as_those_who_wrote_them_expect(tmp_path: Path) -> None:
    (tmp_path / "credentials").write_text(
        "[default]\naws_access_key_id = A\naws_secret_access_key = B\n"
        "[legal]\naws_access_key_id = C\naws_secret_access_key = D\naws_session_token = E\n",
        "utf-8",
    )
    (tmp_path / "config").write_text("[profile legal]\nregion = eu-west-1\n", "utf-8")
    files = {
        "AWS_SHARED_CREDENTIALS_FILE": str(tmp_path / "credentials"),
        "AWS_CONFIG_FILE": str(tmp_path / "config"),
    }
    assert aws_profile(files)["config"] == {"access_key_id": "A", "secret_access_key": "B"}
    found = aws_profile({**files, "AWS_PROFILE": "legal"})["config"]
    assert found == {
        "region": "eu-west-1",
        "access_key_id": "C",
        "secret_access_key": "D",
        "session_token": "E",
    }
    assert aws_profile({**files, "AWS_ACCESS_KEY_ID": "env"}) == {}, "the environment comes first"
    assert aws_profile({"HOME": str(tmp_path)}) == {}


def test_no_secret_is_shown() -> None:
    said = _said(
        OSError("GET https://a.blob/x?sig=abc%3D&se=1 failed: secret_access_key=hunter2 Signature: xyz")
    )
    assert all(secret not in said for secret in ("abc", "hunter2", "xyz"))
    assert "hunter2" not in repr(Keys("id", "hunter2", "token"))


def test_requests_are_signed_as_amazons_own_library_signs_them() -> None:
    body, there = b"<x/>", "https://cloudfront.amazonaws.com/2020-05-31/distribution/E1/invalidation"
    now = datetime.now(UTC)
    ours = signed("POST", there, body, "cloudfront", "us-east-1", Keys("AKID", "SECRET", "TOKEN"), now)
    theirs = AWSRequest("POST", there, data=body)
    auth = SigV4Auth(Credentials("AKID", "SECRET", "TOKEN"), "cloudfront", "us-east-1")
    auth.add_auth(theirs)
    again = signed(
        "POST",
        there,
        body,
        "cloudfront",
        "us-east-1",
        Keys("AKID", "SECRET", "TOKEN"),
        datetime.strptime(theirs.headers["X-Amz-Date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC),
    )
    assert again["Authorization"] == theirs.headers["Authorization"]
    assert ours["X-Amz-Security-Token"] == "TOKEN"


# caches

CHANGED = ("en/terms/index.html", "versions.json")


def test_cloudfront_is_told_the_paths() -> None:
    import boto3

    with s3() as address:
        environment = prepared(address)
        cloudfront = boto3.client(
            "cloudfront",
            endpoint_url=address,
            region_name="us-east-1",
            aws_access_key_id=environment["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=environment["AWS_SECRET_ACCESS_KEY"],
        )
        settings = {
            "CallerReference": "x",
            "Origins": {
                "Quantity": 1,
                "Items": [
                    {
                        "Id": "o",
                        "DomainName": "o.s3.amazonaws.com",
                        "S3OriginConfig": {"OriginAccessIdentity": ""},
                    }
                ],
            },
            "DefaultCacheBehavior": {"TargetOriginId": "o", "ViewerProtocolPolicy": "allow-all"},
            "Comment": "",
            "Enabled": True,
        }
        made = cloudfront.create_distribution(DistributionConfig=settings)["Distribution"]["Id"]
        purge(f"cloudfront:{made}", "https://example.com/legal/", CHANGED, environment)
        listed = cloudfront.list_invalidations(DistributionId=made)["InvalidationList"]["Items"]
        told = cloudfront.get_invalidation(DistributionId=made, Id=listed[0]["Id"])["Invalidation"]
        paths = told["InvalidationBatch"]["Paths"]["Items"]
        assert sorted(paths) == ["/legal/en/terms/", "/legal/en/terms/index.html", "/legal/versions.json"]
        with pytest.raises(PublishError, match="CloudFront answered 404"):
            purge("cloudfront:NOBODY", "https://example.com/", CHANGED, environment)


@contextmanager
def listening(status: int) -> Iterator[tuple[str, list[tuple[str, str, object]]]]:
    """A server that hears what it is told, and answers with a status."""
    heard: list[tuple[str, str, object]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            heard.append((self.path, self.headers["Authorization"], body))
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", heard
    finally:
        server.shutdown()
        server.server_close()


def test_cloudflare_is_told_the_addresses() -> None:
    many = [f"en/p{number}/index.html" for number in range(20)]
    with listening(200) as (address, heard):
        environment = {"CLOUDFLARE_API_TOKEN": "hush", "CLOUDFLARE_API_BASE_URL": address}
        purge("cloudflare:zone1", "https://example.com/", many, environment)
    assert [(path, key) for path, key, _ in heard] == [("/zones/zone1/purge_cache", "Bearer hush")] * 2
    told = [each for _, _, body in heard if isinstance(body, dict) for each in body["files"]]
    assert len(told) == 40
    assert "https://example.com/en/p7/" in told
    with (
        listening(403) as (address, _),
        pytest.raises(PublishError, match="Cloudflare answered 403") as error,
    ):
        purge(
            "cloudflare:z", "https://example.com/", many, {**environment, "CLOUDFLARE_API_BASE_URL": address}
        )
    assert "hush" not in str(error.value)
    with pytest.raises(PublishError, match="CLOUDFLARE_API_TOKEN"):
        purge("cloudflare:z", "https://example.com/", many, {})


def test_a_command_is_told_the_addresses_and_what_was_not_told_is_told_next_time(
    tmp_path: Path, place: Path
) -> None:
    program = tmp_path / "purge.sh"
    program.write_text(f"#!/bin/sh\ncat > {tmp_path}/told\necho x >> {tmp_path}/times\n", "utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    built = pages(tmp_path / "build", {"en/index.html": "a"})

    def tell(program: Path | str, names: Sequence[str]) -> None:
        purge(f"command:{program}", "https://example.com/", names, {})

    sent(folder(place), built)
    pages(built, {"en/index.html": "b", "b.html": "c"})
    serving = Serving(headers=False)
    store = folder(place)
    with pytest.raises(PurgeError, match="cannot be run"):
        publish(
            store,
            Built(store, read_files(built, serving), serving),
            Options(),
            caches=partial(tell, "/no/such/program"),
        )
    assert shown(place)["b.html"] == b"c", "it is published all the same"
    for _ in range(2):
        store = folder(place)
        publish(
            store, Built(store, read_files(built, serving), serving), Options(), caches=partial(tell, program)
        )
    assert (tmp_path / "told").read_text("utf-8").split() == [
        "https://example.com/b.html",
        "https://example.com/en/",
        "https://example.com/en/index.html",
    ]
    assert (tmp_path / "times").read_text("utf-8") == "x\n", "once"
    with pytest.raises(PublishError, match="cannot be run"):
        purge("command:/no/such/program", "", CHANGED, {})


# the command


def test_nothing_is_published_while_a_text_has_an_error_or_is_in_no_lock(tmp_path: Path) -> None:
    site(tmp_path, {"terms/2024-01-01.en.md": "# Terms\n\n1. Data\n\n1.1. As clause 9.9 says.\n"})
    place = tmp_path / "place"

    def run(*arguments: str, status: int = 0) -> str:
        done = CliRunner().invoke(
            main, ["publish", str(place), "--site", str(tmp_path), *arguments], catch_exceptions=False
        )
        assert done.exit_code == status, done.output
        return done.output

    assert "dead-reference" in run(status=1)
    text = tmp_path / "content/terms/2024-01-01.en.md"
    text.write_text(text.read_text("utf-8").replace("9.9", "1"), "utf-8")
    assert "terms: the text of 2024-01-01 in en may never change" in run(status=1)
    CliRunner().invoke(main, ["lock", "--site", str(tmp_path)], catch_exceptions=False)
    assert shown(place) == {}
    assert "Would write" in run("--dry-run")
    assert "Published to" in run()
    assert "Nothing has changed" in run()
    assert "there is no one publication" in run("--rollback", status=2)
    assert "Only a preview" in run("--remove", status=2)
    assert "previews only" in run("--drafts", status=2)
    text.write_text(text.read_text("utf-8") + "\n1.2. More.\n", "utf-8")
    assert "changed-edition" in run(status=1)


def test_a_bucket_of_moto_is_listed_by_others(tmp_path: Path) -> None:
    with s3() as address:
        client(address).create_bucket(Bucket="legal")
        prepared(address)
        store = open_store("s3://legal/deep/er", "", {**prepared(address)})
        sent(store, pages(tmp_path / "build", {"index.html": "a"}))
        names = {each["Key"] for each in client(address).list_objects_v2(Bucket="legal")["Contents"]}
        assert "deep/er/index.html" in names
        assert all(name.startswith("deep/er/") for name in names)
