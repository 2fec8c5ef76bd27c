"""What Markdown has no marks for: line ends, captions, cards, signatures, addresses."""

from __future__ import annotations

import pytest

from lianzhan.reading.body import parse_body
from lianzhan.reading.body.finishing import PLATFORMS, platform_of
from reading.body.as_read import html_of


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("自强不息，厚\n德载物。\n好", "自强不息，厚德载物。好"),
        ("甲**乙**\n*丙*", "甲<strong>乙</strong><em>丙</em>"),
        ("甲\nabc\n乙", "甲\nabc\n乙"),
        ("甲  \n乙", "甲<br>\n乙"),
        ("“甲”\n（乙）", "“甲”（乙）"),
        ("100\n人", "100\n人"),
    ],
)
def test_a_line_end_between_chinese_characters_is_nothing(text: str, made: str) -> None:
    assert parse_body(text, "x.md", 1)[0].html.strip() == f"<p>{made}</p>"


def test_a_summary_has_no_blank_there_either() -> None:
    assert parse_body("厚\n德载物\n\n乙", "x.md", 1)[0].excerpt == "厚德载物 乙"


def test_line_ends_of_code_stay() -> None:
    assert "甲\n乙" in html_of("```\n甲\n乙\n```\n\n丙\n丁")
    assert "丙丁" in html_of("```\n甲\n乙\n```\n\n丙\n丁")


def test_the_title_of_a_picture_alone_is_its_caption() -> None:
    made = html_of('![三人在浇水](a.jpg "图为现场")\n\n甲![乙](b.jpg "丙")丁')
    assert (
        '<figure><img src="a.jpg" alt="三人在浇水"><figcaption>图为现场</figcaption></figure>'
        in made
    )
    assert '<img src="b.jpg" alt="乙" title="丙">' in made


@pytest.mark.parametrize("host", [*PLATFORMS, *(f"www.{host}" for host in PLATFORMS)])
def test_a_link_to_a_video_platform_alone_is_a_card(host: str) -> None:
    assert platform_of(host)
    made = html_of(f"前文\n\nhttps://{host}/video/1\n\n[看视频](https://{host}/2)")
    assert made.count('<p class="video-card">') == 2
    assert "视频视频" not in made


@pytest.mark.parametrize("host", ["example.org", "notbilibili.com", "bilibili.com.example.org"])
def test_other_hosts_are_no_platforms(host: str) -> None:
    assert platform_of(host) == ""


def test_within_a_sentence_a_video_is_a_link() -> None:
    assert "video-card" not in html_of("请看[视频](https://www.bilibili.com/video/1)。")


@pytest.mark.parametrize(
    "text",
    [
        "正文。\n\n某某县妇联\n\n2026年3月8日",
        "正文。\n\n某某县妇联  \n2026年3月8日",
        "正文。\n\n　　某某县妇联\n\n　　二〇二六年三月八日\n",
        "正文。\n\n2026年3月8日",
        "正文。[^1]\n\n某某县妇联\n\n2026年3月8日\n\n[^1]: 注",
    ],
)
def test_the_name_and_date_at_the_end_stand_at_the_right(text: str) -> None:
    made = html_of(text)
    assert 'class="signature"' in made
    assert made.startswith("<p>正文。")


@pytest.mark.parametrize("text", ["正文。\n\n活动在2026年3月8日", "2026年3月8日\n\n正文。"])
def test_a_date_elsewhere_is_no_signature(text: str) -> None:
    assert "signature" not in html_of(text)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("请看https://a.cn/b，谢谢", "https://a.cn/b"),
        ("请看（https://a.cn/b）", "https://a.cn/b"),
        ("(https://a.cn/b_(c))", "https://a.cn/b_(c)"),
        ("https://a.cn/b?c=1&d=2。", "https://a.cn/b?c=1&amp;d=2"),
        ("https://a.cn/~b.", "https://a.cn/~b"),
        ("[https://a.cn/b]", "https://a.cn/b"),
        ("（https://a.cn/b[1]）", "https://a.cn/b[1]"),
    ],
)
def test_an_address_is_a_link(text: str, address: str) -> None:
    assert f'<a href="{address}">{address}</a>' in html_of(text)


def test_an_address_without_its_scheme_is_a_link_too() -> None:
    assert '<a href="http://www.a.cn/b">www.a.cn/b</a>' in html_of("见www.a.cn/b。")


@pytest.mark.parametrize(
    "text",
    [
        "[https://a.cn](https://b.cn)",
        "`https://a.cn`",
        "<a href='https://b.cn'>见 https://a.cn</a>",
        "https://，",
    ],
)
def test_what_is_a_link_or_code_already_stays_so(text: str) -> None:
    assert '<a href="https://a.cn' not in html_of(text)
    assert 'href="https://，' not in html_of(text)


def test_a_number_with_marks_within_is_one() -> None:
    assert '<a href="tel:073188886666">0731-88886666</a>' in html_of("电话0731\\-88886666")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("邮箱：fulian@women.org.cn，请来信", "fulian@women.org.cn"),
        ("a.b-c+d@x-y.com.", "a.b-c+d@x-y.com"),
        ("（甲@x.cn）m@x.cn、", "m@x.cn"),
        ("**m@x.cn**", "m@x.cn"),
    ],
)
def test_a_mail_address_is_a_link(text: str, address: str) -> None:
    assert f'<a href="mailto:{address}">{address}</a>' in html_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "m@x",
        "@某人 你好",
        "m@x.c",
        "https://m@x.cn/b",
        "`m@x.cn`",
        "[m@x.cn](b.md)",
        "m@x.cn@y.cn",
        f"{'a' * 65}@x.cn",
        "## m@x.cn",
    ],
)
def test_what_is_no_mail_address_or_a_link_already_stays(text: str) -> None:
    assert "mailto:" not in html_of(text)
