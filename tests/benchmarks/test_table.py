"""The table and its JSON: row names, medians, and ratios to the peers' cold walls."""

from __future__ import annotations

from benchmarks.measure import Figures
from benchmarks.rows import ALL_ROWS
from benchmarks.table import Results, grown, text

HUGO = [Figures(4, 8, 500), Figures(2, 8, 500), Figures(5, 8, 500)]


def all_rows() -> Results:
    ours = {row: [Figures(2, 3, 100)] for row in ALL_ROWS}
    return Results(ours=ours, hugo=HUGO, stock=[Figures(64, 58, 80)])


def test_the_json_has_these_rows_and_keys() -> None:
    document = all_rows().document()
    assert list(document) == [
        "cold", "unchanged", "one-edit", "one-withdrawn", "push-edit", "theme", "ten-times",
        "own-theme", "all-kinds", "kinds-same", "service-edit",
    ]  # fmt: skip
    for entry in document.values():
        assert list(entry) == ["wall", "cpu", "peak_mb", "vs_hugo", "vs_pelican"]


def test_ratios_are_to_the_medians_of_the_peers_cold_walls() -> None:
    cold = all_rows().document()["cold"]
    assert cold == {"wall": 2, "cpu": 3, "peak_mb": 100, "vs_hugo": 0.5, "vs_pelican": 0.031}


def test_ten_times_is_to_ten_times_the_peers_or_to_hugos_own() -> None:
    results = all_rows()
    assert results.document()["ten-times"]["vs_hugo"] == 0.05
    results.hugo_ten = [Figures(8, 8, 500)]
    assert results.document()["ten-times"]["vs_hugo"] == 0.25
    assert results.document()["ten-times"]["vs_pelican"] == 0.003


def test_ten_times_is_held_against_the_builds_made_beside_it() -> None:
    results = all_rows()
    results.ours["ten-times"] = [Figures(48, 90, 200), Figures(46, 90, 200), Figures(50, 90, 200)]
    results.beside = [Figures(4, 8, 80), Figures(6, 8, 80), Figures(3, 8, 80)]
    assert results.growth == (12, 11.25)
    assert results.document()["ten-times"]["growth_wall"] == 12
    assert results.document()["ten-times"]["growth_cpu"] == 11.25
    assert "growth_cpu" not in results.document()["cold"]
    assert "12.0 × the wall and 11.2 × the CPU seconds of 3 cold builds" in grown(results)


def test_growth_is_not_told_where_ten_times_was_not_built() -> None:
    assert Results(beside=HUGO).growth is None
    assert Results(ours={"ten-times": HUGO}).growth is None
    assert grown(Results()) == "not measured"


def test_without_peers_there_are_no_ratios() -> None:
    entry = Results(ours={"cold": [Figures(2, 3, 100)]}).document()["cold"]
    assert entry["vs_hugo"] is None
    assert entry["vs_pelican"] is None


def test_only_rows_that_were_measured_are_shown() -> None:
    results = Results(ours={"cold": [Figures(2, 3, 100)], "theme": []}, hugo=HUGO)
    assert list(results.document()) == ["cold"]
    shown = text(results, {"corpus": "137 sites"})
    assert "cold" in shown
    assert "theme" not in shown
    assert "2.00–5.00" in shown
    assert "137 sites" in shown
