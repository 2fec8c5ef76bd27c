"""The built site is read back before it goes live: its top slot, its links, its addresses."""

from __future__ import annotations

import gzip
import os
import shutil
from typing import TYPE_CHECKING

import pytest
from conftest import APPROVED, SITES, House
from rendering.in_process import Stage, stage

from lianzhan.building.staging import asset_names
from lianzhan.output.audit import Audit

if TYPE_CHECKING:
    from pathlib import Path

SLOT = '<section data-slot="pinned"><a href="theory/equality.html">题</a></section>'
ROOT = "https://example.org/"


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """The topmost site and one below, staged and without a finding."""
    folder = tmp_path_factory.mktemp("audit")
    shutil.copytree(SITES / "valid", folder / "content")
    house = House(folder)
    house.article(
        "hunan/articles/news/linked.md", "[外](https://a.cn/) [本](one.md) [邻](//b.cn/x)"
    )
    house.article("hunan/pages/about.md")
    staged = stage(house)
    for slug in ("hunan", "changsha"):
        assert staged.site(slug).problems == ()
    return staged


class Copy:
    """A copy of a staged site that a test may damage."""

    def __init__(self, staged: Stage, slug: str, folder: Path) -> None:
        self.staged, self.slug, self.folder = staged, slug, folder / slug
        self.names = frozenset(asset_names(staged.plan(slug), staged.setup))
        shutil.copytree(staged.folder / slug, self.folder)

    def write(self, path: str, text: str) -> None:
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(text, "utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        text = (self.folder / path).read_text("utf-8")
        assert old in text
        self.write(path, text.replace(old, new, 1))

    def findings(self) -> list[tuple[str, str, str]]:
        """Code, page and what is said of each finding; all of them stand at the site's file."""
        plan = self.staged.plan(self.slug)
        self.audit = Audit(self.folder, plan, "x/site.toml", self.names)
        found = list(self.audit.problems())
        assert {(p.path, p.line) for p in found} <= {("x/site.toml", 0)}
        details = [dict(p.details) for p in found]
        assert {d["site"] for d in details} <= {self.slug}
        return [
            (p.code, d.get("page", ""), d.get("target", d.get("text", "")))
            for p, d in zip(found, details, strict=True)
        ]


@pytest.fixture
def hunan(clean: Stage, tmp_path: Path) -> Copy:
    return Copy(clean, "hunan", tmp_path)


@pytest.fixture
def changsha(clean: Stage, tmp_path: Path) -> Copy:
    return Copy(clean, "changsha", tmp_path)


def test_a_site_as_it_was_made_has_no_finding(hunan: Copy, changsha: Copy) -> None:
    assert hunan.findings() == changsha.findings() == []


@pytest.mark.parametrize(
    "body",
    [
        f"<main>{SLOT}</main>",
        f"<main>\n<!-- 先是头条 -->\n<div class='x'>\n  {SLOT}</div>文字</main>",
        f"<header><h1>站名</h1></header><main id=a>{SLOT}</main>",
        f"<main>{SLOT.replace('<a', '<br><img src=feed.xml><p>导语</p><ul><li><a')}</ul></main>",
        f"<MAIN>{SLOT.replace('section', 'DIV')}</MAIN>",
        f"<main><span></span>{SLOT}</main>",
        f"<main>{SLOT.replace('theory/', 'https://example.org/hunan/theory/')}</main>",
    ],
)
def test_a_slot_that_opens_main_is_found_however_a_theme_writes_it(hunan: Copy, body: str) -> None:
    hunan.write("index.html", f"<!doctype html><body>{body}</body>")
    assert hunan.findings() == []


@pytest.mark.parametrize(
    "body",
    [
        "",
        SLOT,
        f"<main></main>{SLOT}",
        f"<header>{SLOT}</header><main>文字</main>",
        "<main><section><a href='theory/equality.html'>题</a></section></main>",
        f"<main>欢迎{SLOT}</main>",
        f"<main><h1>站名</h1>{SLOT}</main>",
        f"<main><img src='feed.xml'>{SLOT}</main>",
        f"<main><div><picture></picture></div>{SLOT}</main>",
        f"<main><video></video>{SLOT}</main>",
        f"<main><iframe></iframe>{SLOT}</main>",
        f"<main><form><input></form>{SLOT}</main>",
        '<main><section data-slot="pinned"></section></main>',
        '<main><section data-slot="pinned">理论学习</section></main>',
        '<main><section data-slot="pinned"><a href="theory/index.html">栏目</a></section></main>',
        '<main><section data-slot="pinned"><a href="news/one.html">新闻</a></section></main>',
        '<main><section data-slot="pinned"></section><a href="theory/equality.html">题</a></main>',
        f"<main><section data-slot='news'></section>文{SLOT}</main>",
    ],
)
def test_a_home_page_that_does_not_open_with_the_theory_column_is_refused(
    hunan: Copy, body: str
) -> None:
    hunan.write("index.html", f"<!doctype html><body>{body}</body>")
    assert hunan.findings() == [("audit-slot", "", "")]


def test_a_site_without_a_home_page_is_refused(hunan: Copy) -> None:
    (hunan.folder / "index.html").unlink()
    assert ("audit-slot", "", "") in hunan.findings()


@pytest.mark.parametrize(
    "shown", ["img", "picture", "video", "iframe", "svg", "input", "button", "object"]
)
def test_what_is_seen_before_the_slot_takes_its_place(hunan: Copy, shown: str) -> None:
    hunan.write("index.html", f"<main><{shown}></{shown}>{SLOT}</main>")
    assert hunan.findings() == [("audit-slot", "", "")]


@pytest.mark.parametrize(
    "void",
    [
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"),
        *("track", "wbr"),
    ],
)
def test_the_slot_ends_where_it_does_whatever_element_without_an_end_is_in_it(
    hunan: Copy, void: str
) -> None:
    """A link of the theory column behind the slot does not count as one in it."""
    empty = f'<section data-slot="pinned"><{void}></section>'
    behind = '<a href="theory/equality.html">题</a>'
    hunan.write("index.html", f"<main>{empty}{behind}</main>")
    assert hunan.findings() == [("audit-slot", "", "")]


def test_the_slot_of_a_site_below_may_hold_what_is_pushed(changsha: Copy) -> None:
    target = "../hunan/theory/equality.html"
    changsha.write("index.html", f"<main>{SLOT.replace('theory/equality.html', target)}</main>")
    assert changsha.findings() == []


def test_links_that_lead_somewhere_pass(hunan: Copy) -> None:
    for page, target in (("index.html", "news/"), ("news/one.html", "../theory/?a=b#c")):
        hunan.edit(page, "</main>", f'<a href="{target}">词</a></main>')
    assert hunan.findings() == []


def test_a_link_that_leads_nowhere_is_refused(hunan: Copy) -> None:
    hunan.edit("news/one.html", "</main>", '<a href="news/one.html">词</a></main>')
    assert hunan.findings() == [("audit-dead-link", "news/one.html", "news/one.html")]


DATA = '<script type="application/ld+json">{{"@id":"{}","a":["甲：{}"]}}</script></head>'


@pytest.mark.parametrize(
    ("address", "found"),
    [
        (f"{ROOT}hunan/news/one.html", []),
        (f"{ROOT}hunan/", []),
        ("https://example.com/none.html", []),
        ("https://schema.org", []),
        (
            f"{ROOT}hunan/none.html",
            [("audit-dead-link", "news/one.html", f"{ROOT}hunan/none.html")],
        ),
        (
            r"https:\/\/example.org\/hunan\/none.html",
            [("audit-dead-link", "news/one.html", f"{ROOT}hunan/none.html")],
        ),
        ("{{filename}}/a.md", [("audit-leak", "news/one.html", "{filename}/")]),
    ],
)
def test_what_a_page_says_to_programs_leads_somewhere(
    hunan: Copy, address: str, found: list[tuple[str, str, str]]
) -> None:
    written = address.replace("{{", "{").replace("}}", "}")
    hunan.edit("news/one.html", "</head>", DATA.format(written, written))
    assert hunan.findings() == found


def test_a_long_page_is_read_to_its_end(hunan: Copy) -> None:
    words = "字" * 60_000
    hunan.edit("news/one.html", "</main>", f'<p>{words}</p><a href="none.html">文</a></main>')
    assert hunan.findings() == [("audit-dead-link", "news/one.html", "none.html")]


@pytest.mark.parametrize(
    "tag",
    [
        '<img src="none.png" alt="">',
        "<img alt='x' src='none.png'>",
        "<img src=none.png>",
        '<script src = "none.png"></script>',
        '<link rel="stylesheet" href="none.png">',
        '<source srcset="feed.xml 1w, none.png 2w">',
        '<img alt="a > b" src="none.png">',
        "<a title='href=\"feed.xml\"' href='none.png'>词</a>",
    ],
)
def test_every_way_to_write_an_address_is_looked_at(hunan: Copy, tag: str) -> None:
    hunan.edit("news/one.html", "</main>", f"{tag}</main>")
    assert hunan.findings() == [("audit-dead-link", "news/one.html", "none.png")]


HOLDING_ADDRESSES = [
    *("a href", "area href", "base href", "link href"),
    *("img src", "script src", "iframe src", "source src", "video src", "audio src", "track src"),
    *("embed src", "input src", "img srcset", "source srcset"),
]


@pytest.mark.parametrize("element", HOLDING_ADDRESSES)
def test_a_dead_link_is_found_in_every_element_that_holds_an_address(
    hunan: Copy, element: str
) -> None:
    hunan.edit("news/one.html", "</main>", f'<{element}="../feed.xml"></main>')
    assert hunan.findings() == []
    hunan.edit("news/one.html", "</main>", f'<{element}="none.x"></main>')
    assert hunan.findings() == [("audit-dead-link", "news/one.html", "none.x")]


@pytest.mark.parametrize(
    "text",
    [
        '&lt;a href="none.html"&gt;',
        "文字 href='none.html' 文字",
        '<p data-href="none.html" title="href=none.html">文</p>',
        "<!-- --><a>词</a>",
    ],
)
def test_what_only_looks_like_a_link_is_text(hunan: Copy, text: str) -> None:
    hunan.edit("news/one.html", "</main>", f"{text}</main>")
    assert hunan.findings() == []


@pytest.mark.parametrize(
    "target",
    ["{filename}/x.md", "%7Bfilename%7D/x.md", "{static}x.jpg", "|attach|x.zip", "../{STATIC}/x"],
)
def test_a_link_that_pelican_left_over_is_a_leak(hunan: Copy, target: str) -> None:
    hunan.edit("news/one.html", "</main>", f'<a href="{target}">词</a></main>')
    assert hunan.findings() == [("audit-leak", "news/one.html", target)]


@pytest.mark.parametrize("page", ["news/draft.html", "drafts/x.html", "pages/secret.txt"])
def test_a_page_that_the_plan_does_not_know_is_a_leak(hunan: Copy, page: str) -> None:
    hunan.write(page, "<p>未经审签</p>")
    assert hunan.findings() == [("audit-leak", page, page)]


HARMLESS = {
    "robots.txt": "User-agent: *\nSitemap: https://example.org/hunan/sitemap.xml\n",
    "CNAME": "women.example.org",
    ".nojekyll": "",
    ".well-known/security.txt": "Contact: https://example.org/hunan/pages/about.html。\n",
    "humans.txt": "网址：https://example.org/hunan/（本站），https://example.org/hunan, https://a.cn/x",
    "sw.js": "fetch(`https://example.org/hunan/news/${name}.html`); x = '<a href=\"' + y + '\">'",
    "site.js": "const root = 'https:\\/\\/example.org\\/hunan\\/'; file = `${filename}.zip`; f(a|static|b)",
    "search/a.json": "{}",
    "search.mjs": "fetch('https://example.org/hunan/search/' + x); f('https://example.org/changsha')",
    "llms.txt": "Feed: https://example.org/hunan/feed.xml.",
    "more.css": "a { background: url(none.png) }",
    "app.webmanifest": '{"start_url": "https://example.org/hunan/?from=app"}',
    "logo.svg": '<svg xmlns="http://www.w3.org/2000/svg"><a href="news/one.html"><use href="#x"/></a></svg>',
    "calendar.ics": "BEGIN:VCALENDAR\nURL:https://example.org/hunan/news/one.html\nEND:VCALENDAR",
    "old.htm": '<a href="news/one.html">词</a>',
    "none": '<!doctype html><a href="news/">词</a>',
    "search.js": 'index = {"text": "见 https://example.org/none/x。{filename}/x.md"}',
}


def test_files_of_plugins_that_lead_nowhere_wrong_pass(house: House, tmp_path: Path) -> None:
    house.article(
        "hunan/articles/news/odd.md", "见 https://example.org/none/x。\n\n    {filename}/x.md"
    )
    house.article("hunan/pages/about.md")
    staged = stage(house)
    assert staged.site("hunan").problems == ()
    copy = Copy(staged, "hunan", tmp_path / "copy")
    for path, text in HARMLESS.items():
        copy.write(path, text)
    for path in ("index.html", "news/one.html", "news/feed.xml", "feed.json", "sitemap.xml"):
        (copy.folder / f"{path}.gz").write_bytes(
            gzip.compress((copy.folder / path).read_bytes(), mtime=0)
        )
    (copy.folder / "icon.png").write_bytes(b"\x89PNG\r\n\x1a\n\0<a href='none.html'>")
    (copy.folder / "empty/folder").mkdir(parents=True)
    assert copy.findings() == []
    assert set(copy.audit.digests) == set(copy.audit.files) >= {*HARMLESS, "news/one.html.gz"}


UNKNOWN = "https://example.org/hunan/news/withdrawn.html"
NONE = '<a href="none.html">词</a>'


@pytest.mark.parametrize(
    ("path", "text", "target"),
    [
        ("x.htm", NONE, "none.html"),
        ("x.HTML", NONE, "none.html"),
        ("x.xhtml", NONE, "none.html"),
        ("x.shtml", f"<!--#include x-->{NONE}", "none.html"),
        ("x.svg", "<svg><image href='none.png'/></svg>", "none.png"),
        ("x.svg", f"<svg><a xlink:href='{UNKNOWN}'/></svg>", UNKNOWN),
        ("x", NONE, "none.html"),
        (".hidden", NONE, "none.html"),
        (".well-known/x", NONE, "none.html"),
        ("x.php", f"<?php ?>{NONE}", "none.html"),
        ("x.unknown", f"文{NONE}", "none.html"),
        ("x.png", f"GIF{NONE}", "none.html"),
        ("x.txt", f"见 {UNKNOWN}。", f"{UNKNOWN}。"),
        ("x.js", f"open('{UNKNOWN}')", UNKNOWN),
        ("x.js", UNKNOWN.replace("/", "\\/"), UNKNOWN),
        ("x.JSON", f'{{"url": "{UNKNOWN}"}}', UNKNOWN),
        ("x.json", '{"url": "' + UNKNOWN.replace("/", "\\/") + '"}', UNKNOWN),
        ("x.XML", f"<loc>{UNKNOWN}</loc>", UNKNOWN),
        ("x.rss", f"<link>{UNKNOWN}</link>", UNKNOWN),
        ("x.map", f'{{"sources": ["{UNKNOWN}"]}}', UNKNOWN),
        ("x.webmanifest", f'{{"start_url": "{UNKNOWN}"}}', UNKNOWN),
        ("x.css", f"a {{ background: url({UNKNOWN}) }}", f"{UNKNOWN})"),
        ("x.ics", f"URL:{UNKNOWN}\r\n", UNKNOWN),
        ("x.md", f"[见]({UNKNOWN})", f"{UNKNOWN})"),
        ("x.csv", f"题,{UNKNOWN},1", f"{UNKNOWN},1"),
    ],
)
def test_every_file_is_looked_at_whatever_its_ending(
    hunan: Copy, path: str, text: str, target: str
) -> None:
    hunan.write(path, text)
    assert hunan.findings() == [("audit-dead-link", path, target)]
    (hunan.folder / path).unlink()
    (hunan.folder / f"{path}.gz").write_bytes(gzip.compress(text.encode(), mtime=0))
    assert hunan.findings() == [("audit-dead-link", f"{path}.gz", target)]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_a_page_in_another_encoding_is_looked_at(hunan: Copy, encoding: str) -> None:
    (hunan.folder / "x.html").write_bytes(NONE.encode(encoding))
    assert hunan.findings() == [("audit-dead-link", "x.html", "none.html")]
    (hunan.folder / "x.html").unlink()
    (hunan.folder / "x.gz").write_bytes(gzip.compress(NONE.encode(encoding), mtime=0))
    assert hunan.findings() == [("audit-dead-link", "x.gz", "none.html")]


@pytest.mark.parametrize("form", ["{filename}/x.md", "{STATIC}a.jpg", "%7Battach%7Dx.zip"])
@pytest.mark.parametrize("path", ["x.txt", "x.js", "x.rss", "x"])
def test_what_pelican_left_over_is_a_leak_in_any_text(hunan: Copy, path: str, form: str) -> None:
    hunan.write(path, f"见 {form}")
    ((code, page, text),) = hunan.findings()
    assert (code, page) == ("audit-leak", path)
    assert form.startswith(text)


@pytest.mark.parametrize(
    ("name", "target"),
    [("x.html", "index.html"), ("x.jpg", "/etc/hostname"), ("x", ".."), ("news/x", "gone")],
)
def test_a_link_in_the_site_s_folder_is_a_leak(hunan: Copy, name: str, target: str) -> None:
    (hunan.folder / name).symlink_to(target)
    assert hunan.findings() == [("audit-leak", name, target)]


def test_a_pipe_is_a_leak_and_nobody_waits_for_it(hunan: Copy) -> None:
    os.mkfifo(hunan.folder / "x.html")
    assert hunan.findings() == [("audit-leak", "x.html", "x.html")]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.zip", b"PK\x03\x04"),
        ("x.html.br", b"\x8b\x03\x80"),
        ("x.html.gz", b"<p>"),
        ("x.html.gz", gzip.compress(gzip.compress(b"<p>", mtime=0), mtime=0)),
        ("x.html.gz", gzip.compress(b"<p>", mtime=0)[:-1]),
        ("x", b"7z\xbc\xaf\x27\x1c"),
    ],
)
def test_what_nobody_can_look_into_is_a_leak(hunan: Copy, name: str, data: bytes) -> None:
    (hunan.folder / name).write_bytes(data)
    assert hunan.findings() == [("audit-leak", name, name)]


def test_the_build_s_own_assets_are_no_business_of_a_site_s_audit(hunan: Copy) -> None:
    name = next(iter(hunan.names))
    hunan.write(f"assets/{name}.txt", UNKNOWN)
    assert hunan.findings() == [("audit-dead-link", f"assets/{name}.txt", UNKNOWN)]
    (hunan.folder / f"assets/{name}.txt").rename(hunan.folder / f"assets/{name}")
    assert hunan.findings() == []


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("extra.xml", "<rss><channel><link>{}</link></channel></rss>"),
        ("extra.xml", "<urlset><url><loc> {} </loc></url></urlset>"),
        ("extra.xml", "<feed><id>{}</id></feed>"),
        ("extra.xml", '<item><guid isPermaLink="true">{}</guid></item>'),
        ("extra.xml", "<author><uri>{}</uri></author>"),
        ("extra.xml", "<image><url>{}</url></image>"),
        ("extra.xml", '<feed><link rel="self" href="{}"/></feed>'),
        ("extra.xml", '<item><enclosure url="{}"/></item>'),
        ("extra.xml", '<entry><content type="image/png" src="{}"/></entry>'),
        ("extra.xml", '<content><![CDATA[<p><img srcset="{} 2x"></p>]]></content>'),
        ("extra.xml", '<content><![CDATA[<p><a href="{}">词</a></p>]]></content>'),
        *(
            ("extra.json", f'{{{{"{member}": "{{}}"}}}}')
            for member in (
                *("url", "feed_url", "home_page_url", "next_url", "external_url"),
                *("id", "image", "icon", "favicon"),
            )
        ),
        ("extra.json", '{{"items": [{{"url":"{}"}}]}}'),
        ("extra.json", '{{"content_html": "<p><img src=\\"{}\\"></p>"}}'),
    ],
)
def test_an_unknown_address_of_the_federation_in_a_feed_is_refused(
    hunan: Copy, file: str, text: str
) -> None:
    for known in ("hunan/", "hunan/news/one.html", "changsha/", "hunan/feed.xml"):
        hunan.write(file, text.format(ROOT + known))
        assert hunan.findings() == [], known
    hunan.write(file, text.format("https://www.women.org.cn/x"))
    assert hunan.findings() == []
    unknown = f"{ROOT}hunan/news/withdrawn.html"
    hunan.write(file, text.format(unknown))
    assert hunan.findings() == [("audit-dead-link", file, unknown)]


def test_every_finding_is_told_and_each_once(hunan: Copy) -> None:
    hunan.edit("news/one.html", "</main>", '<a href="x">一</a><a href="x">二</a></main>')
    hunan.edit("news/index.html", "</main>", '<a href="x">一</a><a href="y">二</a></main>')
    assert sorted(hunan.findings()) == [
        ("audit-dead-link", "news/index.html", "x"),
        ("audit-dead-link", "news/index.html", "y"),
        ("audit-dead-link", "news/one.html", "x"),
    ]


BODIES = {
    "code that shows a link": '```\n<a href="none">{filename}</a><a href="{filename}/x">\n```',
    "an address in the text": "请访问https://example.org/hunan/（本站），或 https://example.org/none/x。",
    "an address alone": "https://example.org/none/x.html",
    "a picture on the own host": "![图](https://example.org/none/x.png) ![图](//example.org/y.png)",
    "links to the own host": "[甲](https://example.org/none?a=1&b=2#c) [乙](//example.org/none)",
    "odd addresses": "[甲](https://example.org/a%2520b) [乙](http://[broken) [丙](https://a.cn/|static|)",
    "markup of a feed in code": "```\n<link>https://example.org/none</link> \"url\": \"https://example.org/none\"\n```",
    "quotes": "他说 href=\"none.html\" 与 src='none.png'。",
}  # fmt: skip


@pytest.mark.parametrize("what", BODIES)
def test_nothing_that_an_author_writes_fails_the_site(house: House, what: str) -> None:
    head = "kind: repost\nsource: {name: 兄弟站, url: 'https://example.org/other/x.html'}\n"
    house.article(
        "hunan/articles/theory/odd.md", BODIES[what], APPROVED + head, title="'<a href=\"x\">'"
    )
    staged = stage(house)
    for slug in ("hunan", "changsha"):
        assert staged.site(slug).problems == ()


def test_a_name_that_ends_like_a_home_page_is_none(house: House) -> None:
    house.article("hunan/articles/news/myindex.md")
    house.article("hunan/articles/news/linking.md", "[见](myindex.md)")
    staged = stage(house)
    assert staged.site("hunan").problems == ()
    assert 'href="myindex.html"' in staged.page("hunan/news/linking.html")
