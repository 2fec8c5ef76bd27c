"""Values of a head."""

from __future__ import annotations

from lianzhan.reading.yaml_values import Mapping, Scalar, Sequence


def test_values_of_other_lines_are_others_and_kinds_are_told_apart() -> None:
    assert Scalar("甲", 1) == Scalar("甲", 1) != Scalar("甲", 2)
    assert [
        isinstance(value, Scalar) for value in (Scalar("", 1), Sequence((), 1), Mapping((), 1))
    ] == [
        True,
        False,
        False,
    ]
