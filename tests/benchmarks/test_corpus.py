"""The measured federation is what the docstring of benchmarks.corpus says it is."""

from __future__ import annotations

from collections import Counter

from benchmarks.corpus import COLUMNS, PAGE_SIZE, make_corpus


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
