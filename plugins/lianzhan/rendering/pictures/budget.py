"""How wide a text's pictures are sent to phones, so that a page of many stays light."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.rendering.pictures.files import PLAIN_WIDTH, WIDTHS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lianzhan.rendering.pictures.files import PictureFiles

TEXT = 66 * 1024
"""Bytes that the pictures of a text may weigh together on a phone.

An article's page has 90 KiB for pictures (the readers' design); the two small ones of 接着看, the
square one that 微信 takes, the mark and the woven band take the rest.
"""
PHONE_WIDTHS = tuple(width for width in WIDTHS if width <= PLAIN_WIDTH)
"""Pixels: what a phone may be sent, narrowest first."""


def phone_widths(
    pictures: Iterable[PictureFiles], sizes: Mapping[str, int], above: PictureFiles | None = None
) -> list[int]:
    """Return for each picture of a text the width in pixels of the file that phones are sent.

    It is the widest of PHONE_WIDTHS where all of them fit the budget, with the one that stands
    `above` them in full. Where they don't, the heaviest becomes a step narrower, until they do or
    none can. `sizes` has the bytes of files by name; what it does not know weighs nothing.
    """
    steps = [_steps(files, sizes) for files in pictures]
    left = TEXT - (_steps(above, sizes)[-1][1] if above else 0)
    while sum(step[-1][1] for step in steps) > left:
        reducible = [step for step in steps if len(step) > 1]
        if not reducible:
            break
        max(reducible, key=lambda step: step[-1][1]).pop()
    return [step[-1][0] for step in steps]


def _steps(files: PictureFiles, sizes: Mapping[str, int]) -> list[tuple[int, int]]:
    """Return the widths that a picture may be sent in and their bytes; an animation has but one."""
    if files.moving:
        return [(PLAIN_WIDTH, sizes.get(files.moving.name, 0))]
    widest = [files.up_to(width).widest for width in PHONE_WIDTHS]
    return [
        (width, sizes.get(file.name, 0))
        for width, file, after in zip(PHONE_WIDTHS, widest, [*widest[1:], None], strict=True)
        if file != after
    ]
