"""Rules of pictures, in whatever shows them: they say what they show, and stand on the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.kinds import file_of
from lianzhan.model.problem import Problem, problem
from lianzhan.reading.pictures import is_remote

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lianzhan.kinds.value import Value
    from lianzhan.model.body import Image
    from lianzhan.model.federation import Federation, Site


def alternative_text(value: Value, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """Every picture in a body has a text for those who can't see it (WCAG 2.2, 1.1.1)."""
    for image in value.images:
        if not image.alt and not image.decorative:
            yield problem(file_of(value.path), image.line, "image-alt", src=image.src)


def remote_pictures(value: Value, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """A picture stands beside its text: what lies elsewhere can't be checked and can change."""
    for image in first_of_each({image.src: image.src for image in value.images}, value):
        if is_remote(image.src):
            yield problem(file_of(value.path), image.line, "image-remote", src=image.src)


def first_of_each(known: Mapping[str, str], value: Value) -> Iterator[Image]:
    """Yield each picture where it is shown first: by source, what makes it one and the same."""
    told: set[str] = set()
    for image in sorted(value.images, key=lambda image: image.line):
        same = known.get(image.src)
        if same is not None and same not in told:
            told.add(same)
            yield image
