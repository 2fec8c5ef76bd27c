"""Chains in changes: everybody writes her own steps, and takes out none that counts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from made_files import pdf
from notes_kind import FILE, leaf, note, notes_are_known
from repositories import PEOPLE, Repository, repository

from lianzhan.desk.approval import Desk, Signature, approve, read_texts, renew, to_be_signed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from conftest import House

STEP, REMOVED, UNDER = "change-foreign-step", "change-step-removed", "change-under-step"
CITY = "content/hunan/changsha/articles/news"
X = f"{CITY}/x.md"
HEAD = "---\ntitle: 题\ndate: 2026-03-08\nstatus: submitted\n---\n\n正文。\n"
DAY = date(2026, 3, 9)
REQUIRED = '\n[review]\ndigest = "required"\n'


def sign(town: Repository, by: str, step: str, path: str = X) -> None:
    """Sign as `approve` does."""
    house = town.house
    desk = Desk(house.content, house.federation, house.now)
    (text,) = to_be_signed(read_texts(desk, [path.removeprefix("content/")])).texts.values()
    done = approve(desk, text, Signature(step, by, DAY))
    assert not done.is_refused, done


def renewed(town: Repository) -> None:
    house = town.house
    desk = Desk(house.content, house.federation, house.now)
    (text,) = read_texts(desk, [X.removeprefix("content/")]).texts.values()
    assert not renew(desk, text).is_refused


@pytest.fixture
def town(house: House) -> Repository:
    """A text of the city that 丙 and 乙 have signed."""
    town = repository(house)
    town.write(X, HEAD)
    sign(town, "丙", "first")
    sign(town, "乙", "second")
    town.agree()
    return town


def lines(town: Repository) -> list[str]:
    return [line for line in town.read(X).splitlines() if "step:" in line]


def line_of(town: Repository, text: str, path: str = X) -> int:
    return town.house.line(path.removeprefix("content/"), text)


def resigned_by_others(town: Repository) -> None:
    town.edit(X, "正文。", "改过的正文。")
    sign(town, "甲", "first")


HONEST: dict[str, tuple[str, Callable[[Repository], object]]] = {
    "her step": ("jia", lambda t: sign(t, "甲", "final")),
    "by her id": ("jia", lambda t: sign(t, "jia", "final")),
    "a text changed, its void chain kept": ("yi", lambda t: t.edit(X, "正文。", "改过。")),
    "a text changed, its void chain taken out": (
        "yi",
        lambda t: [
            t.edit(X, "正文。", "改过。"),
            *(t.edit(X, f"{line}\n", "") for line in lines(t)),
            t.edit(X, "review:\n", ""),
        ],
    ),
    "a text changed and signed anew": ("jia", resigned_by_others),
    "a text withdrawn": ("yi", lambda t: t.edit(X, "status: submitted", "status: withdrawn")),
    "her own step taken back": ("yi", lambda t: t.edit(X, lines(t)[1] + "\n", "")),
    "the file deleted": ("yi", lambda t: (t.folder / X).unlink()),
    "the file renamed with its chain": ("yi", lambda t: t.git("mv", X, f"{CITY}/y.md")),
    "made a bundle": (
        "yi",
        lambda t: [(t.folder / f"{CITY}/x").mkdir(), t.git("mv", X, f"{CITY}/x/index.md")],
    ),
    "the chain in another spelling": ("yi", lambda t: t.edit(X, "step: first", 'step: "first"')),
    "head written otherwise": ("yi", lambda t: t.edit(X, "title: 题", 'title: "题"')),
}
FORGED: dict[str, tuple[str, Callable[[Repository], object], list[tuple[str, str]]]] = {
    "another's step added": ("yi", lambda t: sign(t, "甲", "final"), [("step: final", STEP)]),
    "another's name for her own step": (
        "yi",
        lambda t: t.edit(X, "by: 乙", "by: 甲"),
        [("step: second", STEP)],
    ),
    "another's day changed": (
        "yi",
        lambda t: t.edit(X, lines(t)[0], lines(t)[0].replace("2026-03-09", "2026-03-08")),
        [("step: first", STEP), ("review:", REMOVED)],
    ),
    "another's step taken out": (
        "yi",
        lambda t: t.edit(X, lines(t)[0] + "\n", ""),
        [("review:", REMOVED)],
    ),
    "all steps taken out": (
        "yi",
        lambda t: [*(t.edit(X, f"{line}\n", "") for line in lines(t)), t.edit(X, "review:\n", "")],
        [("---", REMOVED)],
    ),
    "another's digest changed": (
        "yi",
        lambda t: t.edit(X, lines(t)[0], lines(t)[0].replace("digest: ", "digest: 0")),
        [("step: first", STEP), ("review:", REMOVED)],
    ),
    "another's step for a text of her own": (
        "yi",
        lambda t: t.write(f"{CITY}/new.md", t.read(X)),
        [("step: first", STEP)],
    ),
    "a text changed and signed for another": (
        "yi",
        resigned_by_others,
        [("step: first", STEP)],
    ),
    "a name that nobody has": ("yi", lambda t: t.edit(X, "by: 丙", "by: 某"), [("by: 某", STEP), ("review:", REMOVED)]),
    "a step twice": (
        "yi",
        lambda t: t.edit(X, lines(t)[0], f"{lines(t)[0]}\n{lines(t)[0]}"),
        [("step: second", STEP)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", HONEST)
def test_honest_changes_of_chains_pass(case: str, town: Repository) -> None:
    author, change = HONEST[case]
    change(town)
    town.commit()
    assert town.refused(author) == []


@pytest.mark.parametrize("case", FORGED)
def test_others_steps_are_not_the_authors(case: str, town: Repository) -> None:
    author, change, expected = FORGED[case]
    change(town)
    town.commit()
    path = f"{CITY}/new.md" if "own" in case and "text" in case else X
    found = [
        f"{path}:{line_of(town, text, path) - (case == 'a step twice')}: {code}"
        for text, code in expected
    ]
    assert town.refused(author) == sorted(found)


def test_a_text_that_others_have_changed_is_signed_anew(town: Repository) -> None:
    """What stands there is void already; `approve` puts the new step in the place of the old."""
    town.edit(X, "正文。", "改过的正文。")
    town.agree()
    sign(town, "甲", "first")
    assert len(lines(town)) == 1
    town.commit()
    assert town.refused("jia") == []


def test_an_attachment_that_others_have_changed_voids_the_chain_too(town: Repository) -> None:
    town.edit(X, "正文。", "[附件](a.pdf)")
    town.write(f"{CITY}/a.pdf", pdf())
    sign(town, "丙", "first")
    town.agree()
    town.write(f"{CITY}/a.pdf", pdf() + b"%")
    town.agree()
    sign(town, "甲", "first")
    assert len(lines(town)) == 1
    town.commit()
    assert town.refused("jia") == []


def test_digests_that_renew_adds_to_steps_that_count_are_nobodys_signature(
    town: Repository,
) -> None:
    undigested = "\n".join(line.split(", digest")[0] + "}" for line in lines(town))
    town.edit(X, "\n".join(lines(town)), undigested)
    town.agree()
    renewed(town)
    assert town.read(X).count("digest: ") == 2
    town.commit()
    assert town.refused("bing") == []


def test_a_digest_of_something_else_takes_anothers_step_away(town: Repository) -> None:
    undigested = [line.split(", digest")[0] + "}" for line in lines(town)]
    town.edit(X, "\n".join(lines(town)), "\n".join(undigested))
    town.agree()
    town.edit(X, undigested[0], undigested[0].replace("}", f", digest: {'0' * 64}}}"))
    town.commit()
    assert town.refused("yi") == [
        f"{X}:{line_of(town, 'review:')}: {REMOVED}",
        f"{X}:{line_of(town, 'step: first')}: {STEP}",
    ]


def test_renewing_brings_no_void_chain_back(town: Repository) -> None:
    undigested = "\n".join(line.split(", digest")[0] + "}" for line in lines(town))
    town.edit(X, "\n".join(lines(town)), undigested)
    town.write("content/federation.toml", town.read("content/federation.toml") + REQUIRED)
    town.agree()
    renewed(town)
    town.commit()
    assert town.refused("bing") == [f"{X}:{line_of(town, 'step: second')}: {STEP}"]


def test_renewing_for_changed_words_is_refused(town: Repository) -> None:
    undigested = "\n".join(line.split(", digest")[0] + "}" for line in lines(town))
    town.edit(X, "\n".join(lines(town)), undigested)
    town.agree()
    town.edit(X, "正文。", "没有人审过。")
    renewed(town)
    town.commit()
    assert town.refused("bing") == [f"{X}:{line_of(town, 'step: second')}: {STEP}"]


@pytest.mark.parametrize("name", ["乙", "yi", "旧乙", "乙 ", "Yi"])
def test_a_step_is_hers_by_whichever_of_her_names(name: str, town: Repository) -> None:
    town.edit(X, "by: 乙", f"by: '{name}'")
    town.commit()
    assert town.refused("yi") == []


def test_a_namesakes_step_is_nobodys(house: House) -> None:
    more = '[[people]]\nid = "yi2"\nname = "乙"\nsteps = ["second"]\nsites = ["changsha"]\n'
    town = repository(house, PEOPLE + more)
    town.write(
        X, HEAD.replace("---\n\n", "review:\n  - {step: second, by: 乙, at: 2026-03-09}\n---\n\n")
    )
    town.commit()
    assert town.refused("yi") == [f"{X}:6: {STEP}"]


@pytest.fixture
def notes(house: House) -> Iterator[Repository]:
    """A file of two values of the throw-away kind, each with a chain of its own."""
    with notes_are_known():
        town = repository(house)
        town.write(f"content/{FILE}", note('"a"') + note('"b"'))
        town.agree()
        yield town


def test_a_toml_file_of_one_value_has_its_chain(notes: Repository) -> None:
    path = "content/hunan/leaves/a.toml"
    notes.write(path, leaf())
    notes.agree()
    notes.write(path, leaf(title='"新"'))
    notes.commit()
    assert {row.partition(": ")[2] for row in notes.refused("jia")} == {UNDER}
    notes.write(path, leaf().replace('by = "丙"', 'by = "丁"'))
    notes.commit()
    found = [line.removeprefix(f"{path}:").split(": ") for line in notes.refused("jia")]
    assert sorted(code for _, code in found) == [STEP, REMOVED]


def test_each_value_of_a_file_of_many_has_its_own_chain(notes: Repository) -> None:
    path = f"content/{FILE}"
    notes.write(path, note('"b"') + note('"a"'))
    notes.commit()
    assert notes.refused("jia") == []  # another order: nobody's step was touched
    notes.write(path, note('"b"') + note('"a"', title='"新"'))
    notes.commit()
    assert {row.partition(": ")[2] for row in notes.refused("jia")} == {UNDER}
    forged = note('"b"').replace('by = "丙"', 'by = "丁"')
    notes.write(path, note('"a"') + forged)
    notes.commit()
    row = line_of(notes, ["[[notes]]", 'name = "b"'][1], path)
    found = [line.removeprefix(f"{path}:").split(": ") for line in notes.refused("jia")]
    assert sorted(code for _, code in found) == [STEP, REMOVED]
    assert all(int(line) > row for line, _ in found)


def test_a_chain_copied_from_one_value_to_another_is_forged(notes: Repository) -> None:
    path = f"content/{FILE}"
    notes.write(path, note('"a"') + note('"b"', more=""))
    notes.agree()
    notes.write(path, note('"a"') + note('"b"'))
    notes.commit()
    assert {row.rsplit(": ")[-1] for row in notes.refused("jia")} == {STEP}
    notes.write(path, note('"a"') + note('"c"'))
    notes.commit()
    assert {row.rsplit(": ")[-1] for row in notes.refused("jia")} == {STEP}


@pytest.mark.parametrize("name", ["new.markdown", "new.MD", "new.Markdown", "new/index.md"])
def test_a_text_is_one_by_every_ending_that_a_build_reads(name: str, town: Repository) -> None:
    town.write(f"{CITY}/{name}", town.read(X))
    town.commit()
    assert town.refused("yi") == [f"{CITY}/{name}:{line_of(town, 'step: first')}: {STEP}"]


NOTICE = "notice: {text: 已经撤下。}\n"


@pytest.fixture
def withdrawn(town: Repository) -> Repository:
    """The text withdrawn, its notice signed by 丙."""
    town.edit(X, "status: submitted\n", f"status: withdrawn\n{NOTICE}")
    sign(town, "丙", "first")
    town.agree()
    return town


def test_a_notice_has_a_chain_of_its_own(withdrawn: Repository) -> None:
    sign(withdrawn, "乙", "second")
    withdrawn.commit()
    assert withdrawn.refused("yi") == []
    assert withdrawn.refused("jia") == [f"{X}:{line_of(withdrawn, 'notice:')}: {STEP}"]


def test_who_changes_a_notice_may_leave_its_void_chain_or_take_it_out(
    withdrawn: Repository,
) -> None:
    withdrawn.edit(X, "已经撤下。", "已经改过。")
    withdrawn.commit()
    assert withdrawn.refused("yi") == []
    line = next(line for line in withdrawn.read(X).splitlines() if line.startswith("notice:"))
    withdrawn.edit(X, line, NOTICE.replace("已经撤下", "已经改过").rstrip())
    withdrawn.commit()
    assert withdrawn.refused("yi") == []


def test_a_step_of_a_notice_is_taken_out_by_nobody_else(withdrawn: Repository) -> None:
    line = next(line for line in withdrawn.read(X).splitlines() if line.startswith("notice:"))
    withdrawn.edit(X, line, NOTICE.rstrip())
    withdrawn.commit()
    assert withdrawn.refused("yi") == [f"{X}:{line_of(withdrawn, 'notice:')}: {REMOVED}"]
    assert withdrawn.refused("bing") == []


def test_words_are_not_changed_under_steps_that_do_not_say_what_they_are_for(house: House) -> None:
    chain = "".join(
        f"  - {{step: {step}, by: {by}, at: 2026-03-06}}\n"
        for step, by in (("first", "丙"), ("second", "乙"), ("final", "甲"))
    )
    town = repository(house)
    town.write(X, HEAD.replace("status: submitted\n", f"status: approved\nreview:\n{chain}"))
    town.agree()
    town.edit(X, "正文。", "改过。")
    town.commit()
    assert town.refused("yi") == [f"{X}:{line_of(town, f'by: {by}')}: {UNDER}" for by in "丙甲"]
    for by in "丙甲":
        town.edit(X, next(line for line in lines(town) if by in line) + "\n", "")
    town.commit()
    assert town.refused("yi") == []


def test_void_steps_of_a_withdrawn_text_with_a_notice_may_go(town: Repository) -> None:
    town.edit(X, "正文。", "改过的正文。")
    town.edit(X, "status: submitted\n", f"status: withdrawn\n{NOTICE}")
    town.agree()
    town.edit(X, lines(town)[0] + "\n", "")
    town.commit()
    assert town.refused("yi") == []
