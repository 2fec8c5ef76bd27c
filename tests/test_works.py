"""Works in a column of cards: shown with little of a person, gone when consent is taken back."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from cli import run_task
from conftest import APPROVED, SITES, House, everything_in
from lxml import html as lxml_html
from rendering.conftest import picture

from lianzhan.commands.preview.review_html import banner, queue_html
from lianzhan.commands.review_values import waiting_in
from lianzhan.output.takedown.emergency import take_down_page

if TYPE_CHECKING:
    from pathlib import Path

BY, ON = "guardian-zeta（母亲）", "2026-02-17"
AUTHOR, SCHOOL, TITLE = "示例小作者甲", "示例镇中心小学", "外婆的灶台"
CONSENT = f"consent: {{by: {BY}, at: {ON}}}\n"
WORK = (
    f"work: {{author: {AUTHOR}, age: 7-12岁, school: {SCHOOL}, form: 绘画, answers: call.md}}\n"
    f"{CONSENT}"
)
CALL = "call: {to: 'https://example.com/form', asks: [age, school]}\n"
FOLDER = "hunan/articles/works"
PATH, PAGE, LIST = f"{FOLDER}/stove.md", "hunan/works/stove.html", "hunan/works/index.html"
BODY = "外婆煮饭，我添柴。\n\n![灶台](stove.jpg)"
COLUMN = '\n[[columns]]\nslug = "works"\ntitle = "作品"\nlayout = "cards"\npush = true\n'


def works(house: House, column: str = COLUMN) -> None:
    """Write a call and three works: one with a picture, one without, a video with neither."""
    toml = (house.content / "federation.toml").read_text("utf-8")
    house.write("federation.toml", toml + column)
    house.write(f"{FOLDER}/stove.jpg", picture(750, 445, kind="JPEG"))
    house.article(f"{FOLDER}/call.md", head=APPROVED + CALL, title="征集：画一画家里的活儿")
    house.article(PATH, BODY, APPROVED + WORK, TITLE)
    group = "work: {group: 示例剪纸队, unit: 示例村妇联, form: 剪纸}\n"
    house.article(f"{FOLDER}/fish.md", head=APPROVED + group, title="双鱼窗花")
    video = f"work: {{author: 示例作者乙, age: 成人, form: 视频}}\n{CONSENT}"
    link = "[家乡话](https://www.bilibili.com/video/BV1)"
    house.article(f"{FOLDER}/video.md", link, APPROVED + video, "一分钟家乡话")


@pytest.fixture(scope="module")
def built_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A house whose province shows works, and pushes them to its sites."""
    house = House(tmp_path_factory.mktemp("works"))
    shutil.copytree(SITES / "valid", house.content)
    works(house)
    assert house.build().problems == ()
    return house.folder


@pytest.fixture
def built(built_folder: Path, tmp_path: Path) -> House:
    shutil.copytree(built_folder, tmp_path / "house")
    return House(tmp_path / "house")


def cards_of(page: str) -> dict[str, Any]:
    """The cards of a list page by their titles."""
    found = lxml_html.fromstring(page).xpath('//ul[@class="cards"]/li')
    return {card.xpath("./h2|./h3")[0].text_content(): card for card in found}


def lines_of(card: Any) -> list[str]:
    return [" ".join(line.text_content().split()) for line in card.xpath("./p")]


def data_of(page: str) -> list[dict[str, Any]]:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return [json.loads(text) for text in found]


def says(house: House, *words: str) -> set[str]:
    """The files of the output in which one of these words is."""
    return {
        path
        for path, data in everything_in(house.output).items()
        if any(word.encode() in data for word in words)
    }


def test_each_entry_is_a_card_with_its_picture_or_the_mark_of_its_site(built: House) -> None:
    cards = cards_of(built.page(LIST))
    assert set(cards) == {"征集：画一画家里的活儿", TITLE, "双鱼窗花", "一分钟家乡话"}
    assert lines_of(cards[TITLE]) == [AUTHOR, SCHOOL]
    assert lines_of(cards["双鱼窗花"]) == ["示例剪纸队", "示例村妇联"]
    assert lines_of(cards["一分钟家乡话"]) == ["示例作者乙视频"]
    assert len(cards[TITLE].xpath('./div[@class="card-picture"]//img[@alt=""]')) == 1
    marked = [t for t, card in cards.items() if card.xpath('.//span[contains(@class, "mark")]')]
    assert set(marked) == set(cards) - {TITLE}
    assert all(len(card.xpath(".//a")) == 1 for card in cards.values())


def test_a_site_below_says_whose_a_pushed_work_is(built: House) -> None:
    cards = cards_of(built.page("changsha/works/index.html"))
    assert lines_of(cards[TITLE]) == [AUTHOR, SCHOOL, "湖南 湖南省妇联"]
    (link,) = cards[TITLE].xpath(".//a/@href")
    assert link == "../../hunan/works/stove.html"


def test_cards_have_a_sheet_that_no_other_list_loads(built: House) -> None:
    assert "/css/cards" in built.page(LIST)
    assert "/css/cards" not in built.page("hunan/news/index.html")
    assert built.page(LIST).count('rel="stylesheet"') == 1


def test_cards_are_parted_into_pages(house: House) -> None:
    works(house)
    for number in range(20):
        house.article(f"{FOLDER}/more-{number}.md", title=f"第{number}件")
    assert house.build().problems == ()
    first, second = cards_of(house.page(LIST)), cards_of(house.page("hunan/works/page/2.html"))
    assert (len(first), len(second)) == (20, 4)
    assert not set(first) & set(second)


def test_a_column_without_a_layout_shows_rows(house: House) -> None:
    works(house, COLUMN.replace('layout = "cards"\n', ""))
    assert house.build().problems == ()
    assert cards_of(house.page(LIST)) == {}
    assert 'class="row"' in house.page(LIST)
    assert SCHOOL in house.page(PAGE)


def test_an_unknown_layout_is_told_the_nearest_and_shows_rows(house: House) -> None:
    works(house, COLUMN.replace('"cards"', '"card"'))
    (fault,) = house.build().problems
    assert (fault.path, fault.code, dict(fault.details)["expected"]) == (
        "federation.toml", "site-fact", "cards",
    )  # fmt: skip
    assert 'class="row"' in house.page(LIST)


def test_the_page_tells_little_of_a_person(built: House) -> None:
    page = lxml_html.fromstring(built.page(PAGE))
    told = [line.text_content() for line in page.xpath('//article//ul[@class="byline"]/li')]
    assert [line for line in told if "妇联" not in line and "2026" not in line] == [
        "约 1 分钟读完", f"作者：{AUTHOR}", "年龄段：7–12岁", f"学校：{SCHOOL}", "形式：绘画",
        "应征：征集：画一画家里的活儿",
    ]  # fmt: skip
    (link,) = page.xpath('//a[text()="征集：画一画家里的活儿"][ancestor::header]/@href')
    assert link == "call.html"


def test_programs_are_told_a_name_and_nothing_more_of_a_person(built: House) -> None:
    (said,) = data_of(built.page(PAGE))
    assert said["@type"] == "VisualArtwork"
    assert said["artform"] == "绘画"
    assert said["author"] == {"@type": "Person", "name": AUTHOR}
    name = said["image"].rpartition("/")[2]
    assert (built.output / "assets" / "pictures" / name).is_file()
    assert SCHOOL not in json.dumps(said, ensure_ascii=False)
    (group,) = data_of(built.page("hunan/works/fish.html"))
    assert (group["@type"], group["author"]) == (
        "CreativeWork", {"@type": "Organization", "name": "示例剪纸队"},
    )  # fmt: skip
    (video,) = data_of(built.page("hunan/works/video.html"))
    assert video["@type"] == "CreativeWork"


def test_feeds_name_who_made_a_work(built: House) -> None:
    assert f"<dc:creator>{AUTHOR}</dc:creator>" in built.page("hunan/works/feed.xml")
    feed = json.loads(built.page("hunan/works/feed.json"))
    authors = {item["title"]: item.get("authors") for item in feed["items"]}
    assert authors[TITLE] == [{"name": AUTHOR}]


def test_no_file_of_the_output_holds_the_consent(built: House) -> None:
    assert says(built, AUTHOR) >= {PAGE, LIST, "hunan/works/feed.json", "hunan/works/atom.xml"}
    assert says(built, "guardian-zeta", "（母亲）", ON, "2026年2月17日", "consent") == set()


@pytest.mark.parametrize(
    "said",
    [
        CONSENT.replace("}", ", withdrawn: 2026-10-30}"),
        CONSENT.replace("}", ", withdrawn: 上周五}"),
        "consent: 撤回\n",
        "consent: {撤回: 2026-10-30}\n",
    ],
)
def test_a_work_whose_consent_is_taken_back_is_gone_everywhere(built: House, said: str) -> None:
    pictures = {p for p in everything_in(built.output) if p.startswith("assets/pictures/")}
    assert len(pictures) > 1
    built.article(PATH, BODY, APPROVED + WORK.replace(CONSENT, said), TITLE)
    report = built.build()
    assert {site.slug for site in report.sites if site.status == "built"} >= {"hunan", "changsha"}
    assert says(built, TITLE, AUTHOR, SCHOOL, "stove") == set()
    assert not pictures & set(everything_in(built.output))
    assert {d.reason for d in report.withheld} == {"withdrawn"}


def test_a_word_of_status_says_so_too(built: House) -> None:
    built.article(PATH, BODY, APPROVED.replace("approved", "撤回同意") + WORK, TITLE)
    assert built.build().problems == ()
    assert says(built, TITLE, AUTHOR, SCHOOL) == set()


def test_it_is_gone_from_sites_that_can_not_be_built_anew(built: House, tmp_path: Path) -> None:
    theme = tmp_path / "broken"
    (theme / "templates").mkdir(parents=True)
    head = WORK.replace(CONSENT, CONSENT.replace("}", ", withdrawn: 2026-10-30}"))
    built.article(PATH, BODY, APPROVED + head, TITLE)
    assert built.build(theme=theme).exit_status == 2
    assert says(built, TITLE, AUTHOR, SCHOOL, "stove") == set()
    assert set(cards_of(built.page(LIST))) == {"征集：画一画家里的活儿", "双鱼窗花", "一分钟家乡话"}


def test_a_work_is_taken_down_at_once(built: House) -> None:
    done = take_down_page(built.output, PATH)
    assert done.left == ()
    assert says(built, TITLE, AUTHOR, SCHOOL) == set()
    assert len(cards_of(built.page("changsha/works/index.html"))) == 3


def test_a_withdrawn_call_leaves_the_pages_of_its_works(built: House) -> None:
    built.article(f"{FOLDER}/call.md", head="status: withdrawn\n" + CALL, title="征集")
    assert {fault.code for fault in built.build().problems} == {"unpublished-link"}
    assert "应征" not in built.page(PAGE)
    assert says(built, "画一画家里的活儿") == set()


def test_a_person_who_did_not_agree_is_not_shown(house: House) -> None:
    works(house)
    house.article(PATH, BODY, APPROVED + WORK.replace(CONSENT, ""), TITLE)
    assert [fault.code for fault in house.build().problems] == ["consent-missing"]
    assert says(house, TITLE, AUTHOR) == set()


def test_hostile_words_stay_words(house: House) -> None:
    works(house)
    evil = "work: {author: '<script>alert(1)</script>', school: '\"><img onerror=x src=y>'}\n"
    house.article(PATH, BODY, APPROVED + evil + CONSENT, "</title><script>alert(2)</script>")
    assert house.build().problems == ()
    for page in (PAGE, LIST, "hunan/index.html", "changsha/works/index.html"):
        text = house.page(page)
        assert "<script>alert" not in text
        assert "<img onerror" not in text
    assert "<script>alert" not in house.page("hunan/works/feed.xml")
    assert data_of(house.page(PAGE))[0]["author"]["name"] == "<script>alert(1)</script>"


def test_a_work_may_stand_in_any_column(house: House) -> None:
    works(house)
    path = "hunan/articles/news/stove.md"
    head = WORK.replace("call.md", "../works/call.md")
    house.article(path, "外婆煮饭。", APPROVED + head, "灶台边")
    assert house.build().problems == ()
    assert f"作者：{AUTHOR}" in house.page("hunan/news/stove.html")
    assert "应征" in house.page("hunan/news/stove.html")


@pytest.fixture
def waiting(house: House) -> House:
    """A house in which a work with its consent waits for its second step."""
    head = "status: submitted\nreview:\n  - {step: first, by: 甲, at: 2026-03-06}\n"
    house.article(
        "hunan/articles/news/stove.md", head=head + WORK.replace(", answers: call.md", "")
    )
    return house


@pytest.mark.parametrize(
    "words",
    [
        ("explain", "content/hunan/articles/news/stove.md"),
        ("queue",),
        ("approve", "content/hunan/articles/news/stove.md", "--step", "second", "--by", "乙",
         "--on", "2026-10-07", "--yes"),
    ],
)  # fmt: skip
def test_reviewers_are_told_of_the_consent(waiting: House, words: tuple[str, ...]) -> None:
    now = () if words[0] == "approve" else ("--now", "2026-11-01")
    done = run_task(waiting, *words, "--content", "content", *now)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"同意展示：{BY}，{ON}" in done.stdout


def test_pages_for_reviewers_say_it_too_and_escape_it(waiting: House) -> None:
    remark = ("同意展示：{by}", (("by", "<b>"),))
    assert "<p>同意展示：&lt;b&gt;</p>" in banner("a.md", "等待", (), [], (remark,))
    (text,) = waiting_in(waiting.check(), waiting.request())
    page = queue_html([text], (), {}).decode()
    assert f"同意展示：{BY}，{ON}" in page
