"""Rules of pictures, in whatever shows them: they say what they show, and stand on the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.codes import N_, error, warning
from lianzhan.model.problem import Problem, problem
from lianzhan.reading.bounds import MAX_FRAMES, MAX_PIXELS
from lianzhan.reading.pictures import is_remote, may_be_file

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
IMAGE_STILL = warning(
    "image-still",
    N_("动图“{src}”太大（{size} 字节），发布时不动，只显示其中一帧"),
    N_("减少帧数、缩小画面，使它不超过 {limit} 字节、{frames} 帧，各帧相加不超过 {pixels} 像素"),
)


def alternative_text(value: Value, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """Every picture that a body shows has a text for those who can't see it (WCAG 2.2, 1.1.1).

    One on another web site is not shown: a link stands in its place.
    """
    for image in value.images:
        if not image.alt and not image.decorative and may_be_file(image.src):
            yield problem(value.file, image.line, IMAGE_ALT, src=image.src)


def remote_pictures(value: Value, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """A picture stands beside its text: what lies elsewhere can't be checked and can change."""
    for image in first_of_each({image.src: image.src for image in value.images}, value):
        if is_remote(image.src):
            yield problem(value.file, image.line, IMAGE_REMOTE, src=image.src)


def stilled_animations(value: Value, _site: Site, federation: Federation) -> Iterator[Problem]:
    """An animation is no larger than an image profile allows: phones load all of it (1 MB)."""
    stilled = {src: p.digest for src, p in value.pictures if p.is_animated and not p.moves}
    sizes = {src: picture.bytes for src, picture in value.pictures}
    bounds = {"limit": federation.moving_bytes, "frames": MAX_FRAMES, "pixels": MAX_PIXELS}
    for image in first_of_each(stilled, value) if stilled else ():
        details = {"src": image.src, "size": sizes[image.src], **bounds}
        yield problem(value.file, image.line, IMAGE_STILL, **details)


def first_of_each(known: Mapping[str, str], value: Value) -> Iterator[Image]:
    """Yield each picture where it is shown first: by source, what makes it one and the same."""
    told: set[str] = set()
    for image in sorted(value.images, key=lambda image: image.line):
        same = known.get(image.src)
        if same is not None and same not in told:
            told.add(same)
            yield image
