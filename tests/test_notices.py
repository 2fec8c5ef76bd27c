"""A notice in the place of what was withdrawn: signed on its own, and nothing of what it was."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import feedparser
import pytest
from conftest import APPROVED, NOW, SITES, House, everything_in
from lxml import etree

from lianzhan.desk.approval import Desk, Signature, approve, read_texts, to_be_signed
from lianzhan.output.takedown.emergency import take_down_page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lianzhan.model.report import Report

TITLE, WORDS, TEXT = "不该再见到的标题", "不该再见到的正文", "因信息有误，这一篇已经撤下。"
ARTICLE = "hunan/articles/theory/x.md"
PAGE = "hunan/theory/x.html"
GONE = f"status: withdrawn\nnotice: {{text: {TEXT}}}\n"
STEPS = (("first", "甲"), ("second", "乙"), ("final", "丙"))
SIGNED_ON = date(2026, 10, 3)
AT = "{http://purl.org/atompub/tombstones/1.0}"


def signed(house: House, path: str = ARTICLE, count: int = 3) -> list[str]:
    """Take the steps of a notice as `approve` does; return what came of each."""
    outcomes = []
    for step, by in STEPS[:count]:
        desk = Desk(house.content, house.federation, NOW)
        signature = Signature(step, by, SIGNED_ON)
        found = to_be_signed(read_texts(desk, [path])).texts.values()
        outcomes += [approve(desk, text, signature).outcome for text in found]
    return outcomes


def withdraw(house: House, path: str = ARTICLE, head: str = GONE) -> None:
    house.article(path, WORDS, head, TITLE)


def ends(house: House, feed: str) -> list[etree._Element]:
    return etree.fromstring((house.output / feed).read_bytes()).findall(f"{AT}deleted-entry")


def says(house: House, *words: str) -> set[str]:
    """The files of the output in which one of these words is."""
    return {
        path
        for path, data in everything_in(house.output).items()
        if any(word.encode() in data for word in words)
    }


def built(house: House) -> Report:
    house.renew()
    return house.build()


@pytest.fixture
def strict(house: House) -> House:
    """A house where a step counts for the very text alone, and an article is live."""
    toml = (house.content / "federation.toml").read_text("utf-8")
    house.write("federation.toml", f'{toml}\n[review]\ndigest = "required"\n')
    house.article(ARTICLE, WORDS, title=TITLE)
    assert built(house).problems == ()
    assert says(house, TITLE)
    return house


@pytest.fixture(scope="module")
def shown_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A house whose withdrawn article was live in the pushed column, with its notice signed."""
    house = House(tmp_path_factory.mktemp("shown"))
    shutil.copytree(SITES / "valid", house.content)
    toml = (house.content / "federation.toml").read_text("utf-8")
    house.write("federation.toml", f'{toml}\n[review]\ndigest = "required"\n')
    house.article(ARTICLE, WORDS, title=TITLE)
    assert built(house).problems == ()
    withdraw(house)
    assert signed(house) == ["signed", "signed", "notice-approved"]
    assert (house.build().problems, house.build().exit_status) == ((), 0)
    return house.folder


@pytest.fixture
def shown(shown_folder: Path, tmp_path: Path) -> House:
    shutil.copytree(shown_folder, tmp_path / "house")
    return House(tmp_path / "house")


def test_the_page_says_what_was_signed_and_nothing_of_what_it_was(shown: House) -> None:
    page = shown.page(PAGE)
    assert page.count(TEXT) == 1
    assert '<meta name="robots" content="noindex">' in page
    assert says(shown, TITLE, WORDS) == set()
    assert PAGE not in shown.page("hunan/sitemap.xml")
    linking = says(shown, '"x.html', "theory/x.html") - {"_redirects", "gone.nginx.conf"}
    others = {path for path in linking if not path.endswith((".json", "atom.xml"))}
    assert others == set()  # feeds say which entry it is that ended


def test_web_servers_are_told_that_it_is_gone(shown: House) -> None:
    assert shown.page("_redirects") == f"/{PAGE} /{PAGE} 410!\n"
    assert shown.page("gone.nginx.conf") == f'"example.org/{PAGE}" 1;\n'
    assert not (shown.output / "redirects.nginx.conf").exists()


def test_each_host_is_told_in_its_own_folder(house: House) -> None:
    toml = (house.content / "federation.toml").read_text("utf-8")
    house.write("federation.toml", toml.replace("example.org/{slug}/", "{slug}.example.org/"))
    withdraw(house)
    signed(house)
    assert house.build().problems == ()
    assert house.page("hunan/_redirects") == "/theory/x.html /theory/x.html 410!\n"
    assert house.page("gone.nginx.conf") == '"hunan.example.org/theory/x.html" 1;\n'
    assert not (house.output / "changsha/_redirects").exists()


FEEDS = ("hunan", "hunan/theory", "changsha", "furong/theory", "hengyang")


@pytest.mark.parametrize("folder", FEEDS)
def test_every_feed_that_had_the_entry_says_that_it_is_gone(shown: House, folder: str) -> None:
    (end,) = ends(shown, f"{folder}/atom.xml")
    assert end.get("when") == "2026-10-03T00:00:00+08:00"
    assert end.findtext(f"{AT}comment") == TEXT
    feed = feedparser.parse((shown.output / folder / "atom.xml").read_bytes())
    assert not feed.bozo
    assert feed.feed.updated == end.get("when")
    assert end.get("ref") not in {entry.id for entry in feed.entries}


def test_the_entry_that_ends_is_the_one_that_was(strict: House) -> None:
    before = feedparser.parse(strict.page("hunan/theory/atom.xml"))
    was = next(entry.id for entry in before.entries if entry.title == TITLE)
    withdraw(strict)
    signed(strict)
    strict.build()
    assert [end.get("ref") for end in ends(strict, "hunan/theory/atom.xml")] == [was]


@pytest.mark.parametrize("folder", ["hunan/news", "changsha/news"])
def test_other_columns_say_nothing_of_it(shown: House, folder: str) -> None:
    assert ends(shown, f"{folder}/atom.xml") == []
    assert "deleted-entry" not in shown.page("hunan/feed.xml") + shown.page("hunan/feed.json")


def test_a_site_that_picked_it_says_that_it_is_gone(house: House) -> None:
    path = "hunan/changsha/articles/news/two.md"
    house.write("hunan/picks.toml", f'[[picks]]\narticle = "{path}"\ncolumn = "activity"\n')
    house.article(path, WORDS, f"{GONE}offer: province\n", TITLE)
    signed(house, path)
    house.build()
    assert len(ends(house, "hunan/activity/atom.xml")) == 1
    assert ends(house, "hunan/news/atom.xml") == []
    assert len(ends(house, "changsha/news/atom.xml")) == 1
    assert not (house.output / "hunan/news/two.html").exists()


def test_feeds_tell_for_90_days_and_the_page_for_good(shown: House) -> None:
    for now, is_told in (
        (datetime(2026, 12, 31, 15, 59, tzinfo=UTC), True),
        (datetime(2027, 1, 1, 16, 1, tzinfo=UTC), False),
    ):
        report = shown.build(now=now)
        assert bool(ends(shown, "hunan/atom.xml")) is is_told
        assert bool(ends(shown, "furong/theory/atom.xml")) is is_told
        assert TEXT in shown.page(PAGE)
        assert report.exit_status == 0
    assert shown.page("gone.nginx.conf")


@pytest.mark.parametrize("count", [0, 1, 2])
def test_without_all_steps_there_is_no_page(strict: House, count: int) -> None:
    withdraw(strict)
    signed(strict, count=count)
    report = strict.build()
    assert (report.problems, report.exit_status) == ((), 0)
    assert says(strict, TITLE, WORDS, TEXT, "deleted-entry") == set()
    assert not (strict.output / PAGE).exists()
    assert not (strict.output / "_redirects").exists()
    reasons = {decision.path: decision.reason for decision in report.withheld}
    assert reasons == {ARTICLE: "withdrawn", f"{ARTICLE}#notice": "awaiting-review"}


def edited(house: House, old: str, new: str, path: str = ARTICLE) -> None:
    text = (house.content / path).read_text("utf-8")
    assert old in text
    house.write(path, text.replace(old, new))


def test_a_notice_that_was_changed_after_its_review_is_shown_no_more(shown: House) -> None:
    edited(shown, TEXT, "改过的话")
    report = shown.build()
    assert [(f.path, f.code) for f in report.problems] == [(ARTICLE, "changed-since-review")]
    assert (report.exit_status, says(shown, "改过的话", TEXT)) == (1, set())
    assert not (shown.output / PAGE).exists()


def test_blanks_and_form_of_a_notice_are_not_its_words(shown: House) -> None:
    edited(shown, f"text: {TEXT}", f'text:   "{TEXT}"')
    assert shown.build().problems == ()
    assert TEXT in shown.page(PAGE)


def test_a_text_of_somebody_elses_chain_is_not_shown(strict: House) -> None:
    """The article's own chain is for the article, and another notice's for its own place."""
    own = (strict.content / ARTICLE).read_text("utf-8")
    chain = own.partition("review:\n")[2].partition("---")[0].replace("  - ", "    - ")
    withdraw(strict, head=f"status: withdrawn\nnotice:\n  text: {TEXT}\n  review:\n{chain}")
    report = strict.build()
    assert [f.code for f in report.problems] == ["changed-since-review"]
    other = "hunan/articles/theory/y.md"
    withdraw(strict, other)
    signed(strict, other)
    shutil.copy(strict.content / other, strict.content / ARTICLE)
    report = strict.build()
    assert [(f.path, f.code) for f in report.problems] == [(ARTICLE, "changed-since-review")]
    assert not (strict.output / PAGE).exists()
    assert TEXT in strict.page("hunan/theory/y.html")


def test_a_notice_keeps_its_signature_when_its_file_is_moved(shown: House) -> None:
    text = (shown.content / ARTICLE).read_text("utf-8")
    (shown.content / ARTICLE).unlink()
    shown.write("hunan/articles/news/z.md", text.replace("title:", "aliases: [theory/x]\ntitle:"))
    before = ends(shown, "hunan/atom.xml")[0].get("ref")
    assert shown.build().problems == ()
    assert TEXT in shown.page("hunan/news/z.html")
    assert not (shown.output / PAGE).exists()
    assert [end.get("ref") for end in ends(shown, "hunan/news/atom.xml")] == [before]


def test_what_comes_back_is_an_article_again(shown: House) -> None:
    edited(shown, "status: withdrawn", APPROVED.rstrip())
    report = built(shown)
    assert [f.code for f in report.problems] == ["notice-early"]
    assert WORDS in shown.page(PAGE)
    assert says(shown, TEXT, "deleted-entry") == set()
    assert not (shown.output / "gone.nginx.conf").exists()


def test_without_the_key_the_page_goes(shown: House) -> None:
    withdraw(shown, head="status: withdrawn\n")
    assert shown.build().problems == ()
    assert says(shown, TEXT, "deleted-entry", "410!") == set()
    assert not (shown.output / PAGE).exists()


@pytest.mark.parametrize(
    "change",
    [lambda h: withdraw(h, head="status: withdrawn\n"), lambda h: (h.content / ARTICLE).unlink()],
)
def test_a_notice_goes_from_a_site_that_can_not_be_built_anew(
    shown: House, change: Callable[[House], object]
) -> None:
    change(shown)
    report = shown.build(theme=broken_theme(shown))
    assert report.exit_status == 2
    assert not (shown.output / PAGE).exists()


def broken_theme(house: House) -> Path:
    theme = house.folder / "theme"
    shutil.copytree(house.request().theme, theme, dirs_exist_ok=True)
    (theme / "templates" / "article.html").write_text("{% nonsense %}", "utf-8")
    return theme


def test_a_standing_notice_stays_while_links_to_what_it_was_go(shown: House) -> None:
    """Where its own site can't be built anew, and another still leads to what was withdrawn."""
    link = f'<p><a href="../../{PAGE}">{TITLE}</a></p>'
    page = shown.output / "changsha" / "news" / "two.html"
    page.write_text(page.read_text("utf-8").replace("</main>", f"{link}</main>"), "utf-8")
    manifest = page.parents[1] / ".lianzhan.json"
    manifest.write_text(
        manifest.read_text("utf-8").replace('"articles":[', f'"articles":["{ARTICLE}",'), "utf-8"
    )
    shown.article("hunan/articles/news/one.md", "改了一改")
    shown.article("hunan/changsha/articles/news/two.md", "也改了")
    built_with_fault = shown.build(theme=broken_theme(shown))
    assert built_with_fault.exit_status == 2
    assert TEXT in shown.page(PAGE)
    assert f'{PAGE}"' not in page.read_text("utf-8")


def test_a_page_may_have_one_too(house: House) -> None:
    withdraw(house, "hunan/pages/us.md")
    assert signed(house, "hunan/pages/us.md")[-1] == "notice-approved"
    assert house.build().problems == ()
    assert TEXT in house.page("hunan/pages/us.html")


@pytest.mark.parametrize(
    ("path", "head"),
    [
        ("hunan/articles/theory/X.md", APPROVED),
        ("hunan/articles/theory/x/index.md", APPROVED),
        ("hunan/articles/news/b.md", f"{APPROVED}aliases: [theory/x]\n"),
        ("hunan/articles/news/b.md", f"{APPROVED}aliases: [theory/X]\n"),
    ],
)
def test_a_notice_gives_way_to_what_lives(shown: House, path: str, head: str) -> None:
    shown.article(path, "活着的正文", head)
    report = built(shown)
    assert [(f.path, f.code) for f in report.problems] == [(ARTICLE, "duplicate-name")]
    assert says(shown, TEXT) == set()
    assert any(word.endswith(".html") for word in says(shown, "活着的正文"))


def test_what_is_not_published_takes_no_place(shown: House) -> None:
    shown.article("hunan/articles/theory/x/index.md", "还没有审", "status: submitted\n")
    assert shown.build().problems == ()
    assert TEXT in shown.page(PAGE)


def test_of_two_notices_for_one_address_neither_is_shown(shown: House) -> None:
    other = "hunan/articles/theory/x/index.md"
    withdraw(shown, other)
    signed(shown, other)
    report = shown.build()
    assert {(f.path, f.code) for f in report.problems} == {
        (ARTICLE, "duplicate-name"),
        (other, "duplicate-name"),
    }
    assert says(shown, TEXT) == set()


def test_a_notice_does_not_fill_the_top_slot(house: House) -> None:
    (house.content / "hunan/articles/theory/equality.md").unlink()
    withdraw(house)
    signed(house)
    report = house.build()
    assert {f.code for f in report.problems} >= {"empty-slot"}


def test_a_notice_in_a_signed_column_needs_a_key(strict: House) -> None:
    toml = (strict.content / "federation.toml").read_text("utf-8")
    strict.write(
        "federation.toml",
        toml.replace('slug = "theory"\n', 'slug = "theory"\nsignatures = "required"\n'),
    )
    people = "".join(
        f'[[people]]\nid = "p{n}"\nname = "{by}"\nsteps = ["{step}"]\nsites = ["hunan"]\n'
        for n, (step, by) in enumerate(STEPS)
    )
    strict.write("people.toml", people)
    withdraw(strict)
    assert signed(strict, count=1) == ["unsigned"]
    chain = "".join(
        f"    - {{step: {s}, by: {b}, at: 2026-10-03, digest: DIGEST}}\n" for s, b in STEPS
    )
    withdraw(strict, head=f"status: withdrawn\nnotice:\n  text: {TEXT}\n  review:\n{chain}")
    desk = Desk(strict.content, strict.federation, NOW)
    (text,) = to_be_signed(read_texts(desk, [ARTICLE])).texts.values()
    edited(strict, "DIGEST", text.digest)
    report = strict.build()
    assert "review-unsigned" in {f.code for f in report.problems}
    assert not (strict.output / PAGE).exists()


@pytest.mark.parametrize("author", ["author: 丙\n", "submitter: 丙\n"])
def test_who_sent_the_text_in_does_not_sign_its_notice_last(strict: House, author: str) -> None:
    toml = (strict.content / "federation.toml").read_text("utf-8")
    strict.write("federation.toml", toml.replace("[review]\n", "[review]\nseparation = true\n"))
    withdraw(strict, head=author + GONE)
    assert signed(strict)[-1] == "own-text"


def test_marks_in_a_notice_are_words(house: House) -> None:
    said = "<script>alert(1)</script> {{ site.name }} **粗**"
    withdraw(house, head=f'status: withdrawn\nnotice: {{text: "{said}"}}\n')
    signed(house)
    assert house.build().problems == ()
    page = house.page(PAGE)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ site.name }} **粗**" in page
    assert ends(house, "hunan/atom.xml")[0].findtext(f"{AT}comment") == said


def test_a_build_after_a_change_gives_the_bytes_of_one_from_nothing(shown: House) -> None:
    clean = shown.build(output=shown.folder / "clean", cache=shown.folder / "no")
    assert clean.problems == ()
    assert everything_in(shown.output) == everything_in(shown.folder / "clean")


def test_only_the_sites_that_had_it_are_built_when_its_time_is_over(house: House) -> None:
    path = "hunan/changsha/articles/news/two.md"
    withdraw(house, path)
    signed(house, path)
    house.build()
    later = house.build(now=datetime(2027, 2, 1, tzinfo=UTC))
    assert [site.slug for site in later.sites if site.reason] == ["changsha"]


HEADS = {
    "text": f"status: withdrawn\nnotice: {TEXT}\n",
    "quoted": f"status: withdrawn\nnotice: '{TEXT}'\n",
    "flow": f"status: withdrawn\nnotice: {{ text: {TEXT} }}\n",
    "block": f"status: withdrawn\nnotice:\n  text: {TEXT}\n",
    "lines": f"status: withdrawn\nnotice:\n  text: |\n    {TEXT}\n",
    "folded": f"notice:\n    text: >-\n      {TEXT}\nstatus: withdrawn\n",
    "empty chain": f"status: withdrawn\nnotice:\n  text: {TEXT}\n  review: []\n",
    "chain first": f"status: withdrawn\nnotice:\n  review:\n  text: {TEXT}\n",
    "lines alone": f"status: withdrawn\nnotice: |\n  {TEXT}\n",
    "folded in the middle": f"status: withdrawn\nnotice: >\n  {TEXT}\ntags: [甲]\n",
    "remarks": f"status: withdrawn\n# 说明\nnotice: # 说明\n  text: {TEXT} # 说明\n# 末了\n",
}


@pytest.mark.parametrize("form", HEADS)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_approve_signs_a_notice_in_any_form(house: House, form: str, ending: str) -> None:
    text = f"---\ntitle: {TITLE}\ndate: 2026-03-08\n{HEADS[form]}---\n\n{WORDS}\n"
    house.write(ARTICLE, text.replace("\n", ending))
    assert signed(house) == ["signed", "signed", "notice-approved"]
    after = (house.content / ARTICLE).read_bytes().decode()
    assert (after.count("说明"), after.count("末了")) == (text.count("说明"), text.count("末了"))
    assert after.count("\n") == after.count(ending)
    assert house.build().problems == ()
    assert house.page(PAGE).count(TEXT) == 1


def test_approve_signs_a_notice_in_pelicans_head(house: House) -> None:
    for said in (TEXT, f"{{text: {TEXT}}}"):
        house.write(
            ARTICLE,
            f"Title: {TITLE}\nDate: 2026-03-08\nStatus: withdrawn\nNotice: {said}\n\n{WORDS}\n",
        )
        assert signed(house) == ["signed", "signed", "notice-approved"]
        assert house.build().problems == ()
        assert TEXT in house.page(PAGE)


def test_steps_for_an_earlier_text_give_way(shown: House) -> None:
    edited(shown, TEXT, "改过的话。")
    assert signed(shown) == ["signed", "signed", "notice-approved"]
    assert shown.build().problems == ()
    assert "改过的话。" in shown.page(PAGE)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("{words: 甲}", "bad-value"),
        ("{text: 甲, title: 乙}", "bad-value"),
        ("{text: }", "bad-value"),
        ("[甲]", "bad-value"),
        ("{text: 甲, review: 乙}", "bad-value"),
        ("{text: " + "长" * 301 + "}", "notice-long"),
        ("{text: 身份证 11010519491231002X}", "identity-number"),
    ],
)
def test_a_notice_that_can_not_be_used_is_named(house: House, said: str, code: str) -> None:
    withdraw(house, head=f"status: withdrawn\nnotice: {said}\n")
    report = house.build()
    assert {(f.path, f.line, f.code) for f in report.problems} == {(ARTICLE, 5, code)}
    assert not (house.output / PAGE).exists()


def test_a_future_step_of_a_notice_does_not_count(house: House) -> None:
    chain = "".join(f"    - {{step: {s}, by: {b}, at: 2027-01-01}}\n" for s, b in STEPS)
    withdraw(house, head=f"status: withdrawn\nnotice:\n  text: {TEXT}\n  review:\n{chain}")
    assert "review-future" in {f.code for f in house.build().problems}
    assert not (house.output / PAGE).exists()
    assert house.build(now=datetime(2027, 1, 2, tzinfo=UTC)).problems == ()
    assert TEXT in house.page(PAGE)


def test_a_theme_without_a_page_for_it_has_a_plain_one(shown: House) -> None:
    theme = shown.folder / "plain"
    shutil.copytree(shown.request().theme, theme)
    (theme / "templates" / "notice.html").unlink()
    assert shown.build(theme=theme).problems == ()
    assert TEXT in shown.page(PAGE)
    assert "site-header" not in shown.page(PAGE)


@pytest.mark.parametrize("folder", ["feed.xml", "assets", "News", 'a" 1; default 1; "b', "unknown"])
def test_a_notice_stands_in_a_column_of_its_site_alone(house: House, folder: str) -> None:
    path = f"hunan/articles/{folder}/x.md"
    withdraw(house, path)
    signed(house, path)
    report = house.build()
    assert {(f.path, f.code) for f in report.problems if f.is_error} <= {
        (path, "unknown-column"),
        (path, "duplicate-slug"),
    }
    assert report.exit_status in (0, 1)
    assert says(house, TEXT) == set()
    assert not (house.output / "gone.nginx.conf").exists()


def test_an_emergency_takes_the_words_of_a_notice_out_of_feeds_too(shown: House) -> None:
    assert says(shown, TEXT)
    take_down_page(shown.output, f"{shown.output}/{PAGE}")
    assert says(shown, TEXT) == set()


def test_a_notice_that_is_gone_leaves_every_feed_of_sites_that_can_not_be_built(
    shown: House,
) -> None:
    withdraw(shown, head="status: withdrawn\n")
    assert shown.build(theme=broken_theme(shown)).exit_status == 2
    assert says(shown, TEXT) == set()


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (f"撤稿说明: {TEXT}", "unknown-key"),
        (f"notic: {TEXT}", "unknown-key"),
        (f"notice: {TEXT}\nnotice: {TEXT}", "duplicate-key"),
    ],
)
def test_a_notice_that_is_not_written_as_one_is_named(
    house: House, written: str, code: str
) -> None:
    withdraw(house, head=f"status: withdrawn\n{written}\n")
    assert [f.code for f in house.build().problems] == [code]


def test_what_else_is_wrong_with_a_withdrawn_head_needs_no_mending(house: House) -> None:
    withdraw(house, head="status: withdrawn\ntitel: 甲\ntags: [a]\ntags: [b]\n")
    assert house.build().problems == ()


def test_feeds_tell_of_nothing_that_was_not_in_them(house: House) -> None:
    """A page never was, nor what a site picked that was not offered to it."""
    withdraw(house, "hunan/pages/us.md")
    signed(house, "hunan/pages/us.md")
    path = "hunan/changsha/articles/news/two.md"
    house.write("hunan/picks.toml", f'[[picks]]\narticle = "{path}"\n')
    withdraw(house, path)
    signed(house, path)
    house.build()
    assert ends(house, "hunan/atom.xml") == []
    assert len(ends(house, "changsha/atom.xml")) == 1


def test_a_notice_that_nobody_has_signed_takes_no_place_either(shown: House) -> None:
    withdraw(shown, "hunan/articles/theory/x/index.md", GONE.replace(TEXT, "没有审过"))
    assert shown.build().problems == ()
    assert TEXT in shown.page(PAGE)
    assert says(shown, "没有审过") == set()
