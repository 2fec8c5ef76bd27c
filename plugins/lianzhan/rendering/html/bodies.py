"""Parsed bodies to final HTML: links lead where the plan says, pictures stand where they are made.

The body was sanitised when it was read; here only `a` and `img` are written anew.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from lianzhan.model.target import Kind, as_written, classify
from lianzhan.reading.body import LINK_OR_PICTURE, attributes
from lianzhan.rendering.pelican.image_sizing import picture_html
from lianzhan.rendering.pictures.files import files_of
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lianzhan.planning.planned import PlannedArticle
    from lianzhan.rendering.html.addresses import Host

_ALIGN = late(r'(<t[dh] (?:[a-z]+="[^"]*" )*)align="(left|center|right)"')
OUTWARD = ' rel="noopener noreferrer"'
"""A link to another host tells it nothing of where its reader comes from (HTML, 4.6.7), in browsers
that know no policy of referrers, too. Feeds are read elsewhere anyway."""
BODY_SIZES = "(min-width: 48rem) min(43rem, 100vw - 7rem), calc(100vw - 2rem)"
"""The width of a text's column, as the theme's sheet lays it out: less 1rem a side on a phone."""


def page_body(planned: PlannedArticle, host: Host, output_file: str) -> str:
    """Return the body as it stands on its canonical page: relative links, pictures in all sizes."""
    pictures = dict(planned.value.pictures)
    external = {x for target, x in planned.links if classify(target).kind is Kind.EXTERNAL}
    assets = host.assets_link(output_file) if pictures else ""
    eager = planned.lead_above is None

    def link(address: str) -> str:
        return address if address in external else host.link(address, output_file)

    def picture(src: str, alt: str, title: str) -> str:
        nonlocal eager
        lazy, eager = not eager, False
        made = picture_html(pictures[src], assets, alt=alt, sizes=BODY_SIZES, lazy=lazy)
        return made.replace("<img ", f"<img{_attribute('title', title)} ", 1) if title else made

    return aligned(rewrite(planned.value.body.html, dict(planned.links), link, picture, OUTWARD))


def feed_body(planned: PlannedArticle, assets: str) -> str:
    """Return the body for feeds: every address absolute, one plain img for each picture."""
    pictures = dict(planned.value.pictures)

    def picture(src: str, alt: str, title: str) -> str:
        variant = files_of(pictures[src]).in_feeds
        size = f'width="{variant.width}" height="{variant.height}"'
        named = _attribute("title", title)
        return f'<img src="{assets}{variant.name}" alt="{html.escape(alt)}"{named} {size}>'

    return rewrite(planned.value.body.html, dict(planned.links), str, picture)


def rewrite(
    clean: str,
    links: Mapping[str, str],
    link: Callable[[str], str],
    picture: Callable[[str, str, str], str],
    outward: str = "",
) -> str:
    """Write a sanitised body's links and pictures anew.

    A target that is not in `links` keeps its words and loses its link. A picture on another web
    site becomes a link to it, named by its host where it has no text: readers load nothing from
    third parties. `outward` is what a link to another host has besides its address.
    """
    if "<a" not in clean and "<img" not in clean:
        return clean
    parts: list[str] = []
    kept: list[bool] = []
    position = 0
    for match in LINK_OR_PICTURE.finditer(clean):
        closing, name, rest = match.groups()
        parts.append(clean[position : match.start()])
        position = match.end()
        if name == "img":
            parts.append(_image(attributes(rest), picture, outward, linked=any(kept)))
        elif closing:
            parts.append("</a>" if kept and kept.pop() else "")
        else:
            opened = _anchor(attributes(rest), links, link, outward) if not any(kept) else ""
            kept.append(bool(opened))
            parts.append(opened)
    parts.append(clean[position:])
    return "".join(parts)


def _anchor(
    values: Mapping[str, str],
    links: Mapping[str, str],
    link: Callable[[str], str],
    outward: str,
) -> str:
    address = links.get(as_written(values["href"])) if "href" in values else None
    if address is None:
        return f"<a{_attribute('id', values['id'])}>" if values.get("id") else ""
    kept = "".join(_attribute(name, values.get(name, "")) for name in ("title", "class", "id"))
    shown = link(address)
    rel = outward if shown.startswith(("http", "//")) else ""
    return f'<a href="{html.escape(shown)}"{kept}{rel}>'


def _attribute(name: str, value: str) -> str:
    return f' {name}="{html.escape(value)}"' if value else ""


def aligned(body: str) -> str:
    """Return HTML whose cells stand as their classes say: HTML itself has no `align` any more.

    Feeds keep the attribute: their readers have no style sheet of ours.
    """
    return _ALIGN.sub(r'\1class="align-\2"', body) if ' align="' in body else body


def _image(
    values: Mapping[str, str],
    picture: Callable[[str, str, str], str],
    outward: str,
    *,
    linked: bool,
) -> str:
    src, alt = as_written(values.get("src", "")), values.get("alt", "").strip()
    target = classify(src)
    if not src or target.is_refused:
        return html.escape(alt)
    if not target.is_web:
        return picture(src, alt, values.get("title", "").strip())
    words = html.escape(alt or urlsplit(target.address).hostname or src)
    return words if linked else f'<a href="{html.escape(target.address)}"{outward}>{words}</a>'
