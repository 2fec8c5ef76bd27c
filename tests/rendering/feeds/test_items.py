"""RSS 2.0, Atom and JSON Feed of every site and column, as feed readers see them."""

from __future__ import annotations

import html
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import feedparser
import jsonschema
import pytest
from conftest import APPROVED, House
from lxml import etree

from rendering.conftest import HUB, NASTY, picture
from rendering.in_process import stage

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = "https://example.org/"
SLUGS = ("hunan", "changsha", "furong", "hengyang")
FOLDERS = [
    *(f"{slug}{column}" for slug in SLUGS for column in ("", "/theory")),
    *("hunan/news", "hunan/activity", "changsha/news"),
]
"""Sites, and their columns with entries: the others have no feeds."""
ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
HARMLESS = {"href", "src", "alt", "title", "width", "height", "class", "id", "tabindex"}

JSON_FEED = json.loads((Path(__file__).parent / "json_feed_1_1.json").read_text("utf-8"))


def parsed(house: House, path: str) -> Any:
    found = feedparser.parse((house.output / path).read_bytes(), sanitize_html=False)
    assert not found.bozo, (path, found.get("bozo_exception"))
    return found


def shown(name: str, text: str) -> str:
    """The text that a reader shows of a title or description: in RSS it takes them for HTML."""
    if name != "feed.xml":
        return text
    assert not re.search(r"<[a-z/!]", text), text
    return html.unescape(text)


def json_feed(house: House, folder: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(house.page(f"{folder}/feed.json"))
    return document


def rss(house: House, folder: str) -> Any:
    return etree.fromstring((house.output / folder / "feed.xml").read_bytes())


def contents(house: House, folder: str) -> Iterator[str]:
    """The HTML of every entry, in all three formats."""
    for item in rss(house, folder).iter("item"):
        yield item.findtext(CONTENT) or ""
    for entry in etree.fromstring((house.output / folder / "atom.xml").read_bytes()).iter(
        f"{ATOM}entry"
    ):
        yield entry.findtext(f"{ATOM}content") or ""
    for item in json_feed(house, folder)["items"]:
        yield item["content_html"]


class _Attributes(HTMLParser):
    """Every attribute of every tag."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.feed(text)

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += ((name, value or "") for name, value in attrs)


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_feed_reader_finds_no_fault_and_the_same_in_all_three_formats(
    rich: House, folder: str
) -> None:
    feeds = {name: parsed(rich, f"{folder}/{name}") for name in ("feed.xml", "atom.xml")}
    document = json_feed(rich, folder)
    jsonschema.validate(document, JSON_FEED)
    wanted = [(item["id"], item["title"], item["url"]) for item in document["items"]]
    for name, feed in feeds.items():
        assert [(e.id, shown(name, e.title), e.link) for e in feed.entries] == wanted
        assert shown(name, feed.feed.title) == document["title"]
        assert shown(name, feed.feed.description) == document["description"]
        assert feed.feed.language == document["language"] == "zh-CN"
        links = {link.rel: link.href for link in feed.feed.links}
        assert links["alternate"] == document["home_page_url"] == f"{ROOT}{folder}/"


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_feed_says_where_it_stands(rich: House, folder: str) -> None:
    for name in ("feed.xml", "atom.xml"):
        links = {link.rel: link.href for link in parsed(rich, f"{folder}/{name}").feed.links}
        assert links["self"] == f"{ROOT}{folder}/{name}"
    assert json_feed(rich, folder)["feed_url"] == f"{ROOT}{folder}/feed.json"


def test_every_format_names_the_hub_and_none_where_there_is_none(rich: House, house: House) -> None:
    for name in ("feed.xml", "atom.xml"):
        links = [(link.rel, link.href) for link in parsed(rich, f"hunan/{name}").feed.links]
        assert links.count(("hub", HUB)) == 1
    assert json_feed(rich, "hunan")["hubs"] == [{"type": "WebSub", "url": HUB}]
    staged = stage(house)
    assert staged.site("hunan").problems == ()
    for name in ("feed.xml", "atom.xml", "feed.json"):
        assert "hub" not in staged.page(f"hunan/{name}")


def test_an_article_has_one_id_in_the_feeds_of_all_sites(rich: House) -> None:
    ids: dict[str, set[str]] = {}
    for folder in FOLDERS:
        for item in json_feed(rich, folder)["items"]:
            ids.setdefault(item["url"], set()).add(item["id"])
    assert {len(found) for found in ids.values()} == {1}
    assert len({next(iter(found)) for found in ids.values()}) == len(ids)
    pushed, picked = f"{ROOT}hunan/theory/equality.html", f"{ROOT}changsha/news/full.html"
    for slug in SLUGS:
        assert pushed in {item["url"] for item in json_feed(rich, slug)["items"]}
    assert picked in {item["url"] for item in json_feed(rich, "hunan/activity")["items"]}
    assert picked not in {item["url"] for item in json_feed(rich, "hengyang")["items"]}


def test_a_guid_says_that_it_is_no_address(rich: House) -> None:
    guids = [guid for folder in FOLDERS for guid in rss(rich, folder).iter("guid")]
    assert guids
    assert {guid.get("isPermaLink") for guid in guids} == {"false"}
    assert all((guid.text or "").startswith("urn:uuid:") for guid in guids)


def test_an_enclosure_is_a_file_of_the_length_it_says(rich: House) -> None:
    found = [e for folder in FOLDERS for e in rss(rich, folder).iter("enclosure")]
    assert len(found) == len(SLUGS) * 2
    for enclosure in found:
        file = rich.output / enclosure.get("url").removeprefix(ROOT)
        assert file.stat().st_size == int(enclosure.get("length"))
        assert enclosure.get("type") == "image/jpeg"
    images = {item.get("image") for item in json_feed(rich, "furong/theory")["items"]}
    assert images == {None, found[0].get("url")}


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_time_but_that_of_the_articles_is_in_a_feed(rich: House, folder: str) -> None:
    tree = rss(rich, folder)
    assert tree.findtext("channel/lastBuildDate") == "Sun, 08 Mar 2026 09:00:00 +0800"
    assert {e.text for e in tree.iter("pubDate")} <= {"Sun, 08 Mar 2026 09:00:00 +0800"}
    for name in ("feed.xml", "atom.xml", "feed.json"):
        years = re.findall(r"20\d\d-\d\d|\w{3} 20\d\d", rich.page(f"{folder}/{name}"))
        assert set(years) <= {"2026-03", "Mar 2026"}


def test_a_column_has_feeds_if_and_only_if_it_has_entries(rich: House) -> None:
    folders = {path.parent for path in rich.output.rglob("atom.xml")}
    assert {folder.relative_to(rich.output).as_posix() for folder in folders} == {*FOLDERS}


@pytest.mark.parametrize("folder", FOLDERS)
def test_content_is_whole_absolute_and_without_style_or_data(rich: House, folder: str) -> None:
    for text in contents(rich, folder):
        for name, value in _Attributes(text).found:
            assert name in HARMLESS, name
            if name in {"href", "src"}:
                assert re.match(r"(https?|mailto|tel):", value), value


def test_content_is_the_full_text_with_its_pictures(rich: House) -> None:
    texts = [text for text in contents(rich, "hunan/activity") if "第一段" in text]
    assert len(texts) == 3
    for text in texts:
        assert "<table" in text
        assert f'<a href="{ROOT}hunan/news/one.html">省站</a>' in text
        assert "颜色 &amp; 数据 ]]&gt; 👩‍👧" in text
        (source,) = re.findall(r'<img src="([^"]+)"', text)
        assert source.startswith(f"{ROOT}assets/pictures/")
        assert (rich.output / source.removeprefix(ROOT)).is_file()


def test_titles_and_summaries_keep_every_character(rich: House) -> None:
    for name in ("feed.xml", "atom.xml"):
        entries = parsed(rich, f"furong/theory/{name}").entries
        (entry,) = (entry for entry in entries if entry.link.endswith("covered.html"))
        assert shown(name, entry.title) == NASTY
        assert entry.author == "王五"
        assert shown(name, entry.summary) == "导语 <em> & ]]>"
    (item,) = (i for i in json_feed(rich, "furong/theory")["items"] if "covered" in i["url"])
    assert (item["title"], item["summary"]) == (NASTY, "导语 <em> & ]]>")


MARKUP = "a < b & <b>c</b> &lt;d&gt; <img src=x onerror=y>"


def test_words_in_angle_brackets_stay_words_in_every_format(house: House) -> None:
    """In names, titles, summaries and excerpts: RSS readers take them for HTML, others do not."""
    for file, title in (("federation.toml", "测试矩阵"), ("hunan/site.toml", "湖南省妇联")):
        toml = house.content / file
        toml.write_text(toml.read_text("utf-8").replace(title, f"{title} {MARKUP}"), "utf-8")
    head = f"{APPROVED}summary: '{MARKUP}'\n"
    house.article("hunan/articles/news/summed.md", "正文。", head, f"'{MARKUP}'")
    house.article("hunan/articles/news/bare.md", "写 `<b>加粗</b>` 与 `&lt;`。", title="'<i>'")
    staged = stage(house)
    assert staged.site("hunan").problems == ()
    entries = {
        "summed.html": (MARKUP, MARKUP),
        "bare.html": ("<i>", "写 <b>加粗</b> 与 &lt;。"),
    }
    channel = f"湖南省妇联 {MARKUP} · 工作动态"
    raw = etree.fromstring(staged.page("hunan/news/feed.xml").encode())
    assert shown("feed.xml", raw.findtext("channel/title")) == channel
    assert shown("feed.xml", raw.findtext("channel/description")).startswith(channel)
    found = {item.findtext("link").rpartition("/")[2]: item for item in raw.iter("item")}
    for name, texts in entries.items():
        parts = (found[name].findtext(part) for part in ("title", "description"))
        assert tuple(shown("feed.xml", part) for part in parts) == texts
    tree = etree.fromstring(staged.page("hunan/news/atom.xml").encode())
    texts_of_atom = [tree.find(f"{ATOM}{part}") for part in ("title", "subtitle")]
    for entry in tree.iter(f"{ATOM}entry"):
        texts_of_atom += [entry.find(f"{ATOM}{part}") for part in ("title", "summary")]
    assert {text.get("type", "text") for text in texts_of_atom} == {"text"}
    assert texts_of_atom[0].text == channel
    document = json.loads(staged.page("hunan/news/feed.json"))
    assert document["title"] == channel
    items = {item["url"].rpartition("/")[2]: item for item in document["items"]}
    assert {(n, items[n]["title"], items[n]["summary"]) for n in entries} == {
        (name, *texts) for name, texts in entries.items()
    }
    assert {text.text for text in texts_of_atom} >= {MARKUP, "<i>", "写 <b>加粗</b> 与 &lt;。"}


def test_a_category_stands_once(house: House) -> None:
    """A tag that is the column's title, or another tag, but for case or width, is no second one."""
    tags = "tags: [工作动态, ＡＢ, ab, Ab, 事实, 事实]\n"
    house.article("hunan/articles/news/tagged.md", "正文。", APPROVED + tags)
    staged = stage(house)
    assert staged.site("hunan").problems == ()
    for name in ("feed.xml", "atom.xml"):
        entries = feedparser.parse(staged.page(f"hunan/{name}")).entries
        (entry,) = (e for e in entries if e.link.endswith("tagged.html"))
        assert [tag.term for tag in entry.tags] == ["工作动态", "ＡＢ", "事实"]
    document = json.loads(staged.page("hunan/feed.json"))
    (item,) = (i for i in document["items"] if i["url"].endswith("tagged.html"))
    assert item["tags"] == ["工作动态", "ＡＢ", "事实"]


def test_the_schema_of_json_feed_is_one_and_refuses_what_the_specification_does() -> None:
    jsonschema.Draft202012Validator.check_schema(JSON_FEED)
    item = {"id": "1", "content_html": "", "url": "https://example.org/"}
    sound = {"version": "https://jsonfeed.org/version/1.1", "title": "题", "items": [item]}
    jsonschema.validate(sound, JSON_FEED)
    jsonschema.validate(sound | {"_own": {}}, JSON_FEED)
    for change in (
        {"version": "https://jsonfeed.org/version/2"},
        {"title": 1},
        {"items": {}},
        {"items": [{"id": 1, "content_html": ""}]},
        {"items": [{"id": "1"}]},
        {"items": [item | {"url": "/relative"}]},
        {"items": [item | {"date_published": "2026-03-08"}]},
        {"items": [item | {"date_published": "2026-03-08T09:00:00"}]},
        {"items": [item | {"tags": ["一", "一"]}]},
        {"items": [item | {"authors": [{}]}]},
        {"items": [item | {"attachments": [{"url": "https://example.org/"}]}]},
        {"hubs": [{"type": "WebSub"}]},
        {"language": "中文"},
        {"home_page": "https://example.org/"},
    ):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(sound | change, JSON_FEED)


def test_entries_name_their_column_and_tags(rich: House) -> None:
    for name in ("feed.xml", "atom.xml"):
        (entry,) = parsed(rich, f"hunan/activity/{name}").entries
        assert [tag.term for tag in entry.tags] == ["网上行活动", "事实", "实施"]
    assert json_feed(rich, "hunan/activity")["items"][0]["tags"] == ["网上行活动", "事实", "实施"]


def test_an_entry_is_by_its_author_or_by_the_unit_that_submitted_it(rich: House) -> None:
    for name in ("feed.xml", "atom.xml"):
        authors = {e.link: e.author for e in parsed(rich, f"hunan/theory/{name}").entries}
        assert authors == {
            f"{ROOT}hunan/theory/covered.html": "王五",
            f"{ROOT}hunan/theory/equality.html": "湖南省妇联",
        }


def test_characters_that_xml_can_not_hold_break_no_feed(house: House) -> None:
    """As such anywhere, and as entities in a body (TRAPS 8)."""
    head = APPROVED + "author: 作\x02者\nsummary: 导\x0e语\ufffe\ntags: [标\x03签]\n"
    body = "正\x01&#7;文&#xFFFE;与&#x1F;图\x0b。\n\n## 题&#1;"
    house.article("hunan/articles/news/odd.md", body, head, "题\x07目\uffff")
    staged = stage(house)
    assert staged.site("hunan").problems == ()
    for name in ("feed.xml", "atom.xml"):
        found = feedparser.parse(staged.page(f"hunan/news/{name}"))
        assert not found.bozo
        (entry,) = (entry for entry in found.entries if entry.link.endswith("odd.html"))
        assert (entry.title, entry.author, entry.summary) == ("题目", "作者", "导语")
        assert [tag.term for tag in entry.tags] == ["工作动态", "标签"]
        assert "正文与图。" in entry.content[0].value


def test_the_text_of_an_atom_entry_is_marked_as_html(rich: House) -> None:
    """RFC 4287, 4.1.3.1; readers show any other type as source, or not at all."""
    tree = etree.fromstring((rich.output / "hunan/atom.xml").read_bytes())
    entries = list(tree.iter(f"{ATOM}entry"))
    assert {entry.find(f"{ATOM}content").get("type") for entry in entries} == {"html"}
    for entry in entries:
        relations = [link.get("rel") for link in entry.iter(f"{ATOM}link")]
        assert relations in (["alternate"], ["alternate", "enclosure"])


def test_an_article_that_is_a_picture_alone_has_an_entry(house: House) -> None:
    house.write("hunan/articles/news/x.png", picture(400, 300))
    house.article("hunan/articles/news/picture.md", "", APPROVED + "cover: x.png\n", "只有图")
    staged = stage(house)
    assert staged.site("hunan").problems == ()
    for name in ("feed.xml", "atom.xml"):
        found = feedparser.parse(staged.page(f"hunan/news/{name}"))
        assert not found.bozo
        assert [entry.summary for entry in found.entries if entry.title == "只有图"] == ["只有图"]
    jsonschema.validate(json.loads(staged.page("hunan/news/feed.json")), JSON_FEED)


def test_only_the_formats_asked_for_are_written(house: House) -> None:
    toml = house.content / "federation.toml"
    toml.write_text('feeds = ["json"]\n' + toml.read_text("utf-8"), "utf-8")
    staged = stage(house)
    assert staged.site("hunan").problems == ()
    names = {path.rpartition("/")[2] for path in staged.files("hunan")}
    assert "feed.json" in names
    assert not names & {"feed.xml", "atom.xml"}


def test_every_feed_holds_the_newest_twenty(house: House) -> None:
    for minute in range(10, 40):
        path = house.article(f"hunan/articles/news/n{minute}.md", title=f"{minute}分")
        file = house.content / path
        text = file.read_text("utf-8").replace("03-08 09:00", f"03-09 09:{minute}")
        file.write_text(text, "utf-8")
    staged = stage(house)
    assert staged.site("hunan").problems == ()
    newest = [f"{minute}分" for minute in range(39, 19, -1)]
    assert len(newest) == 20
    for folder in ("hunan", "hunan/news"):
        for name in ("feed.xml", "atom.xml"):
            found = feedparser.parse(staged.page(f"{folder}/{name}")).entries
            assert [entry.title for entry in found] == newest, (folder, name)
        items = json.loads(staged.page(f"{folder}/feed.json"))["items"]
        assert [item["title"] for item in items] == newest, folder
