"""Parsed bodies to final HTML: links lead where the plan says, pictures stand where they are made.

The body was sanitised when it was read; here only `a` and `img` are written anew.
"""

from __future__ import annotations

import html
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from lianzhan.model.target import Kind, as_written, classify
from lianzhan.reading.body import LINK_OR_PICTURE, attributes
from lianzhan.rendering.pelican.image_sizing import picture_html
from lianzhan.rendering.pictures.budget import phone_widths
from lianzhan.rendering.pictures.files import PLAIN_WIDTH, files_of
from lianzhan.runtime.late_pattern import late
from lianzhan.texts.language import translations

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lianzhan.planning.planned import PlannedArticle
    from lianzhan.rendering.html.addresses import Host

_ALIGN = late(r'(<t[dh] (?:[a-z]+="[^"]*" )*)align="(left|center|right)"')
_NONE: Mapping[str, str] = MappingProxyType({})
OUTWARD = ' rel="noopener noreferrer"'
"""A link to another host tells it nothing of where its reader comes from (HTML, 4.6.7), in browsers
that know no policy of referrers, too. Feeds are read elsewhere anyway."""
_DESK_SIZE = "(min-width: 48rem) min(43rem, 100vw - 7rem)"
_PHONE_SIZES = {750: "calc(100vw - 2rem)", 375: "43vw", 240: "28vw"}
"""The width of a text's column, as the theme's sheet lays it out: less 1rem a side on a phone. Of
a picture that phones are sent in fewer pixels (see `pictures.budget`), a width for which a phone
of up to 430 px at 2x asks for the file of so many."""


def page_body(
    planned: PlannedArticle,
    host: Host,
    output_file: str,
    sizes: Mapping[str, int],
    language: str,
) -> str:
    """Return the body as it stands on its canonical page: relative links, pictures in all sizes.

    `sizes` has the bytes of pictures' files by name. A picture that phones are sent narrower than
    their screens, for the sake of the page's weight, leads to its widest file; so says the link,
    in a language.
    """
    pictures = {src: files_of(picture) for src, picture in planned.value.pictures}
    widths = _phone_widths(planned, sizes) if pictures else {}
    external = {x for target, x in planned.links if classify(target).kind is Kind.EXTERNAL}
    assets = host.assets_link(output_file) if pictures else ""
    eager = planned.lead_above is None

    def link(address: str) -> str:
        return address if address in external else host.link(address, output_file)

    def picture(src: str, alt: str, title: str) -> str:
        nonlocal eager
        lazy, eager = not eager, False
        asked = f"{_DESK_SIZE}, {_PHONE_SIZES[widths[src]]}"
        made = picture_html(pictures[src], assets, alt=alt, sizes=asked, lazy=lazy)
        return made.replace("<img ", f"<img{_attribute('title', title)} ", 1) if title else made

    named = _attribute("title", translations(language).gettext("看大图")) if pictures else ""
    larger = {
        src: f'<a class="larger" href="{assets}{pictures[src].widest.name}"{named}>'
        for src, width in widths.items()
        if width < PLAIN_WIDTH
    }
    shown = {target: link(address) for target, address in planned.links}
    return aligned(rewrite(planned.value.body.html, shown, picture, OUTWARD, larger))


def _phone_widths(planned: PlannedArticle, sizes: Mapping[str, int]) -> dict[str, int]:
    """Return how wide a file phones are sent of each picture of a text, by its `src`."""
    pictures = dict(planned.value.pictures)
    in_text = {image.src for image in planned.value.body.images}
    shown = [src for src in pictures if src in in_text]
    above = files_of(planned.lead_above) if planned.lead_above else None
    widths = phone_widths([files_of(pictures[src]) for src in shown], sizes, above)
    return dict(zip(shown, widths, strict=True))


def feed_body(planned: PlannedArticle, assets: str) -> str:
    """Return the body for feeds: every address absolute, one plain img for each picture."""
    pictures = dict(planned.value.pictures)

    def picture(src: str, alt: str, title: str) -> str:
        variant = files_of(pictures[src]).in_feeds
        size = f'width="{variant.width}" height="{variant.height}"'
        named = _attribute("title", title)
        return f'<img src="{assets}{variant.name}" alt="{html.escape(alt)}"{named} {size}>'

    return rewrite(planned.value.body.html, dict(planned.links), picture)


def rewrite(
    clean: str,
    links: Mapping[str, str],
    picture: Callable[[str, str, str], str],
    outward: str = "",
    larger: Mapping[str, str] = _NONE,
) -> str:
    """Write a sanitised body's links and pictures anew.

    A target that is not in `links` keeps its words and loses its link. A picture on another web
    site becomes a link to it, named by its host where it has no text: readers load nothing from
    third parties. `outward` is what a link to another host has besides its address. `larger` has
    the tag of the link around a picture by its `src`; one that stands in a link already has none.
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
            opened = larger if not any(kept) else None
            parts.append(_image(attributes(rest), picture, outward, opened))
        elif closing:
            parts.append("</a>" if kept and kept.pop() else "")
        else:
            opened_link = _anchor(attributes(rest), links, outward) if not any(kept) else ""
            kept.append(bool(opened_link))
            parts.append(opened_link)
    parts.append(clean[position:])
    return "".join(parts)


def _anchor(values: Mapping[str, str], links: Mapping[str, str], outward: str) -> str:
    shown = links.get(as_written(values["href"])) if "href" in values else None
    if shown is None:
        return f"<a{_attribute('id', values['id'])}>" if values.get("id") else ""
    kept = "".join(_attribute(name, values.get(name, "")) for name in ("title", "class", "id"))
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
    larger: Mapping[str, str] | None,
) -> str:
    """Return a picture; `larger` is None where it stands in a link."""
    src, alt = as_written(values.get("src", "")), values.get("alt", "").strip()
    target = classify(src)
    if not src or target.is_refused:
        return html.escape(alt)
    if not target.is_web:
        around = larger.get(src, "") if larger else ""
        made = picture(src, alt, values.get("title", "").strip())
        return f"{around}{made}</a>" if around else made
    words = html.escape(alt or urlsplit(target.address).hostname or src)
    if larger is None:
        return words
    return f'<a href="{html.escape(target.address)}"{outward}>{words}</a>'
