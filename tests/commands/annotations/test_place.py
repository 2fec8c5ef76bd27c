"""Where a problem is in the repository, and by what it is known again."""

from __future__ import annotations

from lianzhan.commands.annotations.place import placed
from lianzhan.model.codes import error
from lianzhan.model.problem import Problem, problem

CODE = error("a-code", "“{what}”不对", "改 {what}")


def one(path: str = "hunan/a.md", line: int = 3, what: str = "甲") -> Problem:
    return problem(path, line, CODE, what=what)


def test_paths_count_from_the_repositorys_root() -> None:
    found = placed([one(), one("../tasks.py"), one("x#v"), one("federation.toml")], "sub/content/")
    assert [p.path for p in found] == [
        "sub/content/hunan/a.md", "sub/tasks.py", "sub/content/x#v", "sub/content/federation.toml",
    ]  # fmt: skip
    assert [p.path for p in placed([one()], "")] == ["hunan/a.md"]


def test_a_problem_of_a_whole_file_stands_at_its_first_line() -> None:
    assert [p.line for p in placed([one(line=0), one(line=1), one(line=7)], "")] == [1, 1, 7]


def test_lines_that_move_leave_a_problem_the_same() -> None:
    (before,), (after,) = placed([one(line=3)], ""), placed([one(line=90)], "")
    assert before.fingerprint == after.fingerprint
    others = [
        one(path="hunan/b.md"),
        one(what="乙"),
        problem("hunan/a.md", 3, error("b", "x", "y")),
    ]
    assert len({before.fingerprint, *(p.fingerprint for p in placed(others, ""))}) == 4


def test_problems_that_are_alike_are_told_apart() -> None:
    found = [*placed([one(line=3), one(line=4), one(line=5)], "")]
    assert len({p.fingerprint for p in found}) == 3
    again = [*placed([one(line=13), one(line=14), one(line=15)], "")]
    assert [p.fingerprint for p in again] == [p.fingerprint for p in found]


def test_a_rule_is_told_without_the_details_of_one_problem() -> None:
    (found,) = placed([one()], "")
    assert (found.message, found.help) == ("“甲”不对", "改 甲")
    assert found.rule == ("“…”不对", "改 …")
