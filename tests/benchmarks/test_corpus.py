"""The measured federation is what the docstring of benchmarks.corpus says it is."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from conftest import everything_in, plan_of
from real_workers import one_worker

from benchmarks.corpus import COLUMNS, PAGE_SIZE, THEORY, make_corpus, write_content
from benchmarks.rows import ROWS, Tree
from lianzhan.building.check import check

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 1, tzinfo=UTC)


def test_137_sites_are_a_province_14_cities_and_122_counties() -> None:
    levels = Counter(site.level for site in make_corpus(137, 6_850).sites)
    assert levels == {"province": 1, "city": 14, "county": 122}


def test_the_country_has_its_provinces_cities_and_counties() -> None:
    levels = Counter(site.level for site in make_corpus(3_208, 3_208).sites)
    assert levels == {"province": 31, "city": 333, "county": 2_844}


def test_a_city_has_its_province_above_and_a_county_both() -> None:
    sites = {site.slug: site for site in make_corpus(137, 0).sites}
    for site in sites.values():
        above = [sites[slug].level for slug in site.parents]
        assert above == ["province", "city"][: len(above)]
        assert len(above) == ["province", "city", "county"].index(site.level)


def test_articles_are_spread_evenly_over_the_sites() -> None:
    corpus = make_corpus(137, 6_900)
    by_site = Counter(site.slug for site, _ in corpus.places)
    assert len(corpus.places) == 6_900
    assert set(by_site.values()) == {50, 51}


def test_every_column_of_every_site_has_two_pages() -> None:
    """So 137 sites have 9,180 pages: 6,850 articles, 137 × (home + 8 × 2), the portal."""
    corpus = make_corpus(137, 6_850)
    for site in (corpus.sites[0], corpus.sites[1], corpus.sites[-1]):
        for slug, _ in COLUMNS:
            assert PAGE_SIZE < len(corpus.listed(site, slug)) <= 2 * PAGE_SIZE


def test_no_two_articles_have_the_same_moment() -> None:
    corpus = make_corpus(12, 500)
    assert len({article.date for article in corpus.articles()}) == 500


def test_texts_have_about_1100_characters_and_the_word_lengths_of_real_writing() -> None:
    bodies = [article.body for article in make_corpus(1, 100).articles()]
    lengths = [len(re.sub(r"\s", "", body)) for body in bodies]
    assert 1_050 < sum(lengths) / len(lengths) < 1_150
    together = "".join(bodies)
    assert together.count("\n## ") > 200
    assert together.count("**") > 100
    assert re.search(r"^- ", together, re.MULTILINE)
    assert re.search(r"^1\. ", together, re.MULTILINE)


def test_the_same_numbers_and_seed_give_the_same_bytes(tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        write_content(make_corpus(4, 20, seed), tmp_path / name)
    assert everything_in(tmp_path / "one") == everything_in(tmp_path / "again")
    assert everything_in(tmp_path / "one") != everything_in(tmp_path / "other")


def test_every_article_passes_the_gate_without_a_problem(tmp_path: Path) -> None:
    write_content(make_corpus(12, 120), tmp_path)
    checked = check(tmp_path, NOW, one_worker())
    assert checked.problems == ()
    assert sum(decision.approved for decision in checked.decisions.values()) == 120
    assert len(checked.sites) == 12
    plans = [plan_of(checked, slug) for slug in checked.sites]
    assert any(planned.links for plan in plans for planned in plan.own)


def test_theory_articles_are_pushed_from_the_province_to_all_sites(tmp_path: Path) -> None:
    corpus = make_corpus(12, 120)
    write_content(corpus, tmp_path)
    checked = check(tmp_path, NOW, one_worker())
    for plan in (plan_of(checked, slug) for slug in checked.sites):
        site = next(site for site in corpus.sites if site.slug == plan.slug)
        assert len(plan.in_column(THEORY)) == len(corpus.listed(site, THEORY))


def test_each_row_changes_something_and_reset_puts_everything_back(tmp_path: Path) -> None:
    corpus = make_corpus(12, 120)
    tree = Tree(corpus, tmp_path / "content", tmp_path / "theme")
    write_content(corpus, tree.content)
    tree.reset()
    before = everything_in(tmp_path)
    for row in ("one-edit", "one-withdrawn", "push-edit", "theme"):
        ROWS[row][1](tree)
        changed = everything_in(tmp_path)
        assert sum(changed[path] != before[path] for path in before) == 1, row
        tree.reset()
        assert everything_in(tmp_path) == before
    assert {corpus.places[n][0].level for n in (tree.edited, tree.withdrawn)} == {"county"}
    assert corpus.places[tree.pushed] == (corpus.sites[0], THEORY)
