"""Where a foreign article comes from, and whether it is an original."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from lianzhan.desk.importing.aliases import AliasedFields
from lianzhan.desk.importing.origin import host_of, kind_of, origin_of

if TYPE_CHECKING:
    from lianzhan.desk.importing.heads import Foreign


class Found(NamedTuple):
    """A source and kind, what is left of the head, and the codes of what there is to tell."""

    source: dict[str, str]
    kind: str
    rest: dict[str, Foreign]
    told: list[str]


def found(*fields: tuple[str, Foreign]) -> Found:
    head = AliasedFields(list(fields))
    source = origin_of(head)
    kind = kind_of(head, source)
    return Found(source, kind, dict(head.rest), [note.code for note in head.notes])


def test_an_original_link_makes_a_repost_named_by_its_host() -> None:
    url = "https://www.thenewstack.io/a"
    result = found(("originallink", url), ("source_date", "2019-05-17"))
    source = {"name": "thenewstack.io", "url": url, "date": "2019-05-17"}
    assert result == Found(source, "repost", {}, [])


def test_a_source_has_its_name_and_address_from_two_keys() -> None:
    others = {"source_url": "http://other.example/", "originalpublishdate": "昨天"}
    result = found(("来源", "人民网"), ("originallink", "http://people.example/a"), *others.items())
    assert result.source == {"name": "人民网", "url": "http://people.example/a"}
    assert (
        found(("稿源", "人民网")).source == found(("出处", "人民网")).source == {"name": "人民网"}
    )
    assert result.rest == others


@pytest.mark.parametrize(
    "value", ["/img/blog/a.jpg", "ftp://x", "http://[", "https://a b/", "https://"]
)
def test_what_is_no_source_is_told_and_left(value: str) -> None:
    rest: dict[str, Foreign] = {"originallink": value}
    assert found(("originallink", value)) == Found({}, "", rest, ["source-unusable"])


def test_our_own_source_comes_back_as_it_was() -> None:
    own = {"name": "人民网", "url": "https://a.example/", "date": "2020-05-09"}
    result = found(("kind", "repost"), ("source", dict(own)))
    assert result == Found(own, "repost", {}, [])


@pytest.mark.parametrize(
    "value",
    [
        {"name": "甲", "page": "3"},
        {"url": "https://a.example/"},
        {"name": ["甲"]},
        {"name": "甲", "url": "x"},
    ],
)
def test_a_source_that_only_looks_like_ours_is_left(value: dict[str, Foreign]) -> None:
    assert found(("source", value)) == Found({}, "", {"source": value}, [])


def test_an_original_with_a_source_stays_an_original() -> None:
    result = found(("kind", "original"), ("source", "湖南日报"))
    assert (result.kind, result.source) == ("original", {"name": "湖南日报"})


def test_a_repost_without_a_source_stays_one_for_the_rules_to_find() -> None:
    assert found(("kind", "repost")) == Found({}, "repost", {}, [])


def test_a_kind_that_we_do_not_know_is_left() -> None:
    assert found(("kind", "video")) == Found({}, "", {"kind": "video"}, [])


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.a.example/x", "a.example"),
        ("http://a.example:80/", "a.example"),
        ("mailto:a@b.example", ""),
        ("人民网", ""),
        ("https://a.example/b c", ""),
    ],
)
def test_the_host_of_a_web_address(url: str, host: str) -> None:
    assert host_of(url) == host
