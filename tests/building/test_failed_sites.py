"""What keeps sites from being built is told once for each cause."""

from __future__ import annotations

from every_code import CODES

from lianzhan.building.failed_sites import one_per_cause, site_failed
from lianzhan.model.problem import Problem


def test_one_cause_that_strikes_several_sites_is_told_once() -> None:
    failed = [site_failed(f"hunan/{slug}", slug, "no room") for slug in "dbca"]
    other = site_failed("hunan/e", "e", "no memory")
    told = one_per_cause([*failed, other])
    details = (("count", "4"), ("sites", "a, b, c, …"), ("reason", "no room"))
    assert told == {other, Problem("federation.toml", 0, CODES["sites-failed"], details)}
    assert one_per_cause([failed[0], other, *failed[:1]]) == {failed[0], other}
