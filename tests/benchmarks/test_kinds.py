"""The measured federation with all kinds passes the gate, and shows what each kind can show."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from conftest import everything_in
from real_workers import one_worker
from unverified import verified

from benchmarks.content import write_content
from benchmarks.corpus import make_corpus
from benchmarks.kinds import write_kinds
from lianzhan.building.check import check
from lianzhan.model.catalog import NEAREST, OWN

if TYPE_CHECKING:
    from pathlib import Path

    from lianzhan.building.check import ContentState

CORPUS = make_corpus(12, 120)
SITES = len(CORPUS.sites)


@pytest.fixture
def checked(tmp_path: Path) -> ContentState:
    write_content(CORPUS, tmp_path)
    write_kinds(CORPUS, tmp_path)
    return check(tmp_path, datetime(2026, 11, 1, tzinfo=UTC), one_worker())


def test_everything_passes_the_gate_without_a_problem(checked: ContentState) -> None:
    assert verified(checked.problems) == ()
    approved = (path for path, found in checked.decisions.items() if found.approved)
    kinds = Counter(checked.planner.catalog.entries[path].kind for path in approved)
    twice = dict.fromkeys(("service", "account", "event"), 2 * SITES)
    assert kinds == {"article": 120, "page": 1, **twice}


def test_sites_borrow_services_accounts_and_events(checked: ContentState) -> None:
    last = checked.planner.outline(CORPUS.sites[-1].slug)
    shown = Counter((each.kind, each.why) for each in last.others)
    assert shown == {
        ("service", OWN): 2,
        ("service", NEAREST): 1,
        ("account", OWN): 2,
        ("account", NEAREST): 4,
        ("event", OWN): 2,
        ("event", NEAREST): 1,
    }


def test_writing_it_again_changes_nothing(checked: ContentState, tmp_path: Path) -> None:
    before = everything_in(tmp_path)
    write_kinds(CORPUS, tmp_path)
    assert everything_in(tmp_path) == before
    assert checked.sites
