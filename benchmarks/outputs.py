"""Reads what the candidates built: the work must be the same before its time is compared."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from benchmarks.candidates import Candidate
    from benchmarks.corpus import Corpus

_TITLE = re.compile(r"<h1>(.*?)</h1>", re.DOTALL)
_BODY = re.compile(r'<div class="body">(.*?)</div>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Counts:
    """What an output folder holds; 404.html is no page of anyone's plan and is left out."""

    pages: int
    feeds: int
    bytes: int


def counts(folder: Path) -> Counts:
    """Count pages and feeds, and the bytes of everything."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    names = [file.name for file in files]
    return Counts(
        pages=sum(name.endswith(".html") and name != "404.html" for name in names),
        feeds=names.count("feed.xml"),
        bytes=sum(file.stat().st_size for file in files),
    )


def uneven(found: Mapping[str, Counts]) -> Iterator[str]:
    """Yield a line where builders of the whole federation made other numbers of pages or feeds."""
    numbers = {(counted.pages, counted.feeds) for counted in found.values()}
    if len(numbers) > 1:
        made = (f"{name}: {c.pages} pages, {c.feeds} feeds" for name, c in found.items())
        yield "; ".join(made)


def article_text(page: str) -> str | None:
    """Return title and body of an article's page as plain text, white space folded."""
    title, body = _TITLE.search(page), _BODY.search(page)
    if title is None or body is None:
        return None
    return " ".join(html.unescape(_TAG.sub(" ", f"{title[1]} {body[1]}")).split())


def differences(corpus: Corpus, candidates: Sequence[Candidate]) -> Iterator[str]:
    """Yield a line for every article that a candidate lacks or shows with another text."""
    for number in range(len(corpus.places)):
        texts = {c.name: _text(c, corpus, number) for c in candidates}
        for candidate in candidates:
            if texts[candidate.name] is None:
                yield f"{candidate.name}: no article in {candidate.page(corpus, number)}"
        if len({text for text in texts.values() if text is not None}) > 1:
            yield f"texts differ: article {number} ({', '.join(texts)})"


def _text(candidate: Candidate, corpus: Corpus, number: int) -> str | None:
    try:
        page = (candidate.output / candidate.page(corpus, number)).read_text("utf-8")
    except OSError:
        return None
    return article_text(page)
