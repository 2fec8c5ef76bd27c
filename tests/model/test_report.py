"""What a build did: changes of several sites add up."""

from __future__ import annotations

from lianzhan.model.report import NOTHING, PROBLEMS, PUBLISHED, Changes


def test_changes_add_up_each_by_itself() -> None:
    assert Changes(1, 2, 3) + Changes(10, 20, 30) == Changes(11, 22, 33)
    assert sum([Changes(1, 0, 0), Changes(0, 0, 5)], Changes()) == Changes(1, 0, 5)


def test_the_exit_status_grows_with_the_harm() -> None:
    assert [PUBLISHED, PROBLEMS, NOTHING] == [0, 1, 2]
