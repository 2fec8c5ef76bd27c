"""A chain is changed in a file of many values, and nothing else in it."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

from lianzhan.desk.approval.chain_edits import Change
from lianzhan.desk.approval.decision import Signature
from lianzhan.desk.approval.toml_chains import changed_toml

SECOND = Signature("second", "乙", date(2026, 3, 7), "d" * 52)
WRITTEN = '{step = "second", by = "乙", at = 2026-03-07, digest = "' + "d" * 52 + '"}'
FIRST = '{step = "first", by = "甲", at = 2026-03-01}'
BEFORE = '# 短讯\n\n[[notes]]\nname = \'z\'  # 别的\nreview = []\n\n[[notes]]\nname = "a"\ntext = """\n文\n"""\n'
AFTER = '\n[[notes]]\nname = "y"\n'


def changed(chain: str, keep: int = 9, status: str | None = None) -> str | None:
    change = Change(keep, SECOND.written, status)
    return changed_toml(BEFORE + chain + AFTER, "a", change, SECOND)


@pytest.mark.parametrize(
    ("chain", "keep", "expected"),
    [
        (f"review = [{FIRST}]\n", 1, f"review = [{FIRST}, {WRITTEN}]\n"),
        (f"review = [{FIRST}]\n", 0, f"review = [{WRITTEN}]\n"),
        (f"review = {FIRST}\n", 1, f"review = [{FIRST}, {WRITTEN}]\n"),
        ("review = []\n", 0, f"review = [{WRITTEN}]\n"),
        ("", 0, f"review = [\n    {WRITTEN},\n]\n"),
    ],
)
def test_all_else_stays_as_it_is_written(chain: str, keep: int, expected: str) -> None:
    assert changed(chain, keep) == BEFORE + expected + AFTER


@pytest.mark.parametrize("keep", [0, 1, 2])
@pytest.mark.parametrize(
    "chain",
    [
        f"review = [ # 审\n  {FIRST}, # 一\n  {FIRST},\n]\n",
        '[[notes.review]]\nstep = "first"\nby = "甲"\nat = 2026-03-01\n\n[[notes.review]]\nstep = "x"\n',
    ],
)
def test_a_chain_of_any_form_keeps_its_first_steps(chain: str, keep: int) -> None:
    before = tomllib.loads(BEFORE + chain)["notes"][1]
    text = changed(chain, keep, "approved")
    assert text is not None
    assert text.startswith(BEFORE.partition("text")[0])
    after = tomllib.loads(text)["notes"]
    assert after[1]["review"] == [*before["review"][:keep], SECOND.fields]
    assert after[1]["status"] == "approved"
    assert after[2] == {"name": "y"}


ALONE = "# 叶\n\ntitle = \"题\"  # 题\ntext = '''\n文\n'''\n"
PHASES = '\n[[phases]]\nname = "a"\nreview = []\n\n[banner]\nstatus = "x"\n'


@pytest.mark.parametrize("chain", ["", "review = []\n", f"review = [{FIRST}]\n"])
def test_a_value_that_has_its_file_to_itself_has_its_chain_at_the_top(chain: str) -> None:
    text = changed_toml(ALONE + chain + PHASES, "", Change(1, status="approved"), SECOND)
    assert text is not None
    assert text.startswith(ALONE)
    assert text.endswith(PHASES)
    after = tomllib.loads(text)
    before = tomllib.loads(chain).get("review", [])
    assert (after["review"], after["status"]) == ([*before, SECOND.fields], "approved")
    assert (after["phases"], after["banner"]) == ([{"name": "a", "review": []}], {"status": "x"})


def test_digests_are_added_where_they_are_missing() -> None:
    chain = f"review = [\n  {FIRST}, # 一\n  {FIRST},\n]\n"
    text = changed_toml(BEFORE + chain, "a", Change(2, digests=((1, "x"),)), None)
    with_digest = FIRST.replace("}", ', digest = "x"}')
    assert text == BEFORE + f"review = [\n  {FIRST}, # 一\n  {with_digest},\n]\n"


@pytest.mark.parametrize("text", ["[[notes]]\nname = 'b'\n", "x = ", "a = 1\n", ""])
def test_what_is_not_there_can_not_be_signed(text: str) -> None:
    assert changed_toml(text, "a", Change(0, SECOND.written), SECOND) is None


def test_a_chain_that_is_none_is_left_alone() -> None:
    for chain in ('review = "甲"\n', "review = [1]\n", "review = 2026-03-01\n"):
        assert changed_toml(BEFORE + chain, "a", Change(1, digests=((0, "x"),)), None) is None
