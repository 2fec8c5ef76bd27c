"""The federation: its tree, levels and addresses."""

from __future__ import annotations

from dataclasses import replace

import conftest
import pytest

from lianzhan.model.federation import Column, ReviewPolicy, Site

THEORY = Column("theory", "理论学习", ("province", "city"), pinned=True)
NEWS = Column("news", "工作动态", ("province", "city"))


def site(slug: str, level: str, parent: str | None = None) -> Site:
    return Site(slug, slug, level, slug, (THEORY, NEWS), parent)


FEDERATION = replace(
    conftest.FEDERATION,
    feeds=("rss",),
    review=ReviewPolicy(("first",)),
    columns=(NEWS, THEORY),
    sites=(
        site("hunan", "province"),
        site("changsha", "city", "hunan"),
        site("furong", "county", "changsha"),
        site("hengyang", "city", "hunan"),
        site("hubei", "province"),
    ),
)


def test_a_site_is_found_by_its_slug() -> None:
    assert [FEDERATION.by_slug[s.slug] for s in FEDERATION.sites] == list(FEDERATION.sites)


def test_the_tree_is_known_from_above_and_from_below() -> None:
    below = {parent: [s.slug for s in sites] for parent, sites in FEDERATION.children.items()}
    assert below == {
        None: ["hunan", "hubei"],
        "hunan": ["changsha", "hengyang"],
        "changsha": ["furong"],
    }
    above = {s.slug: [a.slug for a in FEDERATION.ancestors(s)] for s in FEDERATION.sites}
    assert above["furong"] == ["hunan", "changsha"]
    assert above["hubei"] == []


def test_levels_rank_from_the_top_down() -> None:
    assert FEDERATION.rank == {"province": 0, "city": 1, "county": 2}


def test_the_pinned_column_is_found_wherever_it_stands() -> None:
    assert FEDERATION.pinned is THEORY


def test_a_site_knows_its_visible_columns() -> None:
    changsha = FEDERATION.by_slug["changsha"]
    assert changsha.column("news") is NEWS
    assert changsha.column("stories") is None


@pytest.mark.parametrize(
    ("address", "furong", "shares_host"),
    [
        ("https://example.org/{slug}/", "https://example.org/furong/", True),
        ("https://example.org/women/{slug}/", "https://example.org/women/furong/", True),
        ("https://{slug}.example.org/", "https://furong.example.org/", False),
        ("https://{slug}.example.org/women/", "https://furong.example.org/women/", False),
    ],
)
def test_a_sites_address_is_made_from_its_slug(
    address: str, furong: str, shares_host: bool
) -> None:
    federation = replace(FEDERATION, address=address)
    assert federation.address_of("furong") == furong
    assert federation.shares_host is shares_host
