"""What Markdown has no marks for, written into sanitised HTML: as a Chinese page shows it."""

from __future__ import annotations

import html
import re
from functools import cache
from typing import TYPE_CHECKING

from lianzhan.reading.body.telephones import NUMBER, is_telephone, may_hold_number, without_marks
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from collections.abc import Callable

_CJK = (
    "\u2e80-\u2fdf\u3000-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uff01-\uff60\uffe0-\uffe6“”‘’…—"
)
_WITHIN_LINES = "a|b|code|del|em|i|ins|mark|s|small|span|strong|sub|sup|u"
_INLINE = rf"(?:</?(?:{_WITHIN_LINES})(?: [^<>]*)?>)"
_NAMES = frozenset(_WITHIN_LINES.split("|"))
_LINE_END = late(rf"\n(?={_INLINE}*[{_CJK}])")
_ENDS_CHINESE = late(rf"[{_CJK}]{_INLINE}*$")
_PRE = late(r"(<pre\b.*?</pre>)", re.DOTALL)
_BEFORE = 300
"""Characters looked at before a line end: tags and the sign before them."""
_CAPTIONED = late(r'<p>(<img (?:[a-z-]+="[^"]*" ?)*title="([^"]+)"(?: [a-z-]+="[^"]*")*>)</p>')
_VIDEO = late(r'<p><a href="(https?://([^/"]+)(?:/[^"]*)?)"((?: title="[^"]*")?)>([^<]*)</a></p>')
PLATFORMS = {
    "yangshipin.cn": "央视频",
    "cctv.com": "央视网",
    "douyin.com": "抖音",
    "kuaishou.com": "快手",
    "bilibili.com": "哔哩哔哩",
    "b23.tv": "哔哩哔哩",
    "v.qq.com": "腾讯视频",
}
"""Video platforms by the host of their addresses, or the end of it."""
_ADDRESS = r"(?:https?://|www\.(?=[a-z0-9-]+\.[a-z]))[A-Za-z0-9._~:/?#\[\]@!$&;'()*+,=%-]+"
_BARE = late(rf"(?<![A-Za-z0-9/@.=-]){_ADDRESS}")
_MAIL = late(
    r"(?<![A-Za-z0-9._%+/@:=-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}"
    r"(?![A-Za-z0-9@-])"
)
"""A mail address: 64 characters before the "@", 63 in each part of the host (RFC 5321, 4.5.3.1)."""
_SKIPPED = late(r"(<(?P<tag>a|code|pre|h[1-6])\b[^>]*>.*?</(?P=tag)>|<[^>]*>)", re.DOTALL)
_AFTER_ADDRESS = ".,:;!?'*_~"
_YEAR = r"(?:[12]\d{3}|[〇○零一二三四五六七八九]{4})年"
_DAY = r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})日"
_OF_ADDRESSES = ("//", "www", "&", "\\")
"""Signs of which one stands in every text with an address, entities and escapes among them."""
_NEAR_END = 20
"""Characters within which a date at the end of a text ends: a tag and some blanks follow."""
_BLANK = r"[\s\u3000]*"
_UNIT = r"[^<>。！？；，：]{2,40}"
_SIGNATURE = late(
    rf"(?:<p>{_BLANK}(?P<who>{_UNIT})</p>\n)?<p>{_BLANK}(?P<when>{_YEAR}{_DAY}){_BLANK}</p>(?=\s*\Z)"
    rf"|<p>{_BLANK}(?P<both>{_UNIT}(?:<br>\n?|\n){_BLANK}{_YEAR}{_DAY}){_BLANK}</p>(?=\s*\Z)"
)


def finished(clean: str, tags: str, words: str, signs: str) -> str:
    """Return sanitised HTML with what is meant, but has no marks.

    `tags` and `words` are its own (see `Html`), `signs` those of its source. A line end between two
    Chinese characters is nothing. A picture with a title, alone, has it as its caption. A link to a
    video platform, alone, is a card. The name and date at the end of a text stand at the right.
    Addresses of pages and of mail and telephone numbers are links.
    """
    if _has_broken_lines(clean, tags):
        clean = _joined(clean)
    if '" title="' in tags and "<img " in tags:
        clean = _CAPTIONED.sub(_figure, clean)
    if any(map(signs.__contains__, _OF_ADDRESSES)):
        if "://" in words or "www." in words:
            clean = _outside_links(clean, _BARE, _linked)
        clean = _VIDEO.sub(_card, clean)
    if "@" in signs and "@" in words:
        clean = _outside_links(clean, _MAIL, _mail)
    if "&" in signs or may_hold_number(signs):
        clean = _outside_links(clean, NUMBER, _telephone)
    return _signed(clean)


def _has_broken_lines(clean: str, tags: str) -> bool:
    """Whether a line ends within words, and not only where a block does."""
    if clean.count(">\n<") + clean.endswith(">\n") < clean.count("\n"):
        return True
    within = (tag for tag in tags.split("<") if tag.lstrip("/").partition(" ")[0] in _NAMES)
    return any(f"<{tag}>\n<" in clean for tag in within)


def _signed(clean: str) -> str:
    """Mark the name and date at the end of a text, before its footnotes."""
    has_list_last = clean.rstrip().endswith("</ol>")
    start = clean.find('<ol class="footnotes">') if has_list_last else -1
    text, footnotes = (clean[:start], clean[start:]) if start >= 0 else (clean, "")
    if "日" not in text[-_NEAR_END:]:
        return clean
    last_two = max(text.rfind("<p>", 0, max(text.rfind("<p>"), 0)), 0)
    return f"{text[:last_two]}{_SIGNATURE.sub(_signature, text[last_two:])}{footnotes}"


def _joined(clean: str) -> str:
    if "<pre" not in clean:
        return _without_line_ends(clean)
    parts = _PRE.split(clean)
    return "".join(part if part.startswith("<pre") else _without_line_ends(part) for part in parts)


def _without_line_ends(text: str) -> str:
    def nothing_or_line_end(found: re.Match[str]) -> str:
        before = text[max(0, found.start() - _BEFORE) : found.start()]
        return "" if _ENDS_CHINESE.search(before) else "\n"

    return _LINE_END.sub(nothing_or_line_end, text)


def _figure(found: re.Match[str]) -> str:
    picture = found[1].replace(f' title="{found[2]}"', "")
    return f"<figure>{picture}<figcaption>{found[2]}</figcaption></figure>"


def _outside_links(
    clean: str, pattern: re.Pattern[str], link: Callable[[re.Match[str]], str]
) -> str:
    """Replace in the words of HTML, but not in links, code and headings."""
    parts: list[str] = []
    position = 0
    for found in _SKIPPED.finditer(clean):
        parts += (pattern.sub(link, clean[position : found.start()]), found[0])
        position = found.end()
    return "".join((*parts, pattern.sub(link, clean[position:])))


def _linked(found: re.Match[str]) -> str:
    written = found[0]
    for end in ("&lt;", "&gt;", "&quot;"):
        written = written.partition(end)[0]
    written = written.rstrip(_AFTER_ADDRESS)
    while _ends_in_bracket(written):
        written = written[:-1].rstrip(_AFTER_ADDRESS)
    host = written.partition("://")[2] or written
    if not re.match(r"\[?[A-Za-z0-9][A-Za-z0-9.-]*", host):
        return found[0]
    address = written if "://" in written else f"http://{written}"
    return f'<a href="{address}">{written}</a>{found[0][len(written) :]}'


def _ends_in_bracket(written: str) -> bool:
    """Whether a bracket at the end of an address was opened before it."""
    return any(
        written.endswith(close) and written.count(opening) < written.count(close)
        for opening, close in ("()", "[]")
    )


def _mail(found: re.Match[str]) -> str:
    return f'<a href="mailto:{found[0]}">{found[0]}</a>'


def _telephone(found: re.Match[str]) -> str:
    if not is_telephone(found):
        return found[0]
    return f'<a href="tel:{without_marks(found[0])}">{found[0]}</a>'


@cache
def platform_of(host: str) -> str:
    """Return the name of the video platform that an address's host belongs to, "" if none."""
    host = host.lower().partition(":")[0]
    return next((n for end, n in PLATFORMS.items() if host == end or host.endswith(f".{end}")), "")


def _card(found: re.Match[str]) -> str:
    address, host, title, words = found.groups()
    platform = platform_of(html.unescape(host))
    if not platform:
        return found[0]
    unnamed = f"{platform.removesuffix('视频')}视频"
    shown = unnamed if words == address else f"{platform}：{words}"
    return f'<p class="video-card"><a href="{address}"{title}>▶ {shown}</a></p>'


def _signature(found: re.Match[str]) -> str:
    if found["both"]:
        return f'<p class="signature">{found["both"]}</p>'
    who = f'<p class="signature">{found["who"]}</p>\n' if found["who"] else ""
    return f'{who}<p class="signature">{found["when"]}</p>'
