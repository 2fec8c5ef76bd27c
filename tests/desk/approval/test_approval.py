"""Signing writes one step into a file's head and leaves every other byte as it was."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import conftest
import pytest
from conftest import APPROVED

from lianzhan.desk.approval import (
    OUTCOMES,
    Desk,
    Signature,
    Signing,
    approve,
    read_texts,
    renew,
    texts_below,
)
from lianzhan.model.federation import Column, Federation, Level, ReviewPolicy, Site

if TYPE_CHECKING:
    from conftest import House

ON = date(2026, 3, 7)
NOW = datetime(2026, 3, 7, 15, 59, tzinfo=UTC)
"""The last minute of that day in Shanghai."""
FIRST = Signature("first", "甲", ON)
NEWS = Column("news", "工作动态", ("city",))
FEDERATION = replace(
    conftest.FEDERATION,
    levels=(Level("city", "市州"),),
    columns=(NEWS,),
    sites=(Site("hunan", "湖南省妇联", "city", "hunan", (NEWS,)),),
)
ARTICLE = "hunan/articles/news/a.md"
DIGEST = re.compile(r", digest: [0-9a-f]{64}")


def sign(
    raw: bytes, signature: Signature, federation: Federation = FEDERATION, now: datetime = NOW
) -> tuple[Signing, bytes | None]:
    """Sign an article of these bytes, whatever else is wrong with it; return what it has then."""
    with TemporaryDirectory() as folder:
        file = Path(folder, ARTICLE)
        file.parent.mkdir(parents=True)
        file.write_bytes(raw)
        desk = Desk(Path(folder), federation, now)
        signing = approved(desk, ARTICLE, signature, anyway=True)
        after = file.read_bytes()
    assert signing.is_refused == (after == raw)
    return signing, None if signing.is_refused else DIGEST.sub("", after.decode()).encode()


def approved(desk: Desk, path: str, signature: Signature, *, anyway: bool = False) -> Signing:
    """Sign what is found at a path."""
    found = read_texts(desk, [path])
    for unread, reason in found.unread.items():
        return Signing(unread, "unreadable", (("reason", reason),))
    (text,) = found.texts.values()
    return approve(desk, text, signature, anyway=anyway)


def signed(text: str, *signatures: Signature) -> tuple[list[str], str]:
    """Sign a text; return the outcomes and the text after, line ends and mark as they are."""
    raw, outcomes = text.encode(), []
    for signature in signatures:
        signing, data = sign(raw, signature)
        OUTCOMES[signing.outcome].format(**dict(signing.details))
        raw = data if data is not None else raw
        outcomes.append(signing.outcome)
    return outcomes, raw.decode()


def chain(*people: str) -> tuple[Signature, ...]:
    steps = ("first", "second", "final")
    return tuple(Signature(step, by, ON) for step, by in zip(steps, people, strict=False))


def step(name: str, by: str) -> str:
    return f"{{step: {name}, by: {by}, at: 2026-03-07}}"


ALL = tuple(step(s, by) for s, by in (("first", "甲"), ("second", "乙"), ("final", "丙")))


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            "title: 一  # 注\nstatus: submitted\n",
            "title: 一  # 注\nstatus: approved\nreview:\n  - {0}\n  - {1}\n  - {2}\n",
        ),
        (
            "# 注\n\ntitle: 一\n",
            "# 注\n\ntitle: 一\nreview:\n  - {0}\n  - {1}\n  - {2}\nstatus: approved\n",
        ),
        (
            "review:\n- {0}  # 初审\n\n# 待签\nStatus: 'submitted' # 状态\n",
            "review:\n- {0}  # 初审\n- {1}\n- {2}\n\n# 待签\nStatus: approved # 状态\n",
        ),
        (
            (
                "review:\n    - step: first\n      by: 甲\n      at: 2026-03-07\n"
                "\ntitle: 一\nstatus:\n"
            ),
            (
                "review:\n    - step: first\n      by: 甲\n      at: 2026-03-07\n"
                "    - {1}\n    - {2}\n\ntitle: 一\nstatus: approved\n"
            ),
        ),
        (
            "review: # 空\ntitle: 一\n",
            "review: [{0}, {1}, {2}] # 空\ntitle: 一\nstatus: approved\n",
        ),
        (
            "title: 通知: 放假 #一\nunit: “处” \ntags: [a] # 注\nreview: [{0}] # 审\n",
            (
                "title: 通知: 放假 #一\nunit: “处” \ntags: [a] # 注\n"
                "review: [{0}, {1}, {2}] # 审\nstatus: approved\n"
            ),
        ),
        ("review: ~\nstatus: ''\n", "review: [{0}, {1}, {2}]\nstatus: approved\n"),
        ("review: [ ]\n", "review: [{0}, {1}, {2} ]\nstatus: approved\n"),
        ("review: [{0},]\n", "review: [{0}, {1}, {2},]\nstatus: approved\n"),
        ("review: {0}\n", "review: [{0}, {1}, {2}]\nstatus: approved\n"),
        (
            'review: [\n  {0},\n  {{"step": second, by: 乙, at: 2026-03-07}}]\n',
            (
                'review: [\n  {0},\n  {{"step": second, by: 乙, at: 2026-03-07}}, {2}]\n'
                "status: approved\n"
            ),
        ),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_yaml_head_keeps_every_other_byte(
    head: str, expected: str, ending: str, mark: str
) -> None:
    def whole(inside: str) -> str:
        text = f"---\n{inside.format(*ALL)}---\n\n正文\x08。\nreview: x\n"
        return mark + text.replace("\n", ending)

    before = whole(head)
    missing = [s for s in chain("甲", "乙", "丙") if f"{s.step}, by: {s.by}" not in before]
    missing = [s for s in missing if f"{s.step}\n      by" not in before.replace(ending, "\n")]
    missing = [s for s in missing if f'"step": {s.step}' not in before]
    outcomes, after = signed(before, *missing)
    assert outcomes == ["signed"] * (len(missing) - 1) + ["approved"]
    assert after == whole(expected)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            "Title: 一\nStatus: submitted\n",
            "Title: 一\nStatus: approved\nreview: {0}\n    {1}\n    {2}\n",
        ),
        (
            "Title: 一\n  ",
            "Title: 一\nreview: {0}\n    {1}\n    {2}\nstatus: approved\n  ",
        ),
        (
            "Review: {0}\nStatus:\nTitle: 一\n    二\n",
            "Review: {0}\n    {1}\n    {2}\nStatus: approved\nTitle: 一\n    二\n",
        ),
        (
            "Review:  \nTitle: 一\nstatus:   submitted  \n",
            "Review:   {0}\n    {1}\n    {2}\nTitle: 一\nstatus:   approved  \n",
        ),
        ("Review: [{0}]\nTitle: 一\n", "Review: [{0}, {1}, {2}]\nTitle: 一\nstatus: approved\n"),
        ("Review: []\n", "Review: [{0}, {1}, {2}]\nstatus: approved\n"),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_pelican_head_keeps_every_other_byte(head: str, expected: str, ending: str) -> None:
    def whole(inside: str) -> str:
        return f"\n{inside.format(*ALL)}\n正文。\n".replace("\n", ending)

    before = whole(head)
    missing = [s for s in chain("甲", "乙", "丙") if f"{s.step}, by: {s.by}" not in before]
    outcomes, after = signed(before, *missing)
    assert outcomes == ["signed"] * (len(missing) - 1) + ["approved"]
    assert after == whole(expected)


def test_a_pelican_head_that_ends_the_file_gets_a_line_end() -> None:
    assert signed("Title: 一", FIRST) == (["signed"], f"Title: 一\nreview: {ALL[0]}\n")


def test_names_are_quoted_where_yaml_needs_it_and_read_back() -> None:
    names = ('张 三: "三审"', "{李四}, #2", "王五\u3000'五'")
    outcomes, text = signed("---\ntitle: 一\n---\n", *chain(*names))
    assert outcomes == ["signed", "signed", "approved"]
    assert "by: '张 三: \"三审\"', at" in text


@pytest.mark.parametrize(
    ("review", "signature", "outcome"),
    [
        (0, Signature("second", "甲", ON), "out-of-order"),
        (1, Signature("final", "乙", ON), "out-of-order"),
        (1, Signature("first", "乙", ON), "repeated"),
        (3, Signature("final", "丁", ON), "repeated"),
        (1, Signature("second", "甲", ON), "same-person"),
        (1, Signature("second", "甲 ", ON), "same-person"),
        (1, Signature("second", "乙", date(2026, 3, 6)), "too-early"),
        (0, Signature("fourth", "甲", ON), "unknown-step"),
        (0, Signature("first", " \x08", ON), "no-name"),
        (0, Signature("first", "（\u3164）", ON), "no-name"),
        (1, Signature("second", "「甲\u0301」", ON), "same-person"),
        (0, Signature("first", "甲", date(2026, 3, 8)), "too-late"),
        (2, Signature("final", "丙", date(2027, 3, 7)), "too-late"),
    ],
)
def test_a_step_that_is_not_due_is_refused(review: int, signature: Signature, outcome: str) -> None:
    _, before = signed("---\ntitle: 一\n---\n", *chain("甲", "乙", "丙")[:review])
    assert signed(before, signature) == ([outcome], before)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("没有稿头\n", "unreadable"),
        ("---\ntitle: [a] b\n---\n", "unreadable"),
        ("---\nstatus: withdrawn\n---\n", "withdrawn"),
        ("---\nstatus: aproved\n---\n", "unreadable"),
        ("---\nstatus: submitted\nStatus: submitted\n---\n", "unreadable"),
        ("---\nreview: 甲\n---\n", "unreadable"),
        ("---\nreview:\n  - {step: first, by: 甲, at: 昨天}\n---\n", "unreadable"),
        (("---\nreview:\n  - {step: final, by: 甲, at: 2026-03-01}\n"
         "  - {step: first, by: 乙, at: 2026-03-01}\n---\n"), "chain-broken"),
        ("---\nreview:\n  - {step: first, by: 乙, at: 2026-03-08}\n---\n", "chain-broken"),
        ("---\nreview:\n  - {step: first, by: （）, at: 2026-03-07}\n---\n", "chain-broken"),
        ("---\nreview:\n  step: first\n  by: 甲\n  at: 2026-03-01\n---\n", "unusual-head"),
        ("---\n{title: 一}\n---\n", "unusual-head"),
    ],
)  # fmt: skip
def test_a_file_that_can_not_be_signed_is_refused(text: str, outcome: str) -> None:
    due = Signature("second", "丁", ON) if "review:\n  step" in text else FIRST
    outcomes, after = signed(text, due)
    assert (outcomes, after) == ([outcome], text)


def test_other_faults_of_a_head_do_not_keep_it_from_being_signed() -> None:
    outcomes, text = signed("---\ntitel: 一\ndate: 明天\n---\n", FIRST)
    assert outcomes == ["signed"]
    assert text.startswith("---\ntitel: 一\ndate: 明天\nreview:\n")


def test_lists_and_tables_of_a_head_stay() -> None:
    head = "tags: [普法, 阅读]\nsource: {name: 人民网, url: https://a.example/}\n"
    assert signed(f"---\n{head}---\n", FIRST) == (
        ["signed"],
        f"---\n{head}review:\n  - {ALL[0]}\n---\n",
    )


def test_what_is_called_approved_too_early_becomes_so_with_the_last_step() -> None:
    outcomes, text = signed("---\nstatus: approved\n---\n", *chain("甲", "乙", "丙"))
    assert outcomes == ["signed", "signed", "approved"]
    assert text.startswith("---\nstatus: approved\nreview:\n")


def test_a_day_can_be_signed_from_its_midnight_on_where_the_federation_is() -> None:
    raw = b"---\ntitle: a\n---\n"
    midnight = datetime(2026, 3, 6, 16, tzinfo=UTC)
    before, _ = sign(raw, FIRST, now=midnight - timedelta(seconds=1))
    assert before.outcome == "too-late"
    assert dict(before.details)["today"] == "2026-03-06"
    assert sign(raw, FIRST, now=midnight)[0].outcome == "signed"


def test_a_policy_of_one_step_needs_one() -> None:
    federation = replace(FEDERATION, review=ReviewPolicy(("final",)))
    signing, data = sign(b"---\ntitle: a\n---\n", Signature("final", "甲", ON), federation)
    assert signing.outcome == "approved"
    assert data is not None
    assert b"status: approved" in data


def test_today_is_that_of_the_federation() -> None:
    desk = Desk(Path(), FEDERATION, datetime(2026, 3, 6, 18, tzinfo=UTC))
    assert desk.there.date() == ON


def desk_of(house: House) -> Desk:
    return Desk(house.content, house.federation, NOW)


def test_an_article_that_three_persons_signed_is_published(house: House) -> None:
    path = house.article("hunan/articles/news/new.md", head="")
    desk = desk_of(house)
    for number, signature in enumerate(chain("甲", "乙", "丙"), 1):
        assert house.check().decisions[path].reason == "awaiting-review"
        assert approved(desk, path, chain("", "", "")[2]).is_refused
        signing = approved(desk, path, signature)
        assert signing.outcome == ("approved" if number == 3 else "signed")
    assert house.codes() == []
    assert house.check().decisions[path].approved


def at(house: House, path: str = ARTICLE) -> str:
    return house.check().decisions[path].reason


def test_a_changed_text_is_signed_anew_from_the_step_on_that_was_for_another(house: House) -> None:
    house.article(ARTICLE, head="")
    desk = desk_of(house)
    for signature in chain("甲", "乙", "丙"):
        approved(desk, ARTICLE, signature)
    file = house.content / ARTICLE
    assert len(set(re.findall(r"digest: (\w{64})\b", file.read_text("utf-8")))) == 1
    file.write_text(file.read_text("utf-8").replace("正文。", "改过。"), "utf-8")
    assert at(house) == "changed-since-review"
    assert approved(desk, ARTICLE, chain("", "", "丙")[2]).outcome == "out-of-order"
    assert approved(desk, ARTICLE, FIRST).outcome == "signed"
    text = file.read_text("utf-8")
    assert (text.count("{step:"), "status: submitted" in text) == (1, True)
    assert at(house) == "awaiting-review"
    for signature in chain("甲", "丁", "丙")[1:]:
        approved(desk, ARTICLE, signature)
    assert at(house) == "published"


@pytest.mark.parametrize(
    "head",
    [
        "review:\n  - {0}\n  # 复审\n  - {1}\n  - {2}  # 终审\n# 完\n",
        "review:\n- {0}\n-   step: second\n    by: 乙\n    at: 2026-03-07\n- {2}\n",
        "review: [{0}, {1}, {2}] # 注\n",
        "review: [\n  {0},\n  {1},\n  {2}\n]\n",
        "Review: {0}\n    {1}\n    {2}\n",
        "Review: [{0}, {1}, {2}]\n",
    ],
)
@pytest.mark.parametrize("keep", [0, 1, 2])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_steps_for_another_text_give_way_to_the_new_one(
    head: str, keep: int, ending: str, house: House
) -> None:
    """Whichever way a chain is written, and however many of its steps still count."""
    more, chain_of_three = "Title: 一\nDate: 2026-03-01\n", head.format(*ALL)
    is_pelican = head.startswith("Review")
    text = f"{chain_of_three}{more}\n" if is_pelican else f"---\n{more}{chain_of_three}---\n"
    house.write(ARTICLE, f"{text}正文\n".replace("\n", ending))
    desk = desk_of(house)
    assert renewed(desk).outcome == "renewed"
    file = house.content / ARTICLE
    raw = file.read_bytes().decode()
    right = re.findall(r"digest: (\w{64})", raw)
    assert len(right) == 3
    place = [found.start(1) for found in re.finditer(r"digest: (\w{64})", raw)][keep]
    file.write_bytes((raw[:place] + ("a" * 64) + raw[place + 64 :]).encode())
    step, by = (("first", "戊"), ("second", "戊"), ("final", "戊"))[keep]
    assert approved(desk, ARTICLE, Signature(step, by, ON)).outcome == (
        "approved" if keep == 2 else "signed"
    )
    after = file.read_bytes().decode()
    assert (after.count("digest:"), after.count("戊"), after.count("正文")) == (keep + 1, 1, 1)
    assert ("\r" in after) == (ending == "\r\n")
    assert at(house) == ("published" if keep == 2 else "awaiting-review")


def renewed(desk: Desk, path: str = ARTICLE) -> Signing:
    (text,) = read_texts(desk, [path]).texts.values()
    return renew(desk, text)


def test_old_chains_get_digests_but_for_texts_that_were_changed(house: House) -> None:
    house.article(ARTICLE)
    desk, file = desk_of(house), house.content / ARTICLE
    before = file.read_text("utf-8")
    assert renewed(desk) == Signing(ARTICLE, "renewed", (("count", "3"),))
    assert DIGEST.sub("", file.read_text("utf-8")) == before
    assert renewed(desk).outcome == "complete"
    first = DIGEST.search(file.read_text("utf-8"))
    assert first
    house.article(ARTICLE, "改过。", head=APPROVED.replace("01}", f"01{first.group()}}}"))
    assert renewed(desk).outcome == "changed"


def test_what_could_not_be_published_is_signed_only_when_told_to(house: House) -> None:
    house.article(ARTICLE, "[甲](javascript:x)", head="expires: 2026-01-01\n")
    desk = desk_of(house)
    done = approved(desk, ARTICLE, FIRST)
    assert (done.outcome, dict(done.details)) == ("faulty", {"codes": "unsafe-link"})
    house.article(ARTICLE, head="expires: 2026-01-01\n")
    done = approved(desk, ARTICLE, FIRST)
    assert (done.outcome, dict(done.details)) == ("expired", {"date": "2026-01-01 00:00"})
    assert approved(desk, ARTICLE, FIRST, anyway=True).outcome == "signed"


def test_a_file_that_is_saved_meanwhile_is_not_signed(house: House) -> None:
    house.article(ARTICLE, head="")
    desk = desk_of(house)
    (text,) = read_texts(desk, [ARTICLE]).texts.values()
    house.article(ARTICLE, "换了。", head="")
    assert approve(desk, text, FIRST).outcome == "changing"
    assert "换了" in (house.content / ARTICLE).read_text("utf-8")


def test_a_file_that_is_saved_in_the_last_moment_keeps_what_was_saved(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The new file is written already, and only has to take its place."""
    file = house.content / house.article(ARTICLE, head="")

    def saved_by_somebody(*_: object) -> None:
        file.write_text("换了。", "utf-8")

    monkeypatch.setattr("lianzhan.desk.replacing.shutil.copymode", saved_by_somebody)
    assert approved(desk_of(house), ARTICLE, FIRST).outcome == "changing"
    assert file.read_text("utf-8") == "换了。"
    assert [entry.name for entry in file.parent.iterdir() if entry.name.startswith(".")] == []


def test_signing_keeps_a_file_s_mode_and_leaves_nothing_beside_it(house: House) -> None:
    path = house.article("hunan/articles/news/new.md", head="")
    file = house.content / path
    file.chmod(0o640)
    beside = sorted(file.parent.iterdir())
    approved(desk_of(house), path, FIRST)
    assert file.stat().st_mode & 0o777 == 0o640
    assert sorted(file.parent.iterdir()) == beside


def test_a_linked_article_is_signed_where_it_is(house: House) -> None:
    path = house.article("hunan/articles/news/new.md", head="")
    link = house.content / "hunan/articles/news/link.md"
    link.symlink_to("new.md")
    approved(desk_of(house), "hunan/articles/news/link.md", FIRST)
    assert link.is_symlink()
    assert "step: first" in (house.content / path).read_text()


@pytest.mark.parametrize(
    ("raw", "reason"), [(b"\xff", "not-utf-8"), (b"", "empty-file"), (None, "unreadable-file")]
)
def test_a_file_that_is_no_text_is_refused(house: House, raw: bytes | None, reason: str) -> None:
    if raw is not None:
        house.write("hunan/articles/news/new.md", raw)
    signing = approved(desk_of(house), "hunan/articles/news/new.md", FIRST)
    assert (signing.outcome, dict(signing.details)) == ("unreadable", {"reason": reason})


def test_a_file_that_can_not_be_replaced_stays_as_it_was(house: House) -> None:
    path = house.article("hunan/articles/news/new.md", head="")
    file = house.content / path
    before = file.read_bytes()
    file.with_name(f".new.md.{os.getpid()}").mkdir()  # where the new file would be written first
    assert approved(desk_of(house), path, FIRST).outcome == "unwritable"
    assert file.read_bytes() == before


def test_a_folder_means_all_articles_and_pages_below(house: House, tmp_path: Path) -> None:
    house.article("hunan/pages/about.md")
    house.article("hunan/articles/news/bundle/index.markdown")
    house.article("hunan/articles/news/.hidden.md")
    house.article("hunan/readme.md")
    (house.content / "hunan/articles/news/link.md").symlink_to("one.md")
    (house.content / "hunan/articles/news/folder.md").mkdir()
    assert texts_below(house.content, "hunan") == [
        "hunan/articles/news/bundle/index.markdown",
        "hunan/articles/news/one.md",
        "hunan/articles/theory/equality.md",
        "hunan/changsha/articles/news/two.md",
        "hunan/pages/about.md",
    ]
    assert texts_below(house.content, "hunan/readme.md") == ["hunan/readme.md"]
    assert texts_below(tmp_path / "content", ".") == texts_below(house.content, "hunan")
