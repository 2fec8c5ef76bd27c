"""Neighbours and parents always differ in colour, and hardly anything changes a site's."""

from __future__ import annotations

import random
from itertools import product

import pytest

from lianzhan.model.profile import Accent
from lianzhan.planning.identity.accents import accents, steps_from
from planning.identity.trees import alike, family, tree

RED, POMEGRANATE, OCHRE, TEA, PINE, RIVER, INDIGO, WISTERIA = Accent


def shown(count: int, **chosen: Accent) -> list[Accent]:
    found = accents(family(count, **chosen))
    return [found[f"s{at}"] for at in range(count)]


def test_siblings_take_the_palette_in_steps_of_three_from_right_behind_their_parent() -> None:
    assert accents(family(1)) == {"top": RED, "s0": POMEGRANATE}
    assert shown(8) == [POMEGRANATE, PINE, WISTERIA, TEA, INDIGO, OCHRE, RIVER, POMEGRANATE]
    assert shown(3, top=RIVER) == [INDIGO, POMEGRANATE, PINE]


@pytest.mark.parametrize("parent", Accent)
def test_seven_siblings_take_all_accents_but_their_parents(parent: Accent) -> None:
    assert {*steps_from(parent)} == {*Accent} - {parent}
    assert shown(7, top=parent) == list(steps_from(parent))


def test_every_site_without_a_site_above_is_cinnabar_unless_it_says_otherwise() -> None:
    tops = {f"p{at}": None for at in range(31)}
    assert accents(tree(tops, p7=PINE)) == {slug: PINE if slug == "p7" else RED for slug in tops}


def test_a_new_last_sibling_changes_no_other() -> None:
    for count in range(30):
        assert shown(count + 1)[:count] == shown(count)


def test_a_site_that_sets_its_accent_has_it_even_where_others_have_the_same() -> None:
    assert shown(3, s0=RED, s1=RED)[:2] == [RED, RED]


def test_a_set_accent_changes_only_a_neighbour_that_would_be_alike() -> None:
    plain = shown(9)
    for at, accent in product(range(9), Accent):
        found = shown(9, **{f"s{at}": accent})
        assert found[at] == accent
        for other in {*range(9)} - {at}:
            is_alike = abs(other - at) == 1 and plain[other] == accent
            assert (found[other] == plain[other]) is not is_alike


def test_a_set_last_sibling_changes_the_one_before_it_only_if_they_would_be_alike() -> None:
    assert shown(5, s4=WISTERIA)[:4] == shown(4)
    assert shown(5, s4=TEA) == [POMEGRANATE, PINE, WISTERIA, INDIGO, TEA]


def test_a_site_whose_neighbour_moves_it_leaves_the_sites_below_as_they_were() -> None:
    parents = {"top": None, "a": "top", "b": "top", **{f"c{at}": "a" for at in range(14)}}
    before, after = accents(tree(parents)), accents(tree(parents, b=POMEGRANATE))
    assert (before["a"], after["a"]) == (POMEGRANATE, PINE)
    changed = {slug for slug in before if before[slug] != after[slug]}
    assert changed == {"a", "b", *(f"c{at}" for at in range(14) if before[f"c{at}"] == PINE)}
    assert len(changed) < 5


def test_neighbours_and_parents_differ_whatever_some_sites_set() -> None:
    chance = random.Random(16)  # noqa: S311
    for _ in range(300):
        parents: dict[str, str | None] = {"n0": None}
        for at in range(1, 40):
            parents[f"n{at}"] = f"n{chance.randrange(min(at, 12))}"
        chosen = {slug: chance.choice([*Accent]) for slug in parents if chance.random() < 0.2}
        federation = tree(parents, **chosen)
        for one, other in alike(federation, accents(federation)):
            assert chosen.keys() >= {one, other} or (other in chosen and parents[other] == one)


def test_a_tree_as_deep_as_content_can_be_is_coloured_without_recursion() -> None:
    deep = tree({f"n{at}": f"n{at - 1}" if at else None for at in range(3200)})
    found = accents(deep)
    assert not [*alike(deep, found)]
    assert len(found) == 3200
