"""Whole imports: a folder of someone else's Markdown becomes submitted articles, file by file."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from conftest import ROOT, House, everything_in

from lianzhan.desk.importing import (
    ImportRequest,
    UnknownPlaceError,
    UnusableFolderError,
    import_tree,
)
from lianzhan.desk.importing import article as article_module
from lianzhan.desk.importing.article import Importer
from lianzhan.desk.importing.results import NOTES, Import, Imported
from lianzhan.desk.importing.tree import Tree
from lianzhan.model.federation import SiteTree
from lianzhan.model.proofs import DEFAULTS
from lianzhan.reading.federation import read_federation

if TYPE_CHECKING:
    from pathlib import Path

    from lianzhan.model.federation import Federation

INPUT = ROOT.parent / "shared" / "input"
NEWS = "hunan/articles/news"
JPEG = b"\xff\xd8\xff\xe0 not quite a picture"


def federation(house: House) -> Federation:
    tree = read_federation(house.content)
    assert isinstance(tree, SiteTree)
    return tree.federation


def source(house: House, **files: str | bytes) -> Path:
    """A folder of files; `__` in a name stands for /, and `_` before the ending for the dot."""
    folder = house.folder / "theirs"
    for name, data in files.items():
        stem, _, ending = name.replace("__", "/").rpartition("_")
        file = folder / f"{stem}.{ending}"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data.encode() if isinstance(data, str) else data)
    return folder


def imported(house: House, folder: Path, column: str = "news") -> Import:
    order = ImportRequest(folder, house.content, federation(house), "hunan", column)
    done = import_tree(order)
    codes = {note.code for article in done.articles for note in article.notes}
    assert codes | {left.note.code for left in done.left} <= NOTES.keys()
    return done


def only(done: Import) -> Imported:
    (article,) = done.articles
    return article


def codes(article: Imported) -> list[str]:
    return [note.code for note in article.notes]


def test_a_hugo_bundle_comes_in_with_its_pictures_and_what_is_unknown_kept_aside(
    house: House,
) -> None:
    folder = source(
        house,
        posts__reading__index_md="---\ntitle: 读书会\ndate: 2020-05-09T10:00:00+08:00\n"
        "banner: 图 1.jpg\ntags: [阅读]\ntranslator: 乙\n---\n"
        "![一次读书会](<图 1.jpg>)\n\n<img src='more/a.png' alt='书'>\n",
    )
    (folder / "posts/reading/图 1.jpg").write_bytes(JPEG)
    (folder / "posts/reading/more").mkdir()
    (folder / "posts/reading/more/a.png").write_bytes(b"png")
    before = everything_in(folder)
    article = only(imported(house, folder))
    assert article.target == f"{NEWS}/reading/index.md"
    assert ("banner", "cover") in article.mapped
    assert codes(article) == ["unknown-keys"]
    assert everything_in(house.content / NEWS / "reading") == {
        "index.md": (
            "---\ntitle: 读书会\ndate: 2020-05-09T10:00:00+08:00\ncover: 图-1.jpg\ntags: [阅读]\n"
            "status: submitted\n---\n\n"
            "![一次读书会](<图-1.jpg>)\n\n<img src='a.png' alt='书'>\n"
        ).encode(),
        "imported-head.yaml": "# theirs/posts/reading/index.md\ntranslator: 乙\n".encode(),
        "图-1.jpg": JPEG,
        "a.png": b"png",
    }
    assert everything_in(folder) == before


def test_what_comes_in_waits_for_review_and_shows_nowhere(house: House) -> None:
    folder = source(
        house, a_md="---\ntitle: 甲\ndate: 2020-05-09\nsecret: 不公开\nstatus: approved\n---\n文\n"
    )
    target = only(imported(house, folder)).target
    assert house.codes() == []
    assert house.check().decisions[target].reason == "awaiting-review"
    house.build()
    assert not any("不公开".encode() in data for data in everything_in(house.output).values())


def test_links_between_imported_articles_lead_to_their_new_places(house: House) -> None:
    folder = source(
        house,
        a_md="Title: 甲\nDate: 2020-05-09\n\n[乙](sub/b%20c.md#节) [外](https://x.example/)\n",
    )
    (folder / "sub").mkdir()
    (folder / "sub" / "b c.md").write_text("# 乙\n\n## 节\n\n[甲](../a.md)\n")
    a, b = imported(house, folder).articles
    assert "](../b-c/index.md#节)" in (house.content / a.target).read_text()
    assert "](../a/index.md)" in (house.content / b.target).read_text()
    assert codes(b)[0] == "head-missing"
    assert ("name", "b c") in b.notes[-2].details
    assert Counter(house.codes()) == {"missing-key": 1, "unpublished-link": 2}


def test_pictures_that_are_not_there_or_elsewhere_stay_as_written_and_are_told(
    house: House,
) -> None:
    body = (
        "![甲](/img/gone.jpg) ![乙](https://x.example/p/near.jpg) ![丙](C:\\x.jpg)\n\n"
        '{{< figure src="x.jpg" >}}\n'
    )
    folder = source(
        house, p__index_md=f"---\ntitle: 甲\ndate: 2020-05-09\n---\n{body}", p__near_jpg=JPEG
    )
    done = imported(house, folder)
    article = only(done)
    assert (house.content / article.target).read_text().endswith(body)
    assert codes(article) == [
        "picture-missing", "picture-missing", "pictures-remote", "pictures-beside", "template-tags",
    ]  # fmt: skip
    assert [(left.path, left.note.code) for left in done.left] == [("p/near.jpg", "not-referenced")]


def test_an_existing_article_is_not_written_over_and_importing_twice_changes_nothing(
    house: House,
) -> None:
    folder = source(house, one_md="# 一\n", two_md="# 二\n")
    before = (house.content / NEWS / "one.md").read_bytes()
    first = imported(house, folder)
    assert (house.content / NEWS / "one.md").read_bytes() == before
    assert codes(first.articles[0]) == ["exists"]
    assert dict(first.articles[0].notes[0].details) == {"path": f"{NEWS}/one.md"}
    assert not first.is_complete
    content = everything_in(house.content)
    again = imported(house, folder)
    assert [codes(article) for article in again.articles] == [["exists"], ["exists"]]
    assert everything_in(house.content) == content


def test_what_can_not_be_taken_says_why_and_holds_up_nothing(house: House) -> None:
    folder = source(
        house, _index_md="# 列表\n", big_md="长" * 200_000, broken_md=b"\xff\xff", empty_md="",
        good_md="Title: 好\nDate: 2020-05-09\n\n文\n",
    )  # fmt: skip
    assert {a.source: codes(a) for a in imported(house, folder).articles} == {
        "_index.md": ["list-page"],
        "big.md": ["too-large"],
        "broken.md": ["damaged-text"],
        "empty.md": ["empty"],
        "good.md": [],
    }


def test_a_head_that_can_not_be_read_is_kept_aside_and_the_text_comes_in(house: House) -> None:
    folder = source(house, a_md="---\ntitle: 关于: 通知: 甲\nx:\n  y: [\n---\n# 通知\n\n文\n")
    article = only(imported(house, folder))
    text = (house.content / article.target).read_text()
    assert text == "---\ntitle: 通知\nstatus: submitted\n---\n\n文\n"
    aside = (house.content / article.target).with_name("imported-head.yaml").read_text()
    assert "关于: 通知: 甲" in aside
    assert codes(article) == [
        "head-unreadable", "title-from-heading", "date-missing", "heading-is-title",
    ]  # fmt: skip


def test_an_office_s_gb18030_text_comes_in_as_utf_8(house: House) -> None:
    folder = source(house, notice_md="# 关于召开代表大会的通知\r\n\r\n各县妇联：".encode("gb18030"))
    article = only(imported(house, folder))
    assert codes(article)[0] == "gb18030"
    assert "各县妇联：" in (house.content / article.target).read_text("utf-8")


def test_a_file_that_goes_away_in_the_middle_says_so(house: House) -> None:
    tree = Tree(house.folder, {"gone.md": "gone"}, frozenset(), ())
    zone = ZoneInfo("Asia/Shanghai")
    importer = Importer(tree, house.content / NEWS, house.content, zone, {})
    assert codes(importer.import_article("gone.md")) == ["unreadable"]


def test_a_folder_in_the_way_keeps_an_article_out(house: House) -> None:
    folder = source(house, a_md="# 甲\n")
    (house.content / "hunan/articles/activity").write_text("a file where a folder should be")
    assert codes(only(imported(house, folder, "activity"))) == ["unwritable"]


def test_unknown_sites_and_columns_name_the_nearest(house: House) -> None:
    folder = source(house, a_md="# 甲\n")
    order = ImportRequest(folder, house.content, federation(house), "hunan", "new")
    with pytest.raises(UnknownPlaceError) as column:
        import_tree(order)
    assert (column.value.kind, str(column.value), column.value.near) == ("column", "new", "news")
    with pytest.raises(UnknownPlaceError) as site:
        import_tree(replace(order, site="changsa"))
    assert (site.value.kind, site.value.near) == ("site", "changsha")


def test_a_source_and_a_column_that_overlap_or_lead_away_are_refused(house: House) -> None:
    elsewhere = house.folder / "elsewhere"
    elsewhere.mkdir()
    (house.content / "hunan/articles/activity").symlink_to(elsewhere)
    folder = source(house, a_md="# 甲\n")
    for given, column in (
        (house.folder / "gone", "news"),
        (house.content, "news"),
        (house.content / NEWS, "news"),
        (house.content / NEWS / ".", "news"),
        (folder, "activity"),
    ):
        with pytest.raises(UnusableFolderError):
            imported(house, given, column)
    assert list(elsewhere.iterdir()) == []


@pytest.mark.skipif(not INPUT.is_dir(), reason=f"{INPUT} is not there")
@pytest.mark.parametrize(("name", "count"), [("servicemesher", 70), ("notices", 5)])
def test_real_posts_and_notices_come_in_whole(house: House, name: str, count: int) -> None:
    done = imported(house, INPUT / name)
    assert len(done.articles) == count
    assert done.is_complete
    found = house.check()
    ours = {article.target for article in done.articles}
    assert {p.code for p in found.problems} - set(DEFAULTS) <= {
        "image-alt", "image-remote", "dead-link", "missing-key", "indented-code", "markup-left",
    }  # fmt: skip
    undated = {a.target for a in done.articles if "date-missing" in codes(a)}
    assert {p.path for p in found.problems if p.code == "missing-key"} == undated
    assert all(found.decisions[path].reason in ("awaiting-review", "problems") for path in ours)


def test_a_hexo_site_comes_in_with_its_pictures_and_attachments_and_all_else_is_named(
    house: House,
) -> None:
    """Each in the place where Hexo looks for it; nothing is lost, nothing is changed."""
    folder = source(
        house,
        source___posts__spring_md="title: 春天 #一# 启动\ndate: 2013/7/13 20:46:25\n"
        "categories:\n- [新闻, 活动]\ntags: 普法，维权\npermalink: old/spring\n---\n"
        "{% asset_img a.jpg 活动现场 %}\n\n![标识](/images/logo.png)\n\n[报名表](spring/form.docx)"
        " [规则](/files/rules.pdf) [大图](a.jpg)\n\n{% raw %}{{ x }}{% endraw %}\n\n"
        "{% asset_link more.zip 更多 %}\n",
        source___posts__spring__a_jpg=JPEG,
        source___posts__spring__form_docx=b"PK",
        source___posts__spring__more_zip=b"PK",
        source___posts__spring__unused_png=b"png",
        source___posts__notice_txt="通知",
        source__images__logo_png=b"png",
        source__files__rules_pdf=b"%PDF",
    )
    before = everything_in(folder)
    done = imported(house, folder)
    article = only(done)
    assert set(everything_in(house.content / NEWS / "spring")) == {
        "index.md", "imported-head.yaml", "a.jpg", "logo.png", "form.docx", "rules.pdf",
    }  # fmt: skip
    text = (house.content / article.target).read_text("utf-8")
    assert text == (
        "---\ntitle: '春天 #一# 启动'\ndate: 2013-7-13 20:46:25\ntags: [新闻, 活动, 普法, 维权]\n"
        "status: submitted\n---\n\n![活动现场](a.jpg)\n\n![标识](logo.png)\n\n[报名表](form.docx)"
        " [规则](rules.pdf) [大图](a.jpg)\n\n{% raw %}{{ x }}{% endraw %}\n\n"
        "{% asset_link more.zip 更多 %}\n"
    )
    assert codes(article) == ["hash-kept", "unknown-keys", "template-tags"]
    (tags,) = (dict(note.details)["tags"] for note in article.notes if note.code == "template-tags")
    assert tags.startswith("14: {% raw %}；14: {{ x }}；14: {% endraw %}；16: {% asset_link")
    assert {left.path: left.note.code for left in done.left} == {
        "source/_posts/spring/more.zip": "mentioned",
        "source/_posts/spring/unused.png": "not-referenced",
        "source/_posts/notice.txt": "not-markdown",
    }
    assert everything_in(folder) == before
    again = imported(house, folder)
    assert codes(only(again)) == ["exists"]
    assert {left.path: left.note.code for left in again.left} == {
        "source/_posts/spring/a.jpg": "of-left-out",
        "source/_posts/spring/form.docx": "of-left-out",
        "source/_posts/spring/more.zip": "of-left-out",
        "source/_posts/spring/unused.png": "not-referenced",
        "source/_posts/notice.txt": "not-markdown",
        "source/images/logo.png": "of-left-out",
        "source/files/rules.pdf": "of-left-out",
    }


def test_a_linked_file_beyond_the_limit_stays_and_is_named(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(article_module, "_MAX_ATTACHMENT_BYTES", 1)
    folder = source(
        house, a_md="---\ntitle: 甲\ndate: 2020-05-09\n---\n[表](b.docx)\n", b_docx=b"PK"
    )
    done = imported(house, folder)
    assert codes(only(done)) == ["link-left"]
    assert "[表](b.docx)" in (house.content / only(done).target).read_text("utf-8")
    assert [(left.path, left.note.code) for left in done.left] == [("b.docx", "mentioned")]
