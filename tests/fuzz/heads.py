"""Damage of heads: dates, keys, marks, and heads of other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

    from fuzz.draft import Draft

_DATES = (
    "2026", "2026-05", "2026-02-30", "2026-13-01", "0000-00-00", "9999-12-31", "1949-10-01", "2199-12-31", "2027-01-01",
    "2026/3/8", "2026年3月8日", "2026.3.8", "８月", "２０２６-０３-０８", "08-03-2026", "March 8, 2026", "今天", "", "~", "null", "[]",
    "{}", "2026-03-08T09:00:00Z", "2026-03-08T09:00:00+08:00", "2026-03-08 25:00", "2026-03-08 09:00:61", "2026-03-08  09:00",
    "'2026-03-08'", '"2026-03-08', "2026-03-08 # 注", "2026-3-8T", "-2026-03-08", "1e9", "1772931600", "2026-03-08\x00",
)  # fmt: skip
_KEYS = (
    "save_as: index.html", "Save_as: ../../x.html", "url: javascript:alert(1)", "slug: ../x", "template: base", "Settings: x",
    "settings: {SITEURL: x}", "lang: en", "translation: true", "category: 理论学习", "column: theory", "Title: 另一", "TITLE: x",
    "titel: x", "draft: true", "Status: draft", "status: draft", "status: hidden", "pinned: true", "__class__: x", "get: x", "items: [1]",
    "x: !!python/object/apply:os.system [id]", "x: &a [*a]", "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]", "<<: {status: approved}",
    "? x\n: y", "- x", "  x: y", "\tx: y", "x", ": x", "'': x", "1: 2", "true: false", "2026-03-08: x", "aliases: [../../etc/x]",
    "aliases: /index.html", "标题: x", "作者：甲", "author: [甲, 乙]", "author: {name: 甲}", "author: <script>alert(1)</script>",
    "tags: x", "tags: [[x]]", "tags: {x: y}", "tags: ['<b>', '../x', 'a/b', '事实', '实施', '']", "tags: [" + "x," * 500 + "]",
    "summary: <img src=x onerror=alert(1)>", "summary: {{ 7*7 }}", "summary: |\n  多\n  行", "summary: >-\n  折", "summary: '未闭合",
    "unit: &amp;", "offer: province", "offer: nation", "offer: [city]", "campaign: x", "expires: 2026-03-09", "expires: 2099-01-01", "expires: x",
    "kind: repost", "kind: x", "source: x", "source: {name: x, url: x}", "source: {url: 'https://h/'}", "source: [x]", "review: x", "review: []",
    "review:\n  - {step: first, by: 甲, at: x}", "review: {step: first, by: 甲, at: 2026-03-01}",
)  # fmt: skip
_TITLES = (
    "", "''", "~", "[]", "{a: b}", "x" * 61, "字" * 60, "字" * 61, "<script>alert(1)</script>", "</title><script>alert(1)</script>",
    "'\"><img src=x onerror=alert(1)>'", "'&amp; &lt; &#0; &#8; &#xd800; &#x202e;'", "'{{ config }} {% raw %} {# x #}'", "a: b", "a # b",
    "'a # b'", "\"\\u0008\\x00\\ud800\"", "\"\\u202e\"", "'\u202e反'", "'\u200b'", "'\u00a0'", "'\u3000'", "😀", "'*斜* `码` [x](y)'", "- x", "? x", "! x",
    "!!binary aGk=", "&a x", "*a", "|\n  多\n  行", ">\n  折", "@x", "`x`", "%x", "'未闭合", '"未闭合', "0x10", "1_000", "yes", ".inf", "2026-03-08",
    "]]>", "'<![CDATA[x]]>'", "<!--", "&nbsp;", "'a\tb'",
)  # fmt: skip
_OTHERS = (
    ('+++\ntitle = "x"\ndate = 2026-03-08\n+++\n\n', "TOML"),
    ('{"title": "x", "date": "2026-03-08"}\n\n', "JSON"),
    ("Title: x\nDate: 2026-03-08\nStatus: approved\n\n", "Pelican"),
    ("title: x\ndate: 2026-03-08\n---\n\n", "Jekyll without its first line"),
    ("", "none"),
    ("\n\n", "blank lines before it"),
    ("---\n---\n", "an empty one before it"),
    ("--- # 注\n", "a comment on its line"),
)


def odd_date(draft: Draft, chance: Random) -> None:
    """The date is none, or is written in another way."""
    draft.set(chance.choice(("date", "date", "date", "expires")), chance.choice(_DATES))


def odd_title(draft: Draft, chance: Random) -> None:
    """The title is one that YAML, HTML or feeds read in their own way."""
    draft.set(
        chance.choice(("title", "title", "summary", "author", "unit")), chance.choice(_TITLES)
    )


def odd_key(draft: Draft, chance: Random) -> None:
    """A line stands in the head that should not, or not like this."""
    draft.head.insert(chance.randint(0, len(draft.head)), chance.choice(_KEYS))


def odd_line(draft: Draft, chance: Random) -> None:
    """A line of the head is doubled, lost, indented, cut, or loses a mark."""
    place = chance.randrange(len(draft.head))
    line = draft.head[place]
    cut = chance.randint(0, len(line))
    ways = (
        [line, line], [], [f" {line}"], [f"\t{line}"], [line[:cut]], [line[:cut], line[cut:]], [line.replace(":", "：", 1)],
        [line.replace(": ", ":", 1)], [line.replace("[", "").replace("{", "")], [line.replace("]", "").replace("}", "")],
        [line + " # 注"], [line + "'"], ['"' + line], [line.upper()], [line.replace(",", "，")], [line + "\x00"], [""], ["..."], ["---"],
    )  # fmt: skip
    draft.head[place : place + 1] = chance.choice(ways)


def odd_frame(draft: Draft, chance: Random) -> None:
    """The lines around the head are missing, or not quite what they are."""
    marks = (
        "",
        "--\n",
        "----\n",
        "--- \n",
        "---\t\n",
        "－－－\n",
        "—\n",
        "***\n",
        "\n---\n",
        " ---\n",
        "...\n",
        "---",
    )
    if chance.random() < 0.5:
        draft.opening = chance.choice(marks)
    else:
        draft.closing = "\n" + chance.choice(marks)


def other_head(draft: Draft, chance: Random) -> None:
    """Another program's head, before ours or in its place."""
    text, _ = chance.choice(_OTHERS)
    draft.opening = text + (draft.opening if chance.random() < 0.5 else "")


def pelican_head(draft: Draft, chance: Random) -> None:
    """The head without its marks, and its keys in capitals, as Pelican writes them."""
    draft.opening, draft.closing = "", "\n\n"
    draft.head = [line.capitalize() for line in draft.head if chance.random() < 0.9]


HEADS = (
    odd_date,
    odd_title,
    odd_title,
    odd_key,
    odd_key,
    odd_line,
    odd_frame,
    other_head,
    pelican_head,
)
