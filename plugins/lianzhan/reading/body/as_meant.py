"""Markdown as Chinese input methods and Word type it to Markdown that says the same to a parser.

Nobody sees that a blank is a wide one, or that a bracket is: what a reader of the text would take
for a heading, a list, a picture is one. What stands in code stays as it is. Lines may be added, so
places are looked for in the text as it was written.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lianzhan.reading.body.code import outside_code
from lianzhan.reading.body.definitions import definitions_as_meant
from lianzhan.reading.body.indents import without_indents
from lianzhan.reading.body.inline_marks import inline_as_meant
from lianzhan.reading.body.signs import narrow
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

_MARK = r"(?:#{1,6}|[-*+]|\d{1,9}[.)])"
_WIDE = "\u3000\xa0\u2002-\u200a\u202f"
_WIDE_AFTER_MARK = late(rf"(\n[ \t>]*{_MARK})[ \t]*[{_WIDE}][{_WIDE} \t]*(?=\S)")
_WIDE_BEFORE_MARK = late(rf"\n[ \t]*[{_WIDE}][{_WIDE} \t]*(?={_MARK}[ \t{_WIDE}])")
_NO_BLANK = late(r"\n {0,3}#{2,6}(?=[^#\s])")
_CLOSING_HASHES = late(r"(\n {0,3}(#{2,6})[ \t]++[^\n]*[^\s#])\2(?=[ \t]*(?:\n|$))")
_SENTENCE_END = r"[。！？；](?:[”’」』）)》】*_ \t\u3000]|\[\^[^\]\n]+\])*+"
_RULE_AFTER_SENTENCE = late(rf"(\n[^\n]*{_SENTENCE_END})\n(?=-{{3,}}[ \t]*(?:\n|$))")
_TIGHT_TASK = late(r"(\n[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[[ xX]\])(?=[^\s(\[:])")
_HASHES = late(r"##(?=[^#\s])")
"""What stands in every text with such a line: it is found in a tenth of the time."""
_WIDE_HASHES = late(
    r"(\n {0,3})((?=[#＃]*＃)[#＃]{1,6})(?![#＃])[^\S\n]*(?=[^\s#＃][^\n＃]*(?:\n|$))"
)
_BULLET = late(r"(\n[ \t\u3000]*)[•●▪◦‣][ \t\u3000\xa0]*(?=\S)")
_WIDE_HYPHEN = late(r"(\n[ \t\u3000]*)－[ \t\u3000\xa0]*(?=[^\s－—-])")
_CJK = "\u3400-\u9fff“《（"
_TIGHT_ITEMS = late(rf"(?:\n-(?=[{_CJK}])[^\n]*){{2,}}|(?:\n\d{{1,3}}\.(?=[{_CJK}])[^\n]*){{2,}}")
_TIGHT_ITEM = late(rf"(\n(?:-|\d{{1,3}}\.))(?=[{_CJK}])")
_NO_PLAIN_LINE = late(r"[ \t]*(?:[#>|<`~*+-]|\d{1,9}[.)][ \t]|\[\^|:[ \t]|$)")
_NUMBER = (
    r"(?:[一二三四五六七八九十]{1,3}、|\d{1,2}、|[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]"
    "|[①-⑳])"
)
_NUMBERED_LINE = late(rf"\n(?=[ \t\u3000]*{_NUMBER})")
_INDENTED_LINE = late(r"\n(?=\u3000\u3000)")
_DELIMITERS = late(r"[ \t]*[｜|]?(?:[ \t\u3000]*[:：]?[-－—]+[:：]?[ \t\u3000]*(?:[｜|]|$))+[ \t]*")
_WIDE_DELIMITER = late(r"｜|[|:：－—-][：－—]|[：－—][|:-]")
_FULL_WIDTH = str.maketrans("｜：－—\u3000", "|:-- ")


def as_meant(text: str, signs: str) -> str:
    """Return a Markdown text with these signs that a parser takes as its author means it."""
    mend = partial(_mended, signs=signs)
    return outside_code(text, mend) if "`" in signs or "~~~" in signs else mend(text)


def _mended(written: str, signs: str) -> str:
    text = _with_narrow_marks(f"\n{written}")
    if text[1:] != written:
        signs = narrow(text)
    for sign, mend in _MENDS:
        if sign in signs:
            text = mend(text)
    if _has_lines_in_a_row(text):
        text = _numbered_lines(_tight_items(text))
    return inline_as_meant(text[1:], signs)


def _has_lines_in_a_row(text: str) -> bool:
    inner = text.strip("\n")
    return inner.count("\n") > 2 * inner.count("\n\n")


def _with_narrow_marks(text: str) -> str:
    due = [mend for sign, mend in _WIDE_MENDS if sign in text]
    for mend in dict.fromkeys(due):
        text = mend(text)
    return _indented_lines(text) if _blanks in due else text


def _blanks(text: str) -> str:
    """A wide or no-break blank after or before a mark of a block is a blank."""
    return _WIDE_AFTER_MARK.sub(r"\1 ", _WIDE_BEFORE_MARK.sub("\n", text))


def _headings(text: str) -> str:
    """Two and more "#" open a heading also without a blank; one alone may be a WeChat topic.

    As many at its end close it.
    """
    if _HASHES.search(text):
        text = _NO_BLANK.sub(r"\g<0> ", text)
    return _CLOSING_HASHES.sub(r"\1 \2", text)


def _rules(text: str) -> str:
    """Dashes below a whole sentence are a rule: no heading ends like that."""
    return _RULE_AFTER_SENTENCE.sub(r"\1\n\n", text)


def _tasks(text: str) -> str:
    """The box of a task needs no blank behind it."""
    return _TIGHT_TASK.sub(r"\1 ", text)


def _wide_hashes(text: str) -> str:
    return _WIDE_HASHES.sub(lambda found: f"{found[1]}{'#' * len(found[2])} ", text)


def _bullets(text: str) -> str:
    return _BULLET.sub(_dash, text)


def _wide_hyphens(text: str) -> str:
    return _WIDE_HYPHEN.sub(_dash, text)


def _dash(found: re.Match[str]) -> str:
    return found[1].replace("\u3000", " ") + "- "


def _tight_items(text: str) -> str:
    """Two and more lines in a row that begin with "-" or "1." are a list also without blanks."""
    if not _TIGHT_ITEM.search(text):
        return text
    return _TIGHT_ITEMS.sub(lambda found: _TIGHT_ITEM.sub(r"\1 ", found[0]), text)


def _numbered_lines(text: str) -> str:
    """A line that begins with 一、 or （1） is a line of its own."""
    return _NUMBERED_LINE.sub(lambda found: "\\\n" if _ends_plain_line(found) else "\n", text)


def _indented_lines(text: str) -> str:
    """A line that begins with two wide blanks is a paragraph of its own."""
    return _INDENTED_LINE.sub(lambda found: "\n\n" if _ends_plain_line(found) else "\n", text)


def _ends_plain_line(found: re.Match[str]) -> bool:
    """Whether a line end ends a line of words: no mark opens it, and nothing has broken it yet."""
    end = found.start()
    line = found.string[found.string.rfind("\n", 0, end) + 1 : end]
    return not _NO_PLAIN_LINE.match(line) and not line.endswith(("\\", "  "))


def _tables(text: str) -> str:
    """A table may have its bars and dashes in full width, if its second row is one of dashes."""
    lines = text.split("\n")
    for number in range(1, len(lines)):
        if _WIDE_DELIMITER.search(lines[number]) and _DELIMITERS.fullmatch(lines[number]):
            _table(lines, number)
    return "\n".join(lines)


def _table(lines: list[str], delimiters: int) -> None:
    lines[delimiters] = lines[delimiters].translate(_FULL_WIDTH)
    lines[delimiters - 1] = lines[delimiters - 1].replace("｜", "|")
    for number in range(delimiters + 1, len(lines)):
        if not lines[number].strip():
            return
        lines[number] = lines[number].replace("｜", "|")


_WIDE_MENDS: tuple[tuple[str, Callable[[str], str]], ...] = (
    *((blank, _blanks) for blank in "\u3000\xa0\u2002\u2003\u2009\u202f"),
    ("＃", _wide_hashes),
    *((bullet, _bullets) for bullet in "•●▪◦‣"),
    ("－", _wide_hyphens),
    ("｜", _tables),
)
_MENDS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("##", _headings),
    ("   ", without_indents),
    ("\t", without_indents),
    ("|", _tables),
    ("---", _rules),
    *((box, _tasks) for box in ("[ ]", "[x]", "[X]")),
    ("]:", definitions_as_meant),
)
"""What is mended, with the signs without which there is nothing to mend.

A text has a line end before its first line then: patterns that begin with one are found by it.
"""
