"""HTML that Markdown made to HTML that may stand on a page: our tags and attributes, nothing else.

nh3 takes all it is given apart and writes it anew, which costs more than all else that is done to
an article. What plainly holds nothing but text and the commonest tags would come back as it is, and
is spared the way.
"""

from __future__ import annotations

from functools import cache, lru_cache

import nh3

from lianzhan.model.target import SCHEMES
from lianzhan.reading.body.pieces import Html, cut
from lianzhan.reading.text import UNWANTED
from lianzhan.runtime.late_pattern import late

INLINE = (
    "a abbr b br cite code del dfn em i img ins kbd mark q rp rt ruby s samp small strong sub sup"
)
_BLOCKS = "blockquote dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre ul var"
_TABLES = "caption table tbody td tfoot th thead tr"
_TAGS = set(f"{INLINE} {_BLOCKS} {_TABLES}".split())
_ATTRIBUTES = {
    "a": {"href", "title", "id", "name"},
    **{f"h{level}": {"id"} for level in range(1, 7)},
    "img": {"src", "alt", "title"},
    "li": {"id"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
_ALIGNED = {name: {"align": {"left", "center", "right"}} for name in ("td", "th")}
"""How a column of a table stands (GFM, §4.10): the page makes a class of it, feeds keep it."""
_ALERTS = {f"alert-{kind}" for kind in ("note", "tip", "important", "warning", "caution")}
_CLASSES = {
    "a": {"footnote-backref"},
    "div": {"alert", *_ALERTS},
    "ol": {"footnotes"},
    "p": {"alert-title"},
    "sup": {"footnote-ref"},
}
"""Classes that the parser gives to what it makes; an author's own are dropped."""
_SCROLLABLE = {name: {"tabindex": "0"} for name in ("pre", "table")}
"""What may scroll sideways on a phone can be reached by keyboard (WCAG 2.2, 2.1.1)."""

_WORDS = r"[^<>&\"\xa0]"
_ADDRESS = (
    r"(?:https?://(?:[a-z0-9]+[.-])*[a-z]+(?:/[A-Za-z0-9_.~/%-]*)?"  # a host that can't be wrong
    r"|[A-Za-z0-9_./%-]+)(?:#[A-Za-z0-9_.%-]*)?"  # or a path: nothing in it could be a scheme
)
_TITLE = rf'(?: title="{_WORDS}*+")?'
_PLAIN_TAG = late(
    r"/?(?:p|h[1-6]|ul|ol|li|em|strong|del|code|blockquote)|[bh]r(?: /)?"
    rf'|ol start="[0-9]+"|a href="{_ADDRESS}"{_TITLE}|/a'
    rf'|img src="{_ADDRESS}" alt="{_WORDS}*+"{_TITLE}(?: /)?'
)
"""A tag that stays as it is: atomic throughout, so that no text makes it try twice."""


def untouched(made: str, signs: str) -> Html | None:
    """Return the HTML made from a Markdown text if `cleaned` would plainly take nothing away.

    `signs` are the text's (`signs.narrow`): in one without "<" and "&", all tags are Markdown's
    own, each closed in its place. None where it does not show.
    """
    if "<" in signs or "&" in signs or "\xa0" in made:
        return None
    html = cut(made)
    if not all(map(_is_plain, html.tags.split("<")[1:])):
        return None
    if " /" in html.tags:
        html = cut(made.replace(" />", ">"))
    return _with_quotes(html) if "&" in made else html


@lru_cache(maxsize=1024)
def _is_plain(tag: str) -> bool:
    return _PLAIN_TAG.fullmatch(tag) is not None


def _with_quotes(html: Html) -> Html | None:
    """Return HTML with quotes as they are; None if it has any other entity, or one in a tag."""
    if "&" in html.tags or html.text.count("&") > html.text.count("&quot;"):
        return None
    return cut(html.text.replace("&quot;", '"'))


def cleaned(made: str) -> str:
    """Return HTML as it may stand on a page.

    The text has no unwanted character (see `text`). An entity such as &#8; would be a way to get
    one past that.
    """
    clean = UNWANTED.sub("", _cleaner().clean(made))
    return clean.replace(' class=""', "") if ' class=""' in clean else clean


@cache
def _cleaner() -> nh3.Cleaner:
    """Return what lets only our tags through; kept, as setting it up takes longer than cleaning."""
    return nh3.Cleaner(
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=set(SCHEMES),
        link_rel=None,
        set_tag_attribute_values=_SCROLLABLE,
        tag_attribute_values=_ALIGNED,
        allowed_classes=_CLASSES,
    )
