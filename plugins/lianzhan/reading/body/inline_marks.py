"""Marks within a line as they are typed: full-width brackets, names with blanks, stars of sums."""

from __future__ import annotations

import re

from lianzhan.reading.body.html_names import ELEMENTS
from lianzhan.runtime.late_pattern import late

_ENDING = (
    r"\.(?:jpe?g|png|gif|webp|bmp|svg|tiff?|heic|avif"
    r"|docx?|xlsx?|pptx?|pdf|ofd|wps|et|zip|md|html?)"
)
_LEADS = (
    rf"(?:https?://[^\s）)]+|[^\n（）()]*?{_ENDING}(?:#[^\s）)]*)?|[./]{{1,3}}[^\s）)]+|#[^\s）)]+)"
)
_WIDE_PICTURE = late(
    r"[!！](?:[\[［]([^\[\]［］\n]*)[\]］]|【([^【】\n]*)】)"
    rf"[ \t]*[(（][ \t]*<?({_LEADS})>?[ \t]*[)）]",
    re.IGNORECASE,
)
_WIDE_LINK = late(
    rf"(?<![!！])[\[［]([^\[\]［］\n]+)[\]］][(（][ \t]*({_LEADS})[ \t]*[)）]", re.IGNORECASE
)
_WITH_BLANK = late(
    rf"(\]\()[ \t]*(?!<)([^\n()<>\"']*?[ \t\u3000][^\n()<>\"']*?{_ENDING}(?:#[^\s()]*)?)"
    r"([ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'))?[ \t]*\)",
    re.IGNORECASE,
)
_WIDE_SIGNS = (
    *(("［", "［"), ("］", "］"), ("【", "！【"), ("【", "!【")),
    *(("（", "]（"), ("！", "！[")),
)
"""Signs of which one stands in every text with a wide link or picture, each after a sign of it: to
look for one sign takes a tenth of the time of looking for two.
"""
_BLANK_STAR = late(r"\*\*(?:[ \t\u3000\xa0]|(?<=[ \t\u3000\xa0]\*\*))")
_WIDE_STARS = late(r"＊＊([^＊\n]+)＊＊|(?<!＊)＊([^＊\n]+)＊(?!＊)")
_STARRED_LINE = late(
    r"^[^\n]*\*\*[ \t\u3000\xa0][^\n]*$|^[^\n]*[ \t\u3000\xa0]\*\*[^\n]*$", re.MULTILINE
)
_TAG = late(r"(?<!\\)<(/?)([A-Za-z][A-Za-z0-9-]*)(?=[\s/>])([^<>\n]*>)")


def inline_as_meant(text: str, signs: str) -> str:
    """Return a Markdown text whose links, pictures, stars and tags are as they were meant.

    `signs` are its ASCII signs (`signs.narrow`).
    """
    if "](" in signs:
        text = _WITH_BLANK.sub(_in_pointed_brackets, text)
    if "]" in signs or "］" in text or "】" in text:
        text = _wide_brackets(text)
    if "＊" in text:
        text = _WIDE_STARS.sub(_stars, text)
    if "**" in signs and _BLANK_STAR.search(text):
        text = _STARRED_LINE.sub(_without_blanks, text)
    if "<" in signs:
        text = _TAG.sub(_words_or_tag, text)
    return text


def _wide_brackets(text: str) -> str:
    if any(sign in text and pair in text for sign, pair in _WIDE_SIGNS):
        return _WIDE_LINK.sub(_link, _WIDE_PICTURE.sub(_picture, text))
    return text


def _in_pointed_brackets(found: re.Match[str]) -> str:
    return f"{found[1]}<{found[2].strip()}>{found[3] or ''})"


def _target(written: str) -> str:
    written = written.strip()
    return f"<{written}>" if " " in written or "\u3000" in written else written


def _picture(found: re.Match[str]) -> str:
    if found[0].startswith("![") and found[0].endswith(")") and "](" in found[0]:
        return found[0]
    return f"![{found[1] or found[2] or ''}]({_target(found[3])})"


def _link(found: re.Match[str]) -> str:
    if "](" in found[0] and found[0].endswith(")") and found[0].startswith("["):
        return found[0]
    return f"[{found[1]}]({_target(found[2])})"


def _stars(found: re.Match[str]) -> str:
    return f"**{found[1]}**" if found[1] else f"*{found[2]}*"


def _without_blanks(found: re.Match[str]) -> str:
    """`** 重点 **` is bold too, in a line whose double stars come in pairs."""
    parts = found[0].split("**")
    if len(parts) % 2 == 0 or any("*" in part for part in parts):
        return found[0]
    for number in range(1, len(parts), 2):
        parts[number] = parts[number].strip() or parts[number]
    return "**".join(parts)


def _words_or_tag(found: re.Match[str]) -> str:
    """`<name>` in a text is a word in brackets: no element of HTML is called so."""
    return found[0] if found[2].lower() in ELEMENTS else f"&lt;{found[0][1:]}"
