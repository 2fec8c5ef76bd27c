"""Texts have the length and the forms of real articles, and come again from the same chance."""

from __future__ import annotations

import re

from benchmarks.corpus import make_corpus


def test_texts_have_about_1100_characters_and_the_word_lengths_of_real_writing() -> None:
    bodies = [article.body for article in make_corpus(1, 100).articles()]
    lengths = [len(re.sub(r"\s", "", body)) for body in bodies]
    assert 1_050 < sum(lengths) / len(lengths) < 1_150
    together = "".join(bodies)
    assert together.count("\n## ") > 200
    assert together.count("**") > 100
    assert re.search(r"^- ", together, re.MULTILINE)
    assert re.search(r"^1\. ", together, re.MULTILINE)


def test_the_same_seed_and_number_give_the_same_text() -> None:
    one, again, other = (make_corpus(1, 3, seed).article(0) for seed in (1, 1, 2))
    assert one == again
    assert one.body != other.body
    assert one.title != make_corpus(1, 3).article(1).title


def test_one_article_in_four_links_one_other() -> None:
    links = [article.body.count("{link:") for article in make_corpus(1, 200).articles()]
    assert set(links) == {0, 1}
    assert 30 < sum(links) < 70
