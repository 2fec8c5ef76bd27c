"""Lines such as `[记者]:请介绍` or `[^1]: 来源`: definitions in Markdown, which readers never see.

A definition that defines nothing is a line of the text, and stays one.
"""

from __future__ import annotations

import re
from collections import Counter

from lianzhan.runtime.late_pattern import late

_LEAD = r"^((?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))*[ \t]*)"
_LABEL = r"\[((?:[^\[\]\\\n]|\\.){1,999})\]"
DEFINITION = late(rf"{_LEAD}{_LABEL}:(?=([^\n]*)(?:\n([^\n]*))?)", re.MULTILINE)
_USE = late(rf"{_LABEL}(?!:|\()")
_ADDRESS = late(r"<[^<>\n]*>|[\x21-\x7e]+|[^\s，。！？；：“”]*[./][^\s，。！？；：“”]*")
_TITLE = late(r"[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\))?[ \t]*|[ \t]*")


def definitions_as_meant(text: str) -> str:
    """Return a Markdown text in which every line that is no definition is a line of the text."""
    used = {label_of(label) for label in _USE.findall(text)}
    defined: Counter[str] = Counter()

    def escaped(found: re.Match[str]) -> str:
        label = label_of(found[2])
        defined[label] += 1
        is_one = defined[label] == 1 and is_definition(found, used)
        if is_one:
            return found[0]
        line = f"{found[1]}\\[{found[2]}]:"
        follows = found.start() > 1 and text[found.start() - 2] != "\n"
        return f"\n{line}" if follows and not found[1] else line

    return DEFINITION.sub(escaped, text)


def is_definition(found: re.Match[str], used: set[str]) -> bool:
    """Whether a match of `DEFINITION` defines what something in the text uses.

    A footnote is one where a mark leads to it; a link where its target is an address, which an
    ordinary word can be only where a link has its name.
    """
    label = label_of(found[2])
    if label not in used:
        return False
    if label.startswith("^"):
        return True
    target = (found[3].strip() and found[3]) or found[4] or ""
    address, _, rest = target.strip().partition(" ")
    return bool(_ADDRESS.fullmatch(address)) and bool(_TITLE.fullmatch(f" {rest}" if rest else ""))


def label_of(written: str) -> str:
    """Return the label of a link as CommonMark compares it: case and white space don't count."""
    return " ".join(written.split()).casefold()
