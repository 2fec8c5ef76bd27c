"""The vocabulary that corpus texts are made of: common words of everyday official writing.

words.txt has one block a word length, from one character to four. SHARES says how often words of
each length stand in a running text; they are the sums of the frequencies in jieba 0.42.1's dict.txt
(60 million counted words), where the longer words left out here make up 0.45 %.
"""

from __future__ import annotations

from pathlib import Path

_BLOCKS = Path(__file__).with_name("words.txt").read_text("utf-8").split("\n\n")
ONE, TWO, THREE, FOUR = (tuple(block.split()) for block in _BLOCKS)
SHARES = ((ONE, 0.4506), (TWO, 0.4707), (THREE, 0.0546), (FOUR, 0.0196))
"""Each list of words with its share of all words."""
