"""Attacks on the gate: what nobody has reviewed as it is becomes visible in none of these ways.

A federation with people.toml, digests required everywhere and keys in one column. Each attack changes
the content as somebody might who wants a text published that nobody has signed, or does so by mistake;
then everything is built. What comes out is in the table: a reason, and codes.
"""

from __future__ import annotations

import re
import time
from datetime import date
from typing import TYPE_CHECKING

import pytest
from made_files import pdf
from rendering.conftest import picture
from ssh_keys import Key
from town import (
    CHANGSHA,
    FORGED,
    KEYED,
    KEYS,
    OTHER,
    PEOPLE,
    PLAIN,
    STEPS,
    Town,
    built_town,
    copy_of,
)

from lianzhan.kinds.review.digest import signed_page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Town:
    return built_town(tmp_path_factory.mktemp("town"))


@pytest.fixture
def town(untouched: Town, tmp_path: Path) -> Town:
    return copy_of(untouched, tmp_path)


CHANGED, PROBLEMS, AWAITING = "changed-since-review", "problems", "awaiting-review"
NEW = f"{CHANGSHA}/articles/news/new.md"
KNEW = f"{CHANGSHA}/articles/activity/new.md"
Attack = tuple[str, str, "Callable[[Town], object]", str, str]
"""Who attacks how; what is done; the text that should be withheld, and why: reason and codes."""


def hand(*names: str, digest: str = "", days: tuple[int, ...] = (1, 2, 3)) -> tuple[str, ...]:
    """A chain typed by hand."""
    more = f", digest: {digest}" if digest else ""
    steps = zip(("first", "second", "final"), names, days, strict=False)
    return tuple(f"{{step: {s}, by: {n}, at: 2026-03-0{d}{more}}}" for s, n, d in steps)


def copy_signed(town: Town, path: str = PLAIN, to: str = NEW, more: str = "") -> None:
    text = (
        town.read(path).replace("cover: a.png\n", "").replace("![图](a.png)\n\n[附件](f.pdf)\n", "")
    )
    town.put(to, text.replace("title:", f"{more}title:", 1).replace("正文。", FORGED))


def twin(town: Town, path: str, to: str, more: str = "") -> None:
    """Copy a text with its chain, word for word, to another place."""
    town.put(to, town.read(path).replace("title:", f"{more}title:", 1))


CARELESS: tuple[Attack, ...] = (
    ("a character is changed", PLAIN, lambda t: t.edit(PLAIN, "正文。", FORGED), CHANGED, ""),
    (
        "the title is changed",
        PLAIN,
        lambda t: t.edit(PLAIN, "title: 题", f"title: {FORGED}"),
        CHANGED,
        "",
    ),
    (
        "the date is changed",
        PLAIN,
        lambda t: t.edit(PLAIN, "03-08 09:00", "03-08 09:01"),
        CHANGED,
        "",
    ),
    (
        "the summary is changed",
        PLAIN,
        lambda t: t.edit(PLAIN, "summary: 摘要", f"summary: {FORGED}"),
        CHANGED,
        "",
    ),
    (
        "a tag is added",
        PLAIN,
        lambda t: t.edit(PLAIN, "tags: [甲]", f"tags: [甲, {FORGED}]"),
        CHANGED,
        "",
    ),
    (
        "the author is changed",
        PLAIN,
        lambda t: t.edit(PLAIN, "author: 某", f"author: {FORGED}"),
        CHANGED,
        "",
    ),
    ("the author is taken out", PLAIN, lambda t: t.edit(PLAIN, "author: 某\n", ""), CHANGED, ""),
    (
        "a unit is added",
        PLAIN,
        lambda t: t.edit(PLAIN, "author:", f"unit: {FORGED}\nauthor:"),
        CHANGED,
        "",
    ),
    (
        "an end is put off",
        PLAIN,
        lambda t: t.edit(PLAIN, "author:", "expires: 2099-01-01\nauthor:"),
        CHANGED,
        "",
    ),
    (
        "it is offered upward",
        PLAIN,
        lambda t: t.edit(PLAIN, "author:", "offer: province\nauthor:"),
        CHANGED,
        "",
    ),
    (
        "a submitter is added",
        PLAIN,
        lambda t: t.edit(PLAIN, "author:", "submitter: 甲\nauthor:"),
        CHANGED,
        "",
    ),
    ("the cover is another", PLAIN, lambda t: t.edit(PLAIN, "cover: a.png\n", ""), CHANGED, ""),
    (
        "an alternative text is changed",
        PLAIN,
        lambda t: t.edit(PLAIN, "![图]", f"![{FORGED}]"),
        CHANGED,
        "",
    ),
    (
        "a link leads elsewhere",
        PLAIN,
        lambda t: t.edit(PLAIN, "正文。", "[正文。](https://example.org/)"),
        CHANGED,
        "",
    ),
    (
        "a blank line is put between two paragraphs' words",
        PLAIN,
        lambda t: t.edit(PLAIN, "正文。", "正\n\n文。"),
        CHANGED,
        "",
    ),
    (
        "a pixel of its picture is changed",
        PLAIN,
        lambda t: t.house.write(f"{CHANGSHA}/articles/news/x/a.png", picture(40, 31)),
        CHANGED,
        "",
    ),
    (
        "a byte of its attachment is changed",
        PLAIN,
        lambda t: t.house.write(f"{CHANGSHA}/articles/news/x/f.pdf", pdf() + b"\n"),
        CHANGED,
        "",
    ),
    (
        "its picture is missing, and another of that name is found above",
        PLAIN,
        lambda t: (
            t.file(f"{CHANGSHA}/articles/news/x/a.png").unlink(),
            t.house.write("hunan/images/a.png", picture(9, 9)),
        ),
        CHANGED,
        "",
    ),
    (
        "it is moved to another column",
        f"{CHANGSHA}/articles/theory/other.md",
        lambda t: (
            t.file(f"{CHANGSHA}/articles/theory").mkdir(),
            t.file(OTHER).rename(t.file(f"{CHANGSHA}/articles/theory/other.md")),
        ),
        CHANGED,
        "",
    ),
    ("it is renamed", NEW, lambda t: t.file(OTHER).rename(t.file(NEW)), CHANGED, ""),
    (
        "it is moved to another site",
        "hunan/articles/news/other.md",
        lambda t: t.file(OTHER).rename(t.file("hunan/articles/news/other.md")),
        CHANGED,
        "",
    ),
    (
        "it is called approved and nobody has signed",
        NEW,
        lambda t: t.typed(NEW),
        PROBLEMS,
        "review-incomplete",
    ),
    (
        "it is called approved after the first step",
        NEW,
        lambda t: (
            t.typed(NEW, status="submitted"),
            t.sign(NEW, STEPS[0]),
            t.edit(NEW, "submitted", "approved"),
        ),
        PROBLEMS,
        "review-incomplete",
    ),
    ("a typo in the status", NEW, lambda t: t.typed(NEW, status="aproved"), PROBLEMS, "bad-value"),
)
OWN_FOLDER: tuple[Attack, ...] = (
    (
        "a chain typed by hand",
        NEW,
        lambda t: t.typed(NEW, *hand("甲", "乙", "丙")),
        PROBLEMS,
        "review-without-digest",
    ),
    ("a chain copied from another article", NEW, copy_signed, CHANGED, ""),
    ("a text and its chain copied word for word", NEW, lambda t: twin(t, OTHER, NEW), CHANGED, ""),
    (
        "the same in the name of the old place, which still stands",
        NEW,
        lambda t: twin(t, OTHER, NEW, "aliases: [news/other]\n"),
        PROBLEMS,
        "alias-taken",
    ),
    (
        "the same with the old one withdrawn: it comes back",
        NEW,
        lambda t: (
            twin(t, OTHER, NEW, "aliases: [news/other]\n"),
            t.edit(OTHER, "status: approved", "status: withdrawn"),
        ),
        CHANGED,
        "",
    ),
    (
        "the same in upper case",
        NEW,
        lambda t: twin(t, OTHER, NEW, "aliases: [NEWS/Other]\n"),
        PROBLEMS,
        "bad-alias",
    ),
    (
        "an alias that leads to another site's text",
        NEW,
        lambda t: twin(t, OTHER, NEW, "aliases: [../../hunan/articles/news/one]\n"),
        PROBLEMS,
        "bad-alias",
    ),
    (
        "the digest of another file",
        NEW,
        lambda t: t.typed(NEW, *hand("甲", "乙", "丙", digest=t.digest(OTHER))),
        CHANGED,
        "",
    ),
    (
        "a digest that is none",
        NEW,
        lambda t: t.typed(NEW, *hand("甲", "乙", "丙", digest="0" * 64)),
        CHANGED,
        "",
    ),
    (
        "a digest that is a list",
        NEW,
        lambda t: t.typed(NEW, "{step: first, by: 甲, at: 2026-03-01, digest: [a]}"),
        PROBLEMS,
        "bad-value, review-incomplete",
    ),
    (
        "the right digest, by somebody unknown",
        NEW,
        lambda t: t.with_digests(NEW, lambda d: hand("己", "乙", "丙", digest=d)),
        PROBLEMS,
        "review-unknown-person",
    ),
    (
        "by somebody in another spelling",
        NEW,
        lambda t: t.with_digests(NEW, lambda d: hand("（甲）", "乙", "丙", digest=d)),
        PROBLEMS,
        "review-unknown-person",
    ),
    (
        "by somebody whose time is over",
        NEW,
        lambda t: t.with_digests(NEW, lambda d: hand("丁", "乙", "丙", digest=d)),
        PROBLEMS,
        "review-not-entitled",
    ),
    (
        "by somebody of another city",
        NEW,
        lambda t: t.with_digests(NEW, lambda d: hand("戊", "乙", "丙", digest=d)),
        PROBLEMS,
        "review-unknown-person",
    ),
    (
        "steps exchanged among those who may",
        NEW,
        lambda t: t.with_digests(NEW, lambda d: hand("乙", "甲", "丙", digest=d)),
        PROBLEMS,
        "review-not-entitled",
    ),
    (
        "one person twice, by name and id",
        NEW,
        lambda t: t.with_digests(NEW, lambda d: hand("甲", "p1", "丙", digest=d)),
        PROBLEMS,
        "review-not-entitled, review-same-person",
    ),
    (
        "one person twice, with a blank",
        NEW,
        lambda t: t.with_digests(NEW, lambda d: hand("甲", "'甲\\u3000'", "丙", digest=d)),
        PROBLEMS,
        "",
    ),
    (
        "a step of tomorrow",
        NEW,
        lambda t: t.with_digests(
            NEW,
            lambda d: (
                *hand("甲", "乙", digest=d),
                f"{{step: final, by: 丙, at: 2062-03-03, digest: {d}}}",
            ),
        ),
        PROBLEMS,
        "review-future",
    ),
    (
        "steps in another order",
        NEW,
        lambda t: t.with_digests(NEW, lambda d: hand("甲", "乙", "丙", digest=d)[::-1]),
        PROBLEMS,
        "review-order",
    ),
    (
        "a chain of a thousand steps",
        NEW,
        lambda t: t.typed(NEW, *hand("甲", "乙", "丙") * 334),
        PROBLEMS,
        "",
    ),
    (
        "two chains in one head",
        NEW,
        lambda t: (
            t.typed(NEW, *hand("甲", "乙", "丙")),
            t.edit(NEW, "status:", "review: []\nstatus:"),
        ),
        PROBLEMS,
        "",
    ),
    (
        "a step of the policy's own making",
        NEW,
        lambda t: t.with_digests(
            NEW, lambda d: (f"{{step: any, by: 甲, at: 2026-03-01, digest: {d}}}",)
        ),
        PROBLEMS,
        "review-incomplete, review-unknown-step",
    ),
    (
        "who submitted it takes the last step",
        NEW,
        lambda t: (
            t.put(NEW, f"---\ntitle: 题\ndate: 2026-03-08\nsubmitter: 丙\n---\n\n{FORGED}\n"),
            t.put(
                NEW,
                "---\ntitle: 题\ndate: 2026-03-08\nsubmitter: 丙\nstatus: approved\nreview:\n"
                + "".join(f"  - {s}\n" for s in hand("甲", "乙", "丙", digest=t.digest(NEW)))
                + f"---\n\n{FORGED}\n",
            ),
        ),
        PROBLEMS,
        "review-own-text",
    ),
    (
        "a policy of its own in site.toml",
        NEW,
        lambda t: (
            t.typed(NEW, *hand("甲", "乙", "丙")),
            t.put(
                f"{CHANGSHA}/site.toml",
                t.read(f"{CHANGSHA}/site.toml") + '\n[review]\nsteps = ["first"]\n',
            ),
        ),
        PROBLEMS,
        "",
    ),
    (
        "a federation.toml and a people.toml of its own",
        NEW,
        lambda t: (
            t.typed(NEW, *hand("甲", "乙", "丙")),
            t.put(
                f"{CHANGSHA}/federation.toml",
                t.read("federation.toml").replace("required", "accepted"),
            ),
            t.put(f"{CHANGSHA}/people.toml", PEOPLE),
        ),
        PROBLEMS,
        "review-without-digest",
    ),
    (
        "a link to a text that waits elsewhere",
        NEW,
        lambda t: (
            t.typed("hunan/articles/news/w.md", status="submitted"),
            t.file(NEW).symlink_to(t.file("hunan/articles/news/w.md")),
        ),
        AWAITING,
        "",
    ),
    (
        "a text that waits is picked",
        "hunan/changsha/articles/news/w.md",
        lambda t: (
            t.typed(f"{CHANGSHA}/articles/news/w.md", status="submitted"),
            t.edit(f"{CHANGSHA}/articles/news/w.md", "title:", "offer: province\ntitle:"),
            t.put("hunan/picks.toml", f'[[picks]]\narticle = "{CHANGSHA}/articles/news/w.md"\n'),
        ),
        AWAITING,
        "",
    ),
    (
        "a text that waits is linked and quoted",
        NEW,
        lambda t: (t.typed(NEW, status="submitted"), t.edit(OTHER, "别的正文。", "[甲](new.md)")),
        AWAITING,
        "",
    ),
)
NO_KEY: tuple[Attack, ...] = (
    (
        "a chain typed with the right digests",
        KNEW,
        lambda t: t.with_digests(KNEW, lambda d: hand("甲", "乙", "丙", digest=d)),
        PROBLEMS,
        "review-unsigned",
    ),
    (
        "a step signed with one's own key in another's name",
        KNEW,
        lambda t: (t.typed(KNEW), t.typed(KNEW, t.signed_by(KNEW, KEYS["戊"]))),
        PROBLEMS,
        "review-incomplete, review-signature",
    ),
    (
        "a key that nobody knows",
        KNEW,
        lambda t: (t.typed(KNEW), t.typed(KNEW, t.signed_by(KNEW, Key()))),
        PROBLEMS,
        "review-incomplete, review-signature",
    ),
    (
        "a revoked key with a backdated step",
        KNEW,
        lambda t: (
            t.typed(KNEW),
            t.typed(KNEW, t.signed_by(KNEW, KEYS["废"], by="废", person="p7", at=date(2020, 1, 1))),
        ),
        PROBLEMS,
        "review-incomplete, review-key",
    ),
    (
        "a key that had run out that day",
        KNEW,
        lambda t: (
            t.typed(KNEW),
            t.typed(KNEW, t.signed_by(KNEW, KEYS["旧"], by="旧", person="p6")),
        ),
        PROBLEMS,
        "review-incomplete, review-key",
    ),
    ("a signature replayed onto another text", KNEW, lambda t: twin(t, KEYED, KNEW), CHANGED, ""),
    (
        "the same with the digest put right",
        KNEW,
        lambda t: (
            t.typed(KNEW),
            t.put(
                KNEW,
                re.sub(
                    r"digest: \w+",
                    f"digest: {t.digest(KNEW)}",
                    t.read(KEYED).replace("正文。", FORGED).replace("title: 钥", "title: 题"),
                ),
            ),
        ),
        PROBLEMS,
        "review-signature",
    ),
    (
        "a signature for another place",
        KNEW,
        lambda t: (
            t.typed(KNEW),
            t.typed(KNEW, t.signed_by(KNEW, KEYS["甲"], page=signed_page(KEYED))),
        ),
        PROBLEMS,
        "review-incomplete, review-signature",
    ),
    (
        "a signature for another step",
        KNEW,
        lambda t: (
            t.typed(KNEW),
            t.typed(KNEW, t.signed_by(KNEW, KEYS["甲"], signed_step="second")),
        ),
        PROBLEMS,
        "review-incomplete, review-signature",
    ),
    (
        "a signature of another day",
        KNEW,
        lambda t: (
            t.typed(KNEW),
            t.typed(KNEW, t.signed_by(KNEW, KEYS["甲"], signed_at=date(2026, 3, 6))),
        ),
        PROBLEMS,
        "review-incomplete, review-signature",
    ),
    (
        "a signature for another purpose (git)",
        KNEW,
        lambda t: (t.typed(KNEW), t.typed(KNEW, t.signed_by(KNEW, KEYS["甲"], namespace="git"))),
        PROBLEMS,
        "review-incomplete, review-signature",
    ),
    (
        "a signature that is none",
        KNEW,
        lambda t: t.with_digests(
            KNEW,
            lambda d: tuple(
                s.replace("}", ", signature: AAAA}") for s in hand("甲", "乙", "丙", digest=d)
            ),
        ),
        PROBLEMS,
        "review-signature",
    ),
    (
        "a signature of a megabyte",
        KNEW,
        lambda t: t.with_digests(
            KNEW,
            lambda d: tuple(
                s.replace("}", f", signature: {'A' * 30_000}}}")
                for s in hand("甲", "乙", "丙", digest=d)
            ),
        ),
        PROBLEMS,
        "",
    ),
    (
        "the day of a signed step is changed",
        KEYED,
        lambda t: t.edit(KEYED, "by: 丙, at: 2026-03-07", "by: 丙, at: 2026-03-08"),
        PROBLEMS,
        "review-signature",
    ),
    (
        "the names of a signed chain are exchanged",
        KEYED,
        lambda t: t.edit(KEYED, "by: 甲", "by: 旧"),
        PROBLEMS,
        "review-signature",
    ),
    ("words of a signed text are changed", KEYED, lambda t: t.forge(KEYED), CHANGED, ""),
    (
        "a column of its own by the same name",
        KNEW,
        lambda t: (
            t.with_digests(KNEW, lambda d: hand("甲", "乙", "丙", digest=d)),
            t.put(
                f"{CHANGSHA}/site.toml",
                t.read(f"{CHANGSHA}/site.toml")
                + '\n[[columns]]\nslug = "activity"\ntitle = "网上行"\n',
            ),
        ),
        PROBLEMS,
        "",
    ),
)
ATTACKS = (*CARELESS, *OWN_FOLDER, *NO_KEY)


@pytest.mark.parametrize(
    ("path", "attack", "reason", "codes"),
    [attack[1:] for attack in ATTACKS],
    ids=[attack[0] for attack in ATTACKS],
)
def test_nothing_unreviewed_becomes_visible(
    town: Town, path: str, attack: Callable[[Town], object], reason: str, codes: str
) -> None:
    attack(town)
    report = town.house.build()
    decisions = {decision.path: decision for decision in report.withheld}
    decision = decisions.get(path)
    if decision is None:  # what can't be read at all is no text
        assert codes == ""
        assert any(fault.path.startswith(CHANGSHA) and fault.is_error for fault in report.problems)
    else:
        assert decision.reason == (PROBLEMS if codes and reason == CHANGED else reason)
        assert all(
            code in dict(decision.details)["codes"] for code in filter(None, codes.split(", "))
        )
    for file in town.house.output.rglob("*"):
        if file.is_file() and not file.is_symlink():
            assert FORGED.encode() not in file.read_bytes(), file
    site, column, name = page_of(path)
    page = town.house.output / site / column / f"{name}.html"
    assert not page.is_file() or 'http-equiv="refresh"' in page.read_text("utf-8")


def page_of(path: str) -> tuple[str, str, str]:
    site, _, rest = path.partition("/articles/")
    column, _, name = rest.partition("/")
    return site.rpartition("/")[2], column, name.removesuffix("/index.md").removesuffix(".md")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: 题\ndate: 2026-03-08 09:00\n", "date: 2026-03-08 09:00\ntitle:   '题'\n"),
        ("tags: [甲]", "tags:\n  - 甲"),
        ("\n", "\r\n"),
        ("---\ntitle", "\ufeff---\ntitle"),
        ("[附件](f.pdf)\n", "[附件](f.pdf)\n\n\n"),
        ("author: 某", "# 注\nauthor:   某"),
        ("author:", "aliases: [news/before]\nauthor:"),
    ],
)
def test_what_changes_no_word_keeps_a_text_published(town: Town, old: str, new: str) -> None:
    text = town.read(PLAIN)
    assert old in text
    town.house.write(PLAIN, text.replace(old, new, 1 if old != "\n" else -1).encode())
    assert town.house.build().withheld == ()


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("federation.toml", 'title = "市州"\n', 'title = "市州"\nsignatures = "required"\n'),
        ("federation.toml", 'slug = "news"\n', 'slug = "news"\nsignatures = "required"\n'),
        ("federation.toml", "[review]\n", '[review]\nsteps = ["second", "first", "final"]\n'),
        ("people.toml", 'name = "乙"', 'name = "别"'),
        ("people.toml", 'steps = ["final"]', 'steps = ["first"]'),
        ("people.toml", 'name = "丙"\n', 'name = "丙"\nuntil = 2026-03-06\n'),
    ],
)
def test_a_stricter_rule_holds_at_once_for_what_is_cached_and_live(
    town: Town, file: str, old: str, new: str
) -> None:
    time.sleep(0.2)  # what changed within a tenth of a second is never taken from the cache
    town.house.build()
    town.edit(file, old, new)
    report = town.house.build()
    assert {PLAIN, OTHER} <= {decision.path for decision in report.withheld}
    status = {site.slug: site.status for site in report.sites}["changsha"]
    stands = (town.house.output / "changsha/news/x.html").exists()
    assert (status, stands) in (("built", False), ("kept", True))  # kept: its top slot is empty


def test_a_revoked_key_takes_what_it_signed_off_line(town: Town) -> None:
    key = KEYS["乙"].text
    time.sleep(0.2)
    town.house.build()
    town.edit("people.toml", f'keys = ["{key}"]', f'keys = [{{key = "{key}", revoked = true}}]')
    assert {decision.path for decision in town.house.build().withheld} == {KEYED}


def test_there_are_sixty_of_them_at_least() -> None:
    assert len(ATTACKS) >= 60
