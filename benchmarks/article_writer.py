"""Texts of articles: sentences, lists and quotations made of the vocabulary, by chance."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from benchmarks.words import SHARES

if TYPE_CHECKING:
    import random

TEXT_CHARACTERS = (900, 1_200)
"""A body's characters, evenly between: about 1,100 as in the TRAPS' measurement of peers."""
_LISTS = tuple(words for words, _ in SHARES)
_WEIGHTS = tuple(accumulate(share for _, share in SHARES))


@dataclass(frozen=True, slots=True)
class ArticleWriter:
    """Makes texts of the vocabulary from one article's own chance."""

    random: random.Random

    def words(self, fewest: int, most: int) -> str:
        """Return so many words, without anything between."""
        count = self.random.randint(fewest, most)
        lists = self.random.choices(_LISTS, cum_weights=_WEIGHTS, k=count)
        return "".join([self.random.choice(words) for words in lists])

    def sentence(self) -> str:
        """Two to four clauses of 4 to 9 words: some 25 characters, ended by a full stop."""
        clauses = [self.words(4, 9) for _ in range(self.random.randint(2, 4))]
        if self.random.random() < 0.08:
            clauses[-1] = f"“{clauses[-1]}”"
        return "，".join(clauses) + self.random.choices("。！？；", (90, 3, 4, 3))[0]

    def paragraph(self) -> str:
        """Return two to four sentences, and now and then one with bold words."""
        sentences = [self.sentence() for _ in range(self.random.randint(2, 4))]
        if self.random.random() < 0.3:
            sentences.insert(1, f"他们说**{self.words(2, 4)}**很要紧。")
        return "".join(sentences)

    def items(self) -> str:
        """Return a list of three to five items, numbered or not."""
        ordered = self.random.random() < 0.4
        count = self.random.randint(3, 5)
        marks = [f"{n}." if ordered else "-" for n in range(1, count + 1)]
        return "\n".join(f"{mark} {self.words(5, 12)}；" for mark in marks)

    def body(self, linked: int | None) -> str:
        """Paragraphs under headings, a list or quotation now and then, to the wanted length."""
        wanted = self.random.randint(*TEXT_CHARACTERS)
        blocks = [self.paragraph()]
        if linked is not None:
            blocks.append(f"此前的情况，请见[{self.words(3, 5)}]({{link:{linked}}})一文。")
        has_list, has_quote = self.random.random() < 0.5, self.random.random() < 0.1
        length = sum(map(len, blocks))
        while length < wanted:
            if len(blocks) % 4 == 1:
                blocks.append(f"## {self.words(3, 5)}")
            elif has_list and len(blocks) % 4 == 3:
                blocks.append(self.items())
                has_list = False
            elif has_quote and length > wanted // 2:
                blocks.append(f"> {self.sentence()}")
                has_quote = False
            else:
                blocks.append(self.paragraph())
            length += len(blocks[-1])
        return "\n\n".join(blocks)
