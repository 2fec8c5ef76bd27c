"""Files that an article links: published with it, and gone with it; bad ones named, none lost."""

from __future__ import annotations

import json
import os
import re
import shutil
from typing import TYPE_CHECKING
from urllib.parse import unquote

import feedparser
import pytest
from conftest import APPROVED, House
from made_files import CHANGED, docx, ole, pdf, photo, xlsx, zipped
from test_incremental import LentWorker

from lianzhan.output.takedown.emergency import take_down_page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NEWS = "hunan/articles/news"
NOTICE = f"{NEWS}/notice/index.md"
LINK = "请填写[报名表](报名表（2026）.docx)。"
WITHDRAWN = APPROVED.replace("approved", "withdrawn")


@pytest.fixture(scope="module", autouse=True)
def _one_worker_for_all_builds() -> Iterator[None]:
    patch = pytest.MonkeyPatch()
    patch.setattr("lianzhan.runtime.workers.Workers", LentWorker)
    yield
    patch.undo()


@pytest.fixture
def notice(house: House) -> House:
    """A federation whose province has a notice with a form to fill in."""
    house.article(NOTICE, LINK, title="通知")
    house.write(f"{NEWS}/notice/报名表（2026）.docx", docx())
    return house


def files_in(house: House) -> list[str]:
    """The attachments in the output, by their names."""
    folder = house.output / "assets" / "files"
    return sorted(file.name for file in folder.rglob("*") if file.is_file())


def tree_of(output: Path) -> dict[str, bytes]:
    """Everything in an output but its marks."""
    files = (file for file in output.rglob("*") if file.is_file())
    found = {file.relative_to(output).as_posix(): file.read_bytes() for file in files}
    return {path: data for path, data in found.items() if not path.startswith(".")}


def links_of(page: str) -> list[str]:
    return [unquote(link) for link in re.findall(r'href="([^"]*assets/files[^"]*)"', page)]


def test_a_linked_file_is_published_under_its_name_and_the_text_leads_to_it(notice: House) -> None:
    assert notice.build().problems == ()
    page = notice.page("hunan/news/notice.html")
    first, second = links_of(page)
    assert first == second
    assert first.endswith("/报名表-2026.docx")
    place = (notice.output / "hunan" / "news" / first).resolve()
    assert place.read_bytes() == docx()
    assert "DOCX，1 KB" in page
    assert "报名表（2026）.docx</a>" in page


def test_feeds_enclose_what_comes_with_an_article_and_list_it(notice: House) -> None:
    notice.write(f"{NEWS}/notice/b.pdf", pdf())
    notice.article(NOTICE, LINK + "[b](b.pdf)", title="通知")
    notice.build()
    rss = feedparser.parse(notice.page("hunan/feed.xml"))
    (item,) = [entry for entry in rss.entries if entry.title == "通知"]
    (enclosure,) = item.enclosures
    assert unquote(enclosure.href).endswith("/报名表-2026.docx")
    assert int(enclosure.length) == len(docx())
    assert "wordprocessingml" in enclosure.type
    assert "<h2>附件</h2>" in item.content[0].value
    atom = feedparser.parse(notice.page("hunan/atom.xml"))
    (entry,) = [entry for entry in atom.entries if entry.title == "通知"]
    assert [e.type for e in entry.enclosures][-1] == "application/pdf"
    every = json.loads(notice.page("hunan/feed.json"))["items"]
    (shown,) = [each for each in every if each["title"] == "通知"]
    assert [(a["title"], a["size_in_bytes"]) for a in shown["attachments"]] == [
        ("报名表（2026）.docx", len(docx())),
        ("b.pdf", len(pdf())),
    ]


def test_what_nothing_links_is_never_published(notice: House) -> None:
    notice.write(f"{NEWS}/notice/内部.docx", docx())
    notice.build()
    assert files_in(notice) == ["报名表-2026.docx"]


def test_a_file_is_not_live_before_its_article_is_approved(notice: House) -> None:
    notice.article(NOTICE, LINK, head="status: submitted\n")
    notice.build()
    assert files_in(notice) == []


@pytest.mark.parametrize("ending", ["withdrawn", "deleted", "expired"])
def test_a_file_is_gone_with_its_article(notice: House, ending: str) -> None:
    notice.build()
    assert files_in(notice) == ["报名表-2026.docx"]
    if ending == "withdrawn":
        notice.article(NOTICE, LINK, head=WITHDRAWN)
    elif ending == "expired":
        notice.article(NOTICE, LINK, head=f"{APPROVED}expires: 2026-05-01\n")
    else:
        shutil.rmtree(notice.content / NEWS / "notice")
    notice.build()
    assert files_in(notice) == []
    assert not [
        f for f in notice.output.rglob("*") if f.is_file() and b"assets/files" in f.read_bytes()
    ]


def test_taking_a_page_down_at_once_takes_its_files_along(notice: House) -> None:
    notice.article(f"{NEWS}/other.md", "[b](b.pdf)", title="另一篇")
    notice.write(f"{NEWS}/b.pdf", pdf())
    notice.build()
    take_down_page(notice.output, NOTICE)
    assert files_in(notice) == ["b.pdf"]
    assert not (notice.output / "assets" / "files").joinpath("报名表-2026.docx").exists()
    feed = notice.page("hunan/feed.xml")
    assert "%E6%8A%A5" not in feed
    assert "b.pdf" in feed


def test_what_fails_to_be_built_anew_still_loses_the_file_of_a_withdrawn_article(
    notice: House,
) -> None:
    notice.build()
    notice.article(NOTICE, LINK, head=WITHDRAWN)
    broken = notice.folder / "theme"
    shutil.copytree(notice.request().theme, broken)
    (broken / "templates" / "article.html").write_text("{{ nothing.at.all }}", "utf-8")
    notice.build(theme=broken)
    assert files_in(notice) == []


def test_two_articles_may_link_one_file_and_one_goes(notice: House) -> None:
    for name in ("a", "b"):
        notice.article(f"{NEWS}/{name}.md", "[表](../news/表.pdf)", title=name)
    notice.write(f"{NEWS}/表.pdf", pdf())
    notice.build()
    notice.article(f"{NEWS}/a.md", "[表](../news/表.pdf)", head=WITHDRAWN)
    notice.build()
    assert "表.pdf" in files_in(notice)


@pytest.mark.parametrize("place", [f"{NEWS}/notice/x.docx", "hunan/images/x.docx", "hunan/x.docx"])
def test_a_changed_file_builds_its_article_anew_wherever_it_lies(house: House, place: str) -> None:
    target = os.path.relpath(place, f"{NEWS}/notice")
    house.article(NOTICE, f"[表]({target})", title="通知")
    house.write(f"{NEWS}/notice/x.docx", docx())
    house.write(place, docx())
    house.build()
    house.write(place, docx(CHANGED))
    report = house.build()
    clean = House(house.folder / "clean")
    shutil.copytree(house.content, clean.content)
    clean.build()
    assert tree_of(house.output) == tree_of(clean.output)
    if "hunan/x.docx" not in place:
        assert "hidden-changes" in {fault.code for fault in report.problems}


def test_a_changed_file_of_the_site_above_builds_those_that_link_it(house: House) -> None:
    house.article("hunan/changsha/articles/news/x.md", "[表](/hunan/images/x.docx)")
    house.write("hunan/images/x.docx", docx())
    house.build()
    house.build()  # by now all files have been left alone for long enough to be known again
    house.write("hunan/images/x.docx", docx(CHANGED))
    report = house.build()
    assert "hidden-changes" in {fault.code for fault in report.problems}
    clean = House(house.folder / "clean")
    shutil.copytree(house.content, clean.content)
    clean.build()
    assert tree_of(house.output) == tree_of(clean.output)


def test_a_site_that_lost_its_manifest_loses_the_file_of_a_withdrawn_article(notice: House) -> None:
    notice.build()
    (notice.output / "hunan" / ".lianzhan.json").unlink()
    notice.article(NOTICE, LINK, head=WITHDRAWN)
    broken = notice.folder / "theme"
    shutil.copytree(notice.request().theme, broken)
    (broken / "templates" / "article.html").write_text("{{ nothing.at.all }}", "utf-8")
    notice.build(theme=broken)
    assert files_in(notice) == []


def test_a_file_that_comes_later_is_published_then(notice: House) -> None:
    file = notice.content / NEWS / "notice" / "报名表（2026）.docx"
    file.rename(notice.folder / "away.docx")
    assert [fault.code for fault in notice.build().problems] == ["dead-link"]
    assert "请填写报名表。" in notice.page("hunan/news/notice.html")
    (notice.folder / "away.docx").rename(file)
    assert notice.build().problems == ()
    assert files_in(notice) == ["报名表-2026.docx"]


def test_sites_on_hosts_of_their_own_have_their_files_with_them(notice: House) -> None:
    file = notice.content / "federation.toml"
    text = file.read_text("utf-8").replace(
        "https://example.org/{slug}/", "https://{slug}.example.org/"
    )
    file.write_text(text, "utf-8")
    notice.build()
    inside = notice.output / "hunan" / "assets" / "files"
    assert [f.name for f in inside.rglob("*.docx")] == ["报名表-2026.docx"]
    notice.article(NOTICE, LINK, head=WITHDRAWN)
    notice.build()
    assert not inside.exists()


BAD = {
    "attachment-program": ("x.exe", b"MZ"),
    "attachment-macro": ("x.docx", docx(word__vbaProject_bin=b"x")),
    "attachment-mismatch": ("x.pdf", docx()),
    "attachment-damaged": ("x.docx", docx()[:-40]),
    "attachment-encrypted": ("x.docx", ole("EncryptedPackage")),
}


@pytest.mark.parametrize("code", BAD)
def test_what_could_harm_withholds_its_article(house: House, code: str) -> None:
    name, data = BAD[code]
    house.article(NOTICE, f"正文。\n\n[表]({name})")
    house.write(f"{NEWS}/notice/{name}", data)
    report = house.build()
    assert [(p.code, p.path, p.line) for p in report.problems] == [
        (code, NOTICE, house.line(NOTICE, "[表]"))
    ]
    assert not (house.output / "hunan" / "news" / "notice.html").exists()
    assert files_in(house) == []


@pytest.mark.parametrize(
    ("code", "target", "place"),
    [
        ("attachment-kind", "x.rar", f"{NEWS}/notice/x.rar"),
        ("attachment-kind", "x.zip", f"{NEWS}/notice/x.zip"),
        ("attachment-elsewhere", "../other/x.pdf", f"{NEWS}/other/x.pdf"),
        ("attachment-elsewhere", ".x/y.pdf", f"{NEWS}/notice/.x/y.pdf"),
        ("attachment-name", "a%0Ab.pdf", f"{NEWS}/notice/a\nb.pdf"),
        ("attachment-name", f"{'长' * 100}.pdf", ""),
        ("dead-link", "x.pdf", ""),
        ("dead-link", "{attach}x.pdf", ""),
        ("dead-link", "x.pdf", f"{NEWS}/notice/x.pdf/y.png"),
        ("dead-link", "../../../../../x.pdf", ""),
        ("dead-link", "x.html", ""),
    ],
)
def test_what_is_not_published_is_named_and_its_words_stay(
    house: House, code: str, target: str, place: str
) -> None:
    house.article(NOTICE, f"看[这张表]({target})。")
    if place:
        house.write(place, pdf())
    report = house.build()
    assert [(p.code, p.line) for p in report.problems] == [(code, house.line(NOTICE, "这张表"))]
    assert "看这张表。" in house.page("hunan/news/notice.html")
    assert files_in(house) == []


def test_a_file_of_two_gigabytes_is_named_and_not_read(house: House) -> None:
    house.article(NOTICE, "[片](x.mp4)")
    file = house.write(f"{NEWS}/notice/x.mp4", b"")
    with file.open("wb") as opened:
        opened.truncate(2 * 1024**3)
    (fault,) = house.build().problems
    assert fault.code == "attachment-too-large"
    assert dict(fault.details)["size"] == str(2 * 1024**3)


def test_kinds_and_bytes_are_what_the_federation_says(house: House) -> None:
    file = house.content / "federation.toml"
    text = file.read_text("utf-8")
    file.write_text(f'{text}\n[attachments]\nkinds = ["zip", "pdf"]\nmax_bytes = 900\n', "utf-8")
    house.article(NOTICE, "[甲](a.zip) [乙](b.docx) [丙](c.pdf)")
    house.write(f"{NEWS}/notice/a.zip", zipped({"名单.csv": "a,b"}))
    house.write(f"{NEWS}/notice/b.docx", docx())
    house.write(f"{NEWS}/notice/c.pdf", pdf(b" " * 900))
    report = house.build()
    assert sorted(p.code for p in report.problems) == ["attachment-kind", "attachment-too-large"]
    assert files_in(house) == ["a.zip"]


@pytest.mark.parametrize(
    "line", ['kinds = ["exe"]', "max_bytes = 0", "max_bytes = 999999999999", "size = 1"]
)
def test_a_policy_that_cannot_be_is_a_problem_of_its_line(house: House, line: str) -> None:
    file = house.content / "federation.toml"
    text = file.read_text("utf-8")
    file.write_text(f"{text}\n[attachments]\n{line}\n", "utf-8")
    (fault,) = house.check().problems
    assert fault.code in ("config-value", "config-unknown-key")


def test_hidden_data_is_named_where_the_file_is_linked_first(house: House) -> None:
    house.article(NOTICE, "一。\n\n[甲](a.docx)\n\n[乙](b.xlsx) 再看[甲](./a.docx)\n\n[图](c.jpg)")
    house.write(f"{NEWS}/notice/a.docx", docx(CHANGED))
    house.write(f"{NEWS}/notice/b.xlsx", xlsx(hidden="内部"))
    house.write(f"{NEWS}/notice/c.jpg", photo(has_place=True))
    report = house.build()
    first = house.line(NOTICE, "[甲](a.docx)")
    assert [(p.code, p.line) for p in report.problems] == [
        ("hidden-changes", first),
        ("hidden-parts", first + 2),
        ("hidden-location", first + 4),
    ]
    assert files_in(house) == ["a.docx", "b.xlsx", "c.jpg"]
    assert house.build().problems == report.problems


def test_findings_of_a_file_stay_when_something_else_changes(house: House) -> None:
    house.article(NOTICE, "[甲](a.docx)")
    house.write(f"{NEWS}/notice/a.docx", docx(CHANGED))
    before = house.build().problems
    house.article(f"{NEWS}/other.md")
    assert house.build().problems == before
