"""Pelican plugin: pictures in the sizes that screens need (see `rendering.pictures`)."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from jinja2 import pass_context
from markupsafe import Markup
from pelican import signals

from lianzhan.rendering.html.rendered_page import rendered_page
from lianzhan.rendering.pelican.settings import PLAN
from lianzhan.rendering.pictures.files import files_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jinja2.runtime import Context

    from lianzhan.model.catalog import Picture
    from lianzhan.rendering.pelican.types import Generator
    from lianzhan.rendering.pictures.files import PictureFiles, Variant

_REM, _FINE = 16, 2
"""CSS pixels of a rem in type of the usual size, and pixels of a fine screen to one of them."""


def picture_html(files: PictureFiles, base: str, *, alt: str, sizes: str, lazy: bool) -> str:
    """Return the `picture` element; `base` is the link to the assets folder, ending in "/".

    An animation moves, but not for those who ask for less movement (WCAG 2.2, 2.2.2).
    """
    shown = files.moving or files.shown
    wanted = f' sizes="{html.escape(sizes)}"'
    webp, plain = (_srcset(made, base, wanted) for made in (files.webp, files.plain))
    kind = ' type="image/webp"' if webp else ""
    if files.moving:
        calm = ' media="(prefers-reduced-motion: reduce)"'
        source, several = f"<source{calm}{kind}{webp or plain}>", ""
    else:
        source = f"<source{kind}{webp}>" if webp else ""
        several = plain if len(files.plain) > 1 else ""
    loading = ' loading="lazy"' if lazy else ""
    return (
        f'<picture>{source}<img src="{base}{shown.name}"{several}'
        f' width="{shown.width}" height="{shown.height}" alt="{html.escape(alt)}"{loading}>'
        "</picture>"
    )


def _srcset(made: Iterable[Variant], base: str, wanted: str) -> str:
    files = ", ".join(f"{base}{variant.name} {variant.width}w" for variant in made)
    return f' srcset="{files}"{wanted}' if files else ""


@pass_context
def picture_filter(
    context: Context,
    picture: Picture | None,
    alt: str = "",
    sizes: str = "100vw",
    *,
    lazy: bool = True,
) -> Markup:
    """Jinja filter: `{{ article.cover | picture(sizes="…") }}`; nothing where there is none."""
    return _shown(context, files_of(picture) if picture else None, alt, sizes, lazy=lazy)


@pass_context
def small_picture_filter(
    context: Context, picture: Picture | None, desk: float, phone: str
) -> Markup:
    """Jinja filter: a picture beside words that say all: `cover | small_picture(10, "104px")`.

    `desk` is how many rem it is wide on a desk, `phone` its width on a phone, in CSS. No file wider
    than a desk's screen at 2x needs is offered: a page with many of them is lighter by addresses.
    """
    files = files_of(picture).up_to(round(desk * _REM * _FINE)) if picture else None
    return _shown(context, files, "", f"(min-width: 48rem) {desk:g}rem, {phone}", lazy=True)


def _shown(
    context: Context, files: PictureFiles | None, alt: str, sizes: str, *, lazy: bool
) -> Markup:
    if files is None:
        return Markup("")
    made = picture_html(files, rendered_page(context).assets, alt=alt, sizes=sizes, lazy=lazy)
    return Markup(made)  # noqa: S704 - escaped


FILTERS = {"picture": picture_filter, "small_picture": small_picture_filter}
"""By the names that templates call them by."""


def _offer_filters(generator: Generator) -> None:
    if PLAN in generator.settings:
        generator.env.filters.update(FILTERS)


def register() -> None:
    """Offer the filters to every template."""
    signals.generator_init.connect(_offer_filters)
