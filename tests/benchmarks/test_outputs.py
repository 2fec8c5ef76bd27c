"""Before times are compared, the outputs are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.candidates import Candidate, hugo, ours, stock
from benchmarks.corpus import Corpus, make_corpus
from benchmarks.outputs import Counts, article_text, counts, differences, uneven

if TYPE_CHECKING:
    from pathlib import Path

PAGE = '<html><h1>标题</h1><p>署名</p><div class="body">\n<p>第一<strong>段</strong></p>\n</div>'


@pytest.fixture
def corpus() -> Corpus:
    return make_corpus(3, 6)


@pytest.fixture
def built(corpus: Corpus, tmp_path: Path) -> tuple[Candidate, ...]:
    """Three outputs that hold every article with the same text."""
    candidates = (
        ours(tmp_path / "content", tmp_path / "theme", tmp_path),
        hugo(tmp_path / "binary", tmp_path / "hugo", tmp_path),
        stock(tmp_path / "stock", tmp_path),
    )
    for candidate in candidates:
        for number in range(len(corpus.places)):
            file = candidate.output / candidate.page(corpus, number)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(PAGE, "utf-8")
    return candidates


def test_equal_outputs_have_no_difference(corpus: Corpus, built: tuple[Candidate, ...]) -> None:
    assert list(differences(corpus, built)) == []


@pytest.mark.parametrize("which", range(3))
def test_a_missing_article_is_found(
    corpus: Corpus, built: tuple[Candidate, ...], which: int
) -> None:
    page = built[which].page(corpus, 4)
    (built[which].output / page).unlink()
    assert list(differences(corpus, built)) == [f"{built[which].name}: no article in {page}"]


@pytest.mark.parametrize("which", range(3))
def test_another_text_is_found(corpus: Corpus, built: tuple[Candidate, ...], which: int) -> None:
    file = built[which].output / built[which].page(corpus, 4)
    file.write_text(PAGE.replace("第一", "第二"), "utf-8")
    names = ", ".join(candidate.name for candidate in built)
    assert list(differences(corpus, built)) == [f"texts differ: article 4 ({names})"]


def test_who_builds_the_whole_federation_makes_as_many_pages_and_feeds() -> None:
    assert list(uneven({"a": Counts(9, 3, 100), "b": Counts(9, 3, 200)})) == []
    found = {"a": Counts(9, 3, 100), "b": Counts(8, 3, 100)}
    assert list(uneven(found)) == ["a: 9 pages, 3 feeds; b: 8 pages, 3 feeds"]


def test_only_white_space_and_tags_may_differ() -> None:
    other = PAGE.replace("<p>第一", '<p class="x">\n\n第一').replace("\n</div>", "</div>")
    assert article_text(PAGE) == article_text(other) == "标题 第一 段"
    assert article_text("<html><h1>标题</h1></html>") is None


def test_pages_and_feeds_are_counted_without_404(built: tuple[Candidate, ...]) -> None:
    folder = built[0].output
    (folder / "404.html").write_text("", "utf-8")
    (folder / "feed.xml").write_text("<rss/>", "utf-8")
    found = counts(folder)
    assert (found.pages, found.feeds) == (6, 1)
    assert found.bytes == 6 * len(PAGE.encode()) + len("<rss/>")
