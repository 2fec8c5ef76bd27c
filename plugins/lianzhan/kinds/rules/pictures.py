"""Rules of pictures, in whatever shows them: they say what they show, and stand on the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.codes import N_, error, warning
from lianzhan.model.problem import Problem, problem
from lianzhan.reading.pictures import is_remote

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lianzhan.kinds.value import Value
    from lianzhan.model.body import Image
    from lianzhan.model.federation import Federation, Site

IMAGE_REMOTE = warning(
    "image-remote", N_("图片“{src}”在别的网站上，发布时改为链接"), N_("把图片下载到稿件旁边再引用")
)
IMAGE_ALT = error(
    "image-alt", N_("图片“{src}”没有替代文字"), N_("在方括号里写明图中内容：![替代文字]({src})")
)


def alternative_text(value: Value, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """Every picture in a body has a text for those who can't see it (WCAG 2.2, 1.1.1)."""
    for image in value.images:
        if not image.alt and not image.decorative:
            yield problem(value.file, image.line, IMAGE_ALT, src=image.src)


def remote_pictures(value: Value, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """A picture stands beside its text: what lies elsewhere can't be checked and can change."""
    for image in first_of_each({image.src: image.src for image in value.images}, value):
        if is_remote(image.src):
            yield problem(value.file, image.line, IMAGE_REMOTE, src=image.src)


def first_of_each(known: Mapping[str, str], value: Value) -> Iterator[Image]:
    """Yield each picture where it is shown first: by source, what makes it one and the same."""
    told: set[str] = set()
    for image in sorted(value.images, key=lambda image: image.line):
        same = known.get(image.src)
        if same is not None and same not in told:
            told.add(same)
            yield image
