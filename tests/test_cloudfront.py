"""What CloudFront is told, run by Node as CloudFront would: requests go to a store, and answers come back."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from legalsite.cli import main
from legalsite.exports import CLOUDFRONT, HEADERS, SEARCHING, Hosting, TooLargeError, cloudfront_settings
from npm.tools import NODE
from sites import site

POLICY = "content-security-policy"
TEXT = "# Privacy\n\n1. Data\n\n1.1. We keep your name.\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A policy that was renamed once, with a version that is gone."""
    folder = tmp_path_factory.mktemp("site")
    texts = {f"data/{day}.en.md": TEXT.replace("name", day) for day in ("2024-09-15", "2025-09-15")}
    site(folder, texts)
    run(folder, "lock", "--today", "2026-11-22")
    (folder / "content/data").rename(folder / "content/privacy")
    settings = 'formerly = ["data"]\n[gone]\n"en/privacy/2024-09-15/" = "By order of the court."\n'
    site(folder, {"privacy/policy.toml": settings})
    run(folder, "build", "--today", "2026-11-22")
    return folder


def run(folder: Path, *arguments: str) -> str:
    done = CliRunner().invoke(main, [*arguments, "--site", str(folder)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def told(folder: Path, style: str) -> str:
    return run(folder, "headers", "--format", style, "--today", "2026-11-22")


EDGE = """
import { readFileSync as read } from 'node:fs';
const made = await import(process.argv[1]);
const answers = [];
for (const event of JSON.parse(read(0, 'utf8'))) {
  answers.push(await made.handler(event));
}
console.log(JSON.stringify(answers));
"""


@dataclass
class Edge:
    """CloudFront's part: a function, and a store of objects behind it. stored: what the function may ask."""

    place: Path
    function: str
    stored: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        library = self.place / "node_modules/cloudfront"
        library.mkdir(parents=True, exist_ok=True)
        (library / "package.json").write_text('{"name": "cloudfront", "main": "index.js"}')
        values = json.dumps(dict(self.stored))
        (library / "index.js").write_text(
            f"const held = {values};\n"
            "exports.kvs = () => ({ get: async (key) => {\n"
            "  if (!(key in held)) { throw new Error('KeyNotFound'); }\n"
            "  return held[key];\n} });\n"
        )
        (self.place / "function.mjs").write_text(f"{self.function}\nexport {{ handler }};\n", "utf-8")

    def handle(self, *events: dict[str, Any]) -> list[dict[str, Any]]:
        """What the function gives for each event."""
        done = subprocess.run(
            (NODE, "--input-type=module", "-e", EDGE, str(self.place / "function.mjs")),
            input=json.dumps(events),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        answers: list[dict[str, Any]] = json.loads(done.stdout)
        return answers

    def get(
        self, build: Path, *paths: str, query: Mapping[str, Mapping[str, Any]] | None = None
    ) -> list[dict[str, Any]]:
        """The answers to a reader who asks for paths, each with the name of the object as `object`."""
        asked = {"method": "GET", "querystring": query or {}, "headers": {}, "cookies": {}}
        answer = {"statusCode": 200, "statusDescription": "OK", "headers": {"etag": {"value": "1"}}}
        said = self.handle(*(request(asked | {"uri": path}) for path in paths))
        there = [each for each in said if "uri" in each and (build / each["uri"].lstrip("/")).is_file()]
        told = iter(self.handle(*(request(each, answer) for each in there)))
        return [
            each
            if "uri" not in each
            else (next(told) if each in there else {"statusCode": 404}) | {"object": each["uri"]}
            for each in said
        ]


def request(asked: dict[str, Any], answer: dict[str, Any] | None = None) -> dict[str, Any]:
    """CloudFront's event of a request, or of the answer to it."""
    if answer is None:
        return {"context": {"eventType": "viewer-request"}, "request": asked}
    return {"context": {"eventType": "viewer-response"}, "request": asked, "response": answer}


@pytest.fixture(params=("cloudfront", "cloudfront-store"))
def edge(folder: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Edge:
    """The function that bears its addresses, and the one that asks for them."""
    if request.param == "cloudfront":
        return Edge(tmp_path, told(folder, "cloudfront"))
    rows = json.loads(told(folder, "cloudfront-values"))["data"]
    return Edge(tmp_path, told(folder, "cloudfront-store"), {row["key"]: row["value"] for row in rows})


def test_readers_get_pages_of_folders_and_real_statuses(folder: Path, edge: Edge) -> None:
    build = folder / "build"
    sheet = f"/static/{next((build / 'static').glob('style.*.css')).name}"
    page, root, style, slash, lost, dated = edge.get(
        build, "/en/privacy/", "/", sheet, "/en/privacy", "/en/nothing/", "/en/privacy/2025-09-15/"
    )
    assert (page["statusCode"], page["object"]) == (200, "/en/privacy/index.html")
    assert {name: page["headers"][name.lower()]["value"] for name in HEADERS} == dict(HEADERS)
    assert page["headers"]["etag"] == {"value": "1"}, "what the store said stays"
    assert (root["object"], style["object"]) == ("/index.html", sheet)
    assert (slash["statusCode"], slash["headers"]["location"]["value"]) == (301, "/en/privacy/")
    assert (lost["statusCode"], dated["statusCode"]) == (404, 200)
    for answer in edge.get(build, "/en/data/2025-09-15/", "/en/data/2025-09-15/index.html"):
        assert answer["statusCode"] == 301
        assert answer["headers"]["location"] == {"value": "/en/privacy/2025-09-15/"}
        assert answer["headers"][POLICY] == {"value": HEADERS["Content-Security-Policy"]}
    for answer in edge.get(build, "/en/privacy/2024-09-15/", "/en/privacy/2024-09-15/index.html"):
        assert (answer["statusCode"], answer["statusDescription"]) == (410, "Gone")
        assert "By order of the court." in (build / answer["object"].lstrip("/")).read_text("utf-8")


def test_only_the_searchs_pages_may_run_its_index(edge: Edge) -> None:
    paths = ("/en/search/", "/en/privacy/")
    answer: dict[str, Any] = {"statusCode": 200, "headers": {}}
    policies = [
        told["headers"][POLICY]["value"]
        for told in edge.handle(*(request({"uri": path, "querystring": {}}, answer) for path in paths))
    ]
    assert policies == [headers["Content-Security-Policy"] for headers in (SEARCHING, HEADERS)]


def test_what_was_asked_beside_the_path_is_led_on(folder: Path, edge: Edge) -> None:
    """Two languages side by side, at an address of before."""
    query: dict[str, dict[str, Any]] = {
        "beside": {"value": "ru"},
        "q": {"value": "a", "multiValue": [{"value": "a"}, {"value": "b%26"}]},
    }
    (answer,) = edge.get(folder / "build", "/en/data/2025-09-15/", query=query)
    assert answer["headers"]["location"]["value"] == "/en/privacy/2025-09-15/?beside=ru&q=a&q=b%26"


def test_a_query_stands_before_a_fragment_and_a_site_may_have_a_prefix(tmp_path: Path) -> None:
    moved = {"en/a/": "en/b/#5.2", "en/c/": "https://example.org/c?d"}
    edge = Edge(tmp_path, cloudfront_settings("cloudfront", Hosting("/legal/", ("en",), moved)))
    query = {"beside": {"value": "ru"}, "x": {"value": ""}}
    led = [
        each["headers"]["location"]["value"]
        for each in edge.get(tmp_path, "/legal/en/a/", "/legal/en/c/", query=query)
    ]
    assert led == ["/legal/en/b/?beside=ru&x#5.2", "https://example.org/c?d"]


def test_no_path_is_more_than_a_path(tmp_path: Path) -> None:
    """None is looked up in what every object of a script has, and none leads to another site."""
    edge = Edge(tmp_path, cloudfront_settings("cloudfront", Hosting("/", ("en",), {"en/a/": "en/b/"})))
    odd = ("/__proto__/", "/constructor/", "__proto__/", "/%00/", "//evil.example/", "/a b/", "/\u202e/")
    assert [each["statusCode"] for each in edge.get(tmp_path, *odd)] == [404] * len(odd)
    for led in edge.get(tmp_path, "//evil", "/\\evil"):
        assert led["headers"]["location"]["value"] == "/evil/"


def test_no_address_ends_a_string_of_the_function(tmp_path: Path) -> None:
    hostile = Hosting("/", ("en",), {"en/a/": "x/\"'`${};\n\u2028</script>", "en/\n/": "b/"})
    (led,) = Edge(tmp_path, cloudfront_settings("cloudfront", hostile)).get(tmp_path, "/en/a/")
    assert not set(led["headers"]["location"]["value"]) & set(" \"'`${}<>\n\u2028")


def test_the_function_says_nothing_that_cloudfronts_scripts_do_not_know() -> None:
    """Its runtime is no Node: of what is newer than 2009 it knows a part, which its documentation lists."""
    for style in CLOUDFRONT[:2]:
        made = cloudfront_settings(style, Hosting("/", ("en",), {"en/a/": "en/b/"}, searches=("en/search/",)))
        words = re.sub(r"//.*|'[^']*'|\"[^\"]*\"", "", made)
        for unknown in (
            r"\bof\b",
            r"\.\.\.",
            r"\bclass\b",
            r"\?\.",
            r"\?\?",
            r"async *\(",
            r"catch *\{",
            r"\byield\b",
        ):
            assert not re.search(unknown, words), unknown
        awaited = [line.strip() for line in words.splitlines() if "await" in line]
        assert all(re.fullmatch(r"const \w+ = await [\w.]+\([\w., ]+\);", line) for line in awaited), awaited


def test_what_cloudfront_would_not_take_is_told_with_what_to_do() -> None:
    many = {f"en/terms/{day}/": f"en/conditions/{day}/" for day in range(500)}
    hosting = Hosting("/", ("en",), many, ("en/x/",))
    with pytest.raises(TooLargeError, match="501 addresses that"):
        cloudfront_settings("cloudfront", hosting)
    function = cloudfront_settings("cloudfront-store", hosting)
    assert len(function.encode()) < 5000
    assert "en/terms" not in function
    rows = json.loads(cloudfront_settings("cloudfront-values", hosting))["data"]
    assert {"key": "/en/terms/7/", "value": "/en/conditions/7/"} in rows
    assert {"key": "/en/x/", "value": "410"} in rows
    with pytest.raises(TooLargeError, match="shorten it"):
        cloudfront_settings("cloudfront-values", Hosting("/", ("en",), {"a/" * 300: "b/"}))
    with pytest.raises(TooLargeError, match="five megabytes"):
        cloudfront_settings(
            "cloudfront-values", Hosting("/", ("en",), {f"a{n}/": "b" * 900 for n in range(6000)})
        )


def test_a_site_with_an_ordinary_past_needs_no_store() -> None:
    many = {f"en/terms/{2000 + n}-01-01/": f"en/conditions/{2000 + n}-01-01/" for n in range(80)}
    made = cloudfront_settings(
        CLOUDFRONT[0], Hosting("/", ("en", "kk", "ru"), many, searches=("en/search/",))
    )
    assert len(made.encode()) < 10_240
