"""Frozen values behave as those that the standard library defines."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from dataclasses import FrozenInstanceError, field, fields, replace
from functools import cached_property
from typing import Any

import pytest

from lianzhan.model.frozen import dataclass


@dataclass(frozen=True)
class Post:
    """A value with all that fields may have."""

    title: str
    tags: tuple[str, ...] = ()
    marks: dict[str, int] = field(default_factory=dict, compare=False)
    hidden: str = field(default="", repr=False)

    @cached_property
    def length(self) -> int:
        return len(self.title)


@dataclass(frozen=True)
class Report(Post):
    """A value of a kind of another."""

    year: int = 2026


@dataclass(frozen=True, slots=True)
class Point:
    """A value with slots, and a field that is made from the others."""

    x: float
    y: float = 0.0
    total: float = 0.0

    def __post_init__(self) -> None:
        object.__setattr__(self, "total", self.x + self.y)


@dataclass(frozen=True)
class Nothing:
    """A value without fields."""


@dataclasses.dataclass(frozen=True)
class LibraryPost:
    """What Post is, by the standard library."""

    title: str
    tags: tuple[str, ...] = ()
    marks: dict[str, int] = field(default_factory=dict, compare=False)
    hidden: str = field(default="", repr=False)


def test_a_value_has_what_it_was_given_and_its_defaults_for_the_rest() -> None:
    post = Post("春", hidden="密")

    assert (post.title, post.tags, post.marks, post.hidden) == ("春", (), {}, "密")
    assert Report("春", ("花",), {"a": 1}, "密", 2020).year == 2020


def test_a_default_that_is_made_is_made_anew_for_each() -> None:
    assert Post("春").marks is not Post("春").marks


@pytest.mark.parametrize(
    ("given", "named"),
    [((), {}), (("a", (), {}, "", 1), {}), (("a",), {"title": "b"}), (("a",), {"none": 1})],
    ids=["too few", "too many", "twice", "unknown"],
)
def test_what_does_not_fit_the_fields_is_refused_as_by_the_library(
    given: tuple[Any, ...], named: dict[str, Any]
) -> None:
    for kind in (Post, LibraryPost):
        with pytest.raises(TypeError):
            kind(*given, **named)


def test_values_are_equal_by_their_kind_and_what_is_compared() -> None:
    assert Post("春", marks={"a": 1}) == Post("春")
    assert Post("春", hidden="密") != Post("春")
    assert Post("春") != LibraryPost("春")
    assert Report("春") != Post("春")
    assert Nothing() == Nothing() != 1


def test_equal_values_have_one_hash() -> None:
    assert len({Post("春", marks={"a": 1}), Post("春"), Post("夏"), Report("春"), Nothing()}) == 4
    assert hash(Nothing()) == hash(Nothing())


def test_a_value_is_shown_as_by_the_library_without_what_is_not_to_be_shown() -> None:
    shown = repr(Post("春", ("花",), hidden="密"))

    assert shown == repr(LibraryPost("春", ("花",), hidden="密")).removeprefix("Library")
    assert "密" not in shown
    assert repr(Report("春")) == "Report(title='春', tags=(), marks={}, year=2026)"
    assert repr(Nothing()) == "Nothing()"


@pytest.mark.parametrize("value", [Post("春"), Report("春"), Point(1.0), Nothing()])
def test_a_value_does_not_change(value: object) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(value, "title" if isinstance(value, Post) else "x", "夏")
    with pytest.raises(FrozenInstanceError):
        delattr(value, "title" if isinstance(value, Post) else "x")
    assert not hasattr(value, "title") or value.title == "春"


@pytest.mark.parametrize(
    "value", [Post("春", ("花",), {"a": 1}, "密"), Report("春", year=1), Point(1.0, 2.0), Nothing()]
)
def test_a_value_comes_back_whole_from_a_pickle_and_a_copy(value: Any) -> None:
    for again in (pickle.loads(pickle.dumps(value)), copy.deepcopy(value), copy.copy(value)):
        assert again == value
        assert repr(again) == repr(value)
        assert getattr(again, "marks", None) == getattr(value, "marks", None)


def test_a_value_takes_the_changes_of_another_and_names_its_fields() -> None:
    assert replace(Post("春", ("花",)), title="夏") == Post("夏", ("花",))
    assert replace(Point(1.0, 2.0), x=2.0).total == 4.0
    assert [part.name for part in fields(Report)] == ["title", "tags", "marks", "hidden", "year"]
    assert dataclasses.is_dataclass(Post)


def test_slots_hold_no_other_attribute() -> None:
    assert not hasattr(Point(1.0), "__dict__")


def test_what_is_remembered_of_a_value_is_remembered() -> None:
    post = Post("春天")

    assert post.length == 2
    assert "length" in vars(post)


def test_the_first_value_of_a_kind_may_be_one_of_a_kind_below_it() -> None:
    @dataclass(frozen=True)
    class Above:
        name: str

    class Below(Above):
        pass

    assert Below("下").name == "下"
    assert Above(name="上").name == "上"


def test_a_method_of_a_class_s_own_stays() -> None:
    @dataclass(frozen=True)
    class Named:
        name: str

        def __repr__(self) -> str:
            return self.name

        def __eq__(self, other: object) -> bool:
            return True

        def __hash__(self) -> int:
            return 7

    assert (repr(Named("甲")), Named("甲") == 1, hash(Named("甲"))) == ("甲", True, 7)


def test_what_has_an_order_or_may_change_is_left_to_the_library() -> None:
    @dataclass(frozen=True, order=True)
    class Ranked:
        rank: int

    @dataclass
    class Draft:
        title: str

    @dataclass(eq=False)
    class Same:
        title: str

    draft = Draft("春")
    draft.title = "夏"

    assert sorted([Ranked(2), Ranked(1)]) == [Ranked(1), Ranked(2)]
    assert draft == Draft("夏")
    assert Same("春") != Same("春")
