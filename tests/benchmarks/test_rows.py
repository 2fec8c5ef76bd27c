"""What is done before each build that is timed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conftest import everything_in

from benchmarks.content import write_content
from benchmarks.corpus import THEORY, make_corpus
from benchmarks.kinds import SERVICES, write_kinds
from benchmarks.rows import ALL_KINDS, KIND_ROWS, ROWS, Tree

if TYPE_CHECKING:
    from pathlib import Path


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


def test_a_service_is_edited_and_put_back(tmp_path: Path) -> None:
    corpus = make_corpus(12, 120)
    tree = Tree(corpus, tmp_path, tmp_path / "theme")
    write_content(corpus, tree.content)
    write_kinds(corpus, tree.content)
    before = everything_in(tmp_path)
    KIND_ROWS["service-edit"][1](tree)
    changed = everything_in(tmp_path)
    edited = f"{corpus.sites[-1].path}/{SERVICES}"
    assert [path for path in before if changed[path] != before[path]] == [edited]
    KIND_ROWS[ALL_KINDS][1](tree)
    assert everything_in(tmp_path) == before
