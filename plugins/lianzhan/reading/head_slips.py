"""The lines of a head that can't be read, or are not read as meant, to the slips made in them.

Each line is looked at by itself: so every slip is told at once, at its own line.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from lianzhan.reading.head_faults import HeadError, Slip
from lianzhan.reading.head_values import step_as_typed, value_slip
from lianzhan.reading.meant_words import is_key, meant_key
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MOST = 20
"""Slips told of one head: more are one misunderstanding."""
_FENCE_LIKE = late(r"\s*(?:[-－—–―─﹣_=＝*~+]\s*){2,20}$")
_FIELD = late(r"([^\s:：=＝﹕∶#](?:[^:：=＝﹕∶]{0,30}[^\s:：=＝﹕∶])?)\s*([:：=＝﹕∶])(\s*)(.*)$")
_NAME = late(r"[A-Za-z][\w-]*$")
_ITEM = late(
    r"[ \t\u3000]*(-(?=[^\s-])|[-－—–―•·●・▪◦*＊+＋]+(?=[ \u3000]*\S)|[(（]?\d{1,2}[.、．)）])"
    r"[ \u3000]*(.*)$"
)
_PROPER_ITEM = late(r" *- ")
_LISTS = frozenset({"tags", "review", "aliases", "moved", "skip"})
_WIDE_COLONS, _EQUALS = "：﹕∶", "=＝"
_SHOWN = 120
"""Characters of a line that a message repeats."""


def is_fence_like(line: str) -> bool:
    """Whether a line is of dashes, or what people take for them: `———`, `--`, `===`."""
    return len(line) <= 60 and _FENCE_LIKE.match(line) is not None


def looks_like_head(lines: Sequence[str], first: int) -> bool:
    """Whether a file that begins with neither form of a head was meant to begin with one."""
    following = [line for line in lines[first + 1 : first + 12] if line.strip()]
    if is_fence_like(lines[first]):
        return bool(following) and _is_field(following[0])
    field = _FIELD.match(lines[first])
    begins = field is not None and meant_key(field[1]) != ""
    return begins and bool(following) and (_is_field(following[0]) or is_fence_like(following[0]))


def slips(lines: Sequence[str], first: int) -> list[HeadError]:
    """Return what is wrong with a head that can't be read and begins at the line `first`, from 0.

    Nothing is returned where no line shows why.
    """
    fence = lines[first].strip()
    reading = _Lines(lines, has_fence=fence == "---" or is_fence_like(fence))
    found = list(islice(reading.slips(first + reading.has_fence), _MOST))
    if reading.has_fence and lines[first].rstrip() != "---":
        found.insert(0, HeadError(Slip.FENCE, first + 1, written=lines[first].rstrip()[:_SHOWN]))
    elif not reading.has_fence and reading.found_fence:
        found.insert(0, HeadError(Slip.OPENING, first + 1))
    return found


def misreadings(lines: Sequence[str], start: int, end: int) -> list[HeadError]:
    """Return the slips in a head that YAML can read all the same, but as something else."""
    found = (slip for slip in _Lines(lines[:end], is_read=True).slips(start))
    return list(islice(found, _MOST))


class _Lines:
    """A walk along the lines of a head, which ends where its body seems to begin."""

    def __init__(
        self, lines: Sequence[str], *, has_fence: bool = True, is_read: bool = False
    ) -> None:
        self.lines = lines
        self.has_fence = has_fence
        self.is_read = is_read
        self.found_fence = False
        self.last_fence = -1  # not looked for yet
        self.parent, self.value = "", ""
        self.after_blank = False
        self.last = 0  # the line after the last one of the head, from 0

    def slips(self, start: int) -> Iterator[HeadError]:
        """Yield what is wrong with each line."""
        self.last = start
        for number in range(start, len(self.lines)):
            line = self.lines[number]
            if not line.strip():
                if not self.has_fence and not self._fence_follows(number):
                    return
                self.after_blank = True
                continue
            if line.rstrip() in ("---", "..."):
                self.found_fence = True
                return
            if self._is_fence_like(number):
                self.found_fence = True
                yield HeadError(Slip.FENCE, number + 1, written=line.rstrip()[:_SHOWN])
                return
            if self._is_body(number):
                yield self._unclosed()
                return
            slip = self._slip(number)
            if slip and slip.slip is Slip.LINE and not self._is_closed_below(number):
                yield HeadError(Slip.CLOSING, number + 1)
                return
            if slip:
                yield slip
            self.after_blank = False
            self.last = self.last if line.startswith("#") else number + 1
        if self.has_fence and not self.is_read:
            yield self._unclosed()

    def _unclosed(self) -> HeadError:
        return HeadError(Slip.CLOSING, min(self.last, len(self.lines) - 1) + 1)

    def _is_closed_below(self, number: int) -> bool:
        if self.last_fence < 0:
            fences = (n for n, line in enumerate(self.lines) if is_fence_like(line))
            self.last_fence = max(fences, default=0)
        return number < self.last_fence

    def _is_fence_like(self, number: int) -> bool:
        return not self.is_read and is_fence_like(self.lines[number])

    def _is_body(self, number: int) -> bool:
        """Whether a line after a blank one is no more of the head."""
        line = self.lines[number]
        if self.is_read or not self.after_blank or line.startswith((" ", "\t", "- ", "#")):
            return False
        field = _FIELD.match(line)
        if field and field[2] == ":" and (_NAME.match(field[1]) or meant_key(field[1])):
            return False
        return not (field and meant_key(field[1]) and self._fence_follows(number))

    def _fence_follows(self, number: int) -> bool:
        """Whether the lines up to the next blank one end with a fence."""
        for line in self.lines[number : number + 40]:
            if line.rstrip() == "---" or is_fence_like(line):
                return True
            if not line.strip() and line is not self.lines[number]:
                return False
        return False

    def _slip(self, number: int) -> HeadError | None:
        line = self.lines[number]
        if line.lstrip().startswith("#"):
            return None
        is_item = self.parent in _LISTS and not self.value
        blanks = line[: len(line) - len(line.lstrip())]
        if blanks.strip(" ") and (is_item or not self.is_read):
            return HeadError(Slip.BLANKS, number + 1)
        if is_item and (slip := self._item_slip(number)):
            return slip
        if blanks or line.startswith("- "):
            return None if self.is_read else self._inner_slip(number)
        return self._outer_slip(number)

    def _item_slip(self, number: int) -> HeadError | None:
        """Return what is wrong with a line below a key whose value is a list."""
        line = self.lines[number]
        item = None if _PROPER_ITEM.match(line) else _ITEM.match(line)
        if item:
            return _found(Slip.ITEM, number, written=line.strip(), typed=item[2])
        step = step_as_typed(line.strip()) if self.parent == "review" else ""
        return _found(Slip.STEP, number, typed=step) if step else None

    def _outer_slip(self, number: int) -> HeadError | None:
        """Return what is wrong with a line that begins with no blank: it is a key and a value."""
        field = _FIELD.match(self.lines[number])
        if field is None:
            return self._no_field(number)
        written, mark, blank, value = field.groups()
        meant, value = meant_key(written), value.strip()
        self.parent, self.value = meant or written.lower(), "" if value[:1] == "#" else value
        if not (meant or _NAME.match(written)) or value.startswith("//"):
            return None if mark == ":" else self._no_field(number)
        is_close = bool(value) and (not blank or blank[0] not in " \t")
        if slip := _mark_slip(mark, is_close=is_close):
            return _found(slip, number, written=written, typed=_typed(meant or written, value))
        if self.is_read:
            return None
        if meant and meant != written.lower():
            return _found(Slip.KEY, number, written=written, typed=_typed(meant, value))
        return self._value_slip(number, value)

    def _no_field(self, number: int) -> HeadError | None:
        slip = Slip.LINE if self.has_fence else Slip.PLAIN_LINE
        return None if self.is_read else HeadError(slip, number + 1)

    def _inner_slip(self, number: int) -> HeadError | None:
        """Return what is wrong with an indented line."""
        inside = self.lines[number].strip()
        field = _FIELD.match(inside)
        goes_on = self.value and self.value[:1] not in "|>\"'[{"
        if goes_on and field and is_key(field[1]) and field[2] != "=":
            typed = _typed(field[1], field[4].strip())
            return _found(Slip.INDENT, number, written=field[1], typed=typed)
        if inside.startswith("- "):
            return self._value_slip(number, inside[2:].strip())
        if field and field[2] == ":" and not self.value:
            return self._value_slip(number, field[4].strip())
        return None

    def _value_slip(self, number: int, value: str) -> HeadError | None:
        below = self.lines[number + 1] if number + 1 < len(self.lines) else ""
        goes_on = below[:1] in (" ", "\t") and not below.lstrip().startswith("- ")
        found = value_slip(value, goes_on=goes_on)
        return _found(found[0], number, **found[1]) if found else None


def _mark_slip(mark: str, *, is_close: bool) -> Slip | None:
    """Return what is wrong with the mark between a key and its value."""
    if mark in _WIDE_COLONS:
        return Slip.COLON
    if mark in _EQUALS:
        return Slip.EQUALS
    return Slip.SPACE if is_close else None


def _typed(key: str, value: str) -> str:
    return f"{key}: {value}".strip()


def _is_field(line: str) -> bool:
    field = _FIELD.match(line)
    if field is None:
        return False
    return bool(meant_key(field[1])) or _NAME.match(field[1]) is not None


def _found(slip: Slip, number: int, **details: str) -> HeadError:
    return HeadError(slip, number + 1, **{key: text[:_SHOWN] for key, text in details.items()})
