"""The measured federation as a content tree that passes the gate."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from conftest import everything_in, plan_of
from real_workers import one_worker
from unverified import verified

from benchmarks.content import write_content
from benchmarks.corpus import THEORY, make_corpus
from lianzhan.building.check import check

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 1, tzinfo=UTC)


def test_the_same_numbers_and_seed_give_the_same_bytes(tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        write_content(make_corpus(4, 20, seed), tmp_path / name)
    assert everything_in(tmp_path / "one") == everything_in(tmp_path / "again")
    assert everything_in(tmp_path / "one") != everything_in(tmp_path / "other")


def test_every_article_passes_the_gate_without_a_problem(tmp_path: Path) -> None:
    write_content(make_corpus(12, 120), tmp_path)
    checked = check(tmp_path, NOW, one_worker())
    assert verified(checked.problems) == ()
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
