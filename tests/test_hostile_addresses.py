"""Addresses that mean harm, from the text to the output: no site stops, nothing foreign is live."""

from __future__ import annotations

import html
import re
import shutil
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from conftest import APPROVED, SITES, House
from hypothesis import given, settings
from hypothesis import strategies as st
from kinds.rules.example import FEDERATION, HUNAN
from rendering.in_process import Stage, stage

from lianzhan.gate.records import values_at
from lianzhan.kinds.rules.links import link_safety, picture_safety
from lianzhan.model.report import PROBLEMS
from lianzhan.output.audit import Audit
from lianzhan.output.markup_addresses import references
from lianzhan.planning.plan import site_plan
from lianzhan.reading.body import parse_body
from lianzhan.reading.pictures import may_be_file
from lianzhan.reading.text import decode
from lianzhan.rendering.html.addresses import host_of
from lianzhan.rendering.html.bodies import feed_body, page_body

if TYPE_CHECKING:
    from lianzhan.planning.plan import SitePlan
    from lianzhan.planning.planned import PlannedArticle

ARTICLE = "hunan/articles/news/linking.md"
PAGE = "news/linking.html"
ALLOWED = re.compile(r"https?://[^/?#\s]|mailto:|tel:")
UNSAFE, NONE, MISSING = ["unsafe-link"], ["bad-address"], ["image-missing"]
HOSTILE: list[tuple[str, list[str]]] = [
    ("![x](javascript%3a//%250aalert(1))", UNSAFE),
    ("[x](javascript%3a//%250aalert(1))", UNSAFE),
    ("![x](javascript%253a//%25250aalert(1))", UNSAFE),
    ("[x](JaVaScRiPt:alert(1))", UNSAFE),
    ("[x](java&Tab;script:alert(1))", UNSAFE),
    ("<a href='java&#10;script:x'>x</a>", UNSAFE),
    ("<a title='>' href=javascript:x>x</a>", UNSAFE),
    ("<img alt=x src=' &#1;javascript:x'>", UNSAFE),
    ("<img alt=x src='data:image/svg+xml,x'>", UNSAFE),
    ("<img alt=x src='vbscript%3Ax'>", UNSAFE),
    ("[x](view-source:https://e.example/)", UNSAFE),
    ("[x](blob:https://e.example/x)", UNSAFE),
    ("[x](filesystem:https://e.example/x)", UNSAFE),
    ("[x](file:///etc/passwd)", UNSAFE),
    ("![x](wordhttps://e.example/a.png)", UNSAFE),
    ("<javascript:alert(1)>", UNSAFE),
    ("[x][1]\n\n[1]: javascript:x", UNSAFE),
    ("<a href='//[x'>x</a>", NONE),
    ("<img alt=x src='//[x'>", NONE),
    ("![x](//[x)", NONE),
    ("<a href='http://[::1'>x</a>", NONE),
    ("[x](http://[::1)", NONE),
    ("[x](http://h:99999/)", NONE),
    ("![x](http://h:99999/a.png)", NONE),
    ("[x](http:///x)", NONE),
    ("![x](http:///x.png)", NONE),
    ("[x](///e.example)", NONE),
    ("[x](https:e.example)", NONE),
    ("![x](https:/e.example/a.png)", NONE),
    ("<a href='https:\\\\e.example'>x</a>", NONE),
    ("<a href='\\\\e.example'>x</a>", NONE),
    ("<a href='/\\e.example'>x</a>", NONE),
    ("<img alt=x src='/&#9;\\e.example/a.png'>", NONE),
    ("[x](https://example.org@e.example/)", NONE),
    ("[x](https://e.example%2F@f.example/)", NONE),
    ("[x](https：//e.example/)", NONE),
    ("![x](https：//e.example/a.png)", NONE),
    ("![x](https:／／e.example/a.png)", NONE),
    ("![x](／／e.example/a.png)", NONE),
    ("<a href='https://ex&#173;ample.org/'>x</a>", NONE),
    ("[x](https://%00e.example/)", NONE),
    ("<a href='mailto://[x'>x</a>", NONE),
    ("[x](mailto:)", NONE),
    (f"[x](https://e.example/{'x' * 9000})", NONE),
    ("![x](:https://e.example/a.png)", MISSING),
    ("![x](：https://e.example/a.png)", MISSING),
    ("![x](图https://e.example/a.png)", MISSING),
    ("![x]({filename}https://e.example/a.png)", MISSING),
    ("![x]({static}//e.example/a.png)", MISSING),
    ("![x](mailto:a@e.example)", MISSING),
    ("![x](#a)", MISSING),
    ("[x](:https://e.example/)", ["dead-link"]),
    ("[x]({filename}https://e.example/hunan/articles/news/one.md)", ["dead-link"]),
    ("[x]({filename}{static}x.md)", ["dead-link"]),
    ("[x](#javascript:x)", ["dead-link"]),
    ("[x](?a=b)", ["dead-link"]),
    ("[x](../../../../etc/passwd)", ["dead-link"]),
    ("<a href='&#xd800;'>x</a>", ["dead-link"]),
    ("![x](//e.example/{filename}.png)", ["image-remote"]),
    ("<img alt=x src='https://e.example/a b.png?\"{static}|'>", ["image-remote"]),
    ("![x](//example.org/hunan/gone.png?a=b)", ["image-remote"]),
    ("![x](<//example.org/hunan/中 {static}.png>)", ["image-remote"]),
    ("[x](//example.org/hunan/a?b={filename}#c)", []),
    ("<a href='https://example.org/hunan/\\ \"&lt;中?b=1'>x</a>", []),
    ("<a href=' //EXAMPLE.org/hunan/x/ '>x</a>", []),
    ("[x](https%3A//example.org/hunan/a%2520b)", []),
    ("[x](mailto:a@e.example?subject=<b>)", []),
    ("[x](tel:%3Cb%3E)", []),
]  # fmt: skip
HEADS = {
    'cover: "javascript%3a//x.png"': UNSAFE,
    'cover: "//[x"': NONE,
    'cover: ":https://e.example/a.png"': MISSING,
    'cover: "//example.org/hunan/a b.png"': ["image-remote"],
    "source: {name: 甲, url: '//[x'}": ["bad-value"],
    "source: {name: 甲, url: 'https:e.example'}": ["bad-value"],
    "source: {name: 甲, url: 'java%73cript:x'}": ["bad-value"],
    "source: {name: 甲, url: '//example.org/hunan/\\中 \"<b>?{filename}#x'}": [],
}


class _Addresses(HTMLParser):
    """Every address of a page, as a browser reads it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += (value or "" for name, value in attrs if name in ("href", "src"))


def addresses(text: str) -> list[str]:
    return _Addresses(text).found


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> House:
    """One site in which each article has another hostile address, built."""
    folder = tmp_path_factory.mktemp("attacked")
    shutil.copytree(SITES / "valid", folder / "content")
    house = House(folder)
    for number, (body, _) in enumerate(HOSTILE):
        house.article(f"hunan/articles/news/body{number}.md", f"正文。\n\n{body}")
    for number, head in enumerate(HEADS):
        house.article(f"hunan/articles/news/head{number}.md", "正文。", f"{APPROVED}{head}\n")
    report = house.build()
    assert report.exit_status == PROBLEMS
    assert {site.status for site in report.sites} == {"built"}, report.problems
    return house


def test_each_hostile_address_is_published_safely_or_named_at_its_line(attacked: House) -> None:
    found: dict[str, list[tuple[int, str]]] = {}
    for fault in attacked.check().problems:
        found.setdefault(fault.path, []).append((fault.line, fault.code))
    texts = [("body", number, body, codes) for number, (body, codes) in enumerate(HOSTILE)]
    texts += [("head", number, *each) for number, each in enumerate(HEADS.items())]
    wanted = {}
    for kind, number, text, codes in texts:
        path = f"hunan/articles/news/{kind}{number}.md"
        last = text.splitlines()[-1]  # a link's address may stand in a definition below it
        wanted[path] = [(attacked.line(path, last), code) for code in codes]
    assert found == {path: places for path, places in wanted.items() if places}


def test_what_has_an_error_is_withheld_and_all_else_is_live(attacked: House) -> None:
    checked = attacked.check()
    faulty = {fault.path for fault in checked.problems if fault.is_error}
    for path in checked.decisions:
        home, _, name = path.removesuffix(".md").partition("/articles/")
        page = attacked.output / home.rpartition("/")[2] / f"{name}.html"
        assert page.is_file() is (path not in faulty), path


def test_no_page_or_feed_has_an_address_that_is_not_allowed(attacked: House) -> None:
    for file in attacked.output.rglob("*.html"):
        for address in addresses(file.read_text("utf-8")):
            assert ALLOWED.match(address) or re.fullmatch(r"[\w./%-]*(#[\w%-]*)?", address), address
    for file in (*attacked.output.rglob("*.xml"), *attacked.output.rglob("*.json")):
        text = file.read_text("utf-8").replace('\\"', '"')
        for address in references(text):
            assert ALLOWED.match(address), address
        assert not re.search(r"javascript|vbscript|\{filename\}|data:|:\\", text)


PIECES = st.sampled_from(
    [
        "http:", "https:", "javascript:", "java", "script", "data:", "mailto:", "tel:", ":", "%3a", "%253A",
        "：", "/", "//", "\\", "%2f", "%5C", "／", "[", "]", "[::1]", "@", "#", "%23", "?", "&", ";", "&#58;",
        "%", "%0a", "%00", "\t", "\n", "\x1f", " ", "\u200b", "\u202e", "\xad", "\ufffd", "e.example",
        "//example.org/hunan/", "https://example.org/hunan/news/", "https://example.org/assets/",
        "example.org", "中国.cn", ":80", ":99999", ".", "..", "{filename}", "|static|", "one.md", "一", "'",
        '"', "<", ">", "=", ",", "(", ")", "]]>", "-->",
    ]
)  # fmt: skip
TARGETS = st.lists(PIECES | st.characters(exclude_categories=["Cs"]), max_size=10).map("".join)
WRITTEN = st.sampled_from(
    ["[词](<{}>)", "![图](<{}>)", "[词]({})", "![图]({} '题')", "<{}>", "[词][a]\n\n[a]: {}\n"]
)
IN_HTML = st.sampled_from(
    ['<a href="{}">词</a>', "<img alt=图 src='{}'>", "<a title='>' href={}>词</a>", "<A HREF='{}'>"]
)


@dataclass(frozen=True)
class Site:
    """A staged site in whose plan an article can have any body."""

    staged: Stage

    def plan(self, text: str) -> SitePlan | None:
        """The plan with that body, or None where the article would be withheld."""
        outline = self.staged.outline("hunan")
        articles = values_at(self.staged.checked.homes(outline), "hunan")
        body, costly = parse_body(decode(text.encode(), "x.md").text, "x.md", 1)
        article = replace(articles[ARTICLE], body=body)
        faults = [*costly, *link_safety(article, HUNAN, FEDERATION)]
        faults += picture_safety(article, HUNAN, FEDERATION)
        if any(x.is_error for x in faults) or any(may_be_file(x.src) for x in body.images):
            return None
        return site_plan(outline, articles | {ARTICLE: article})

    def audit(self, plan: SitePlan) -> Audit:
        return Audit(self.staged.folder / "hunan", plan, "hunan/site.toml", ())


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("fuzzed")
    shutil.copytree(SITES / "valid", folder / "content")
    house = House(folder)
    house.article(ARTICLE, "正文。")
    staged = stage(house)
    assert staged.site("hunan").problems == ()
    return Site(staged)


def planned(plan: SitePlan) -> PlannedArticle:
    (found,) = (x.planned for x in plan.listings if x.planned.value.path == ARTICLE)
    return found


def assert_sound(site: Site, text: str) -> None:
    """Whatever is published has allowed addresses alone, and the audit finds nothing."""
    plan = site.plan(text)
    if plan is None:
        return
    page = page_body(planned(plan), host_of(plan), PAGE, {}, plan.language)
    feed = feed_body(planned(plan), plan.shared.assets(plan.url))
    destinations = site.audit(plan).destinations
    for address in (*addresses(page), *addresses(feed)):
        assert ALLOWED.match(address) or re.fullmatch(r"[\w./%-]*#[\w%-]+", address), address
    for address in references(page):
        assert destinations.resolves(address, PAGE), address
    for address in references(feed):
        assert not destinations.is_unknown(address), address


@settings(max_examples=600, deadline=None)
@given(TARGETS, WRITTEN)
def test_no_target_in_markdown_gets_past_rules_and_audit(
    site: Site, target: str, written: str
) -> None:
    assert_sound(site, written.format(target))


@settings(max_examples=600, deadline=None)
@given(TARGETS, IN_HTML, st.booleans())
def test_no_target_in_html_gets_past_rules_and_audit(
    site: Site, target: str, written: str, escaped: bool
) -> None:
    assert_sound(site, written.format(html.escape(target) if escaped else target))
