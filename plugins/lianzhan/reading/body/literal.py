"""Signs that Markdown would take for marks: the "~" of a range, the "*" of a sum.

Each is a sign of private use while the text is parsed, and itself again in the HTML.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from collections.abc import Callable

_TILDE, _STAR = "\ue0e0", "\ue0e1"
_ONE_TILDE = late(r"~(?<![~\\]~)(?!~)")
_UNIT = "0-9０-９A-Za-z\\])）米寸尺元人个件份次名户张台套天年月日厘毫平方千克吨升斤亩"
_SUM = rf"(?<=[{_UNIT}]\*)\**(?=[0-9０-９])"
_MASK = r"(?<=[\u3400-\u9fff]\*)\*{0,2}(?=[、，。；：）)（(\s“”]|\Z)"
_STARS, _MASKED, _EITHER = late(rf"\*{_SUM}"), late(rf"\*{_MASK}"), late(rf"\*(?:{_SUM}|{_MASK})")
_OPENED = late(r"\*[^\s*]")
_BACK = {_TILDE: "~", _STAR: "*"}
_IN_ADDRESS = {"%EE%83%A0": "~", "%EE%83%A1": "*"}


def with_literal_signs(text: str, signs: str, to_html: Callable[[str, str], str]) -> str:
    """Return the HTML of a Markdown text in which tildes and stars that mark nothing are text.

    `signs` are the text's (`signs.narrow`). One tilde is a range (9:00~11:00), two strike through.
    Stars between digits, or behind a unit and before a digit, are a sum (5*3*2米) or hide digits
    (138****1234); behind a name and before a mark they hide the rest of it (李**、王**). A text
    with such signs of its own stays as it is.
    """
    if ("~" not in signs and "*" not in signs) or _TILDE in text or _STAR in text:
        return to_html(text, signs)
    aside = _put_aside(text, signs)
    return to_html(text, signs) if aside == text else _put_back(to_html(aside, signs))


def _put_aside(text: str, signs: str) -> str:
    """Signs of private use stand for what they are not to be taken for."""
    if "~" in signs:
        text = _ONE_TILDE.sub(_TILDE, text)
    if "*" in signs and _EITHER.search(text):
        text = _STARS.sub(lambda found: _STAR * len(found[0]), text)
        text = "\n".join(map(_masks, text.split("\n")))
    return text


def _masks(line: str) -> str:
    """Stars behind a name, where no star before them in the line has opened anything."""
    position = 0
    parts = []
    for found in _MASKED.finditer(line):
        if _OPENED.search(line, 0, found.start()):
            break
        parts += [line[position : found.start()], _STAR * len(found[0])]
        position = found.end()
    return "".join((*parts, line[position:]))


def _put_back(html: str) -> str:
    for sign, written in _BACK.items():
        if sign in html:
            html = html.replace(sign, written)
    if "%EE%83%A" in html:
        for escape, written in _IN_ADDRESS.items():
            html = html.replace(escape, written)
    return html
