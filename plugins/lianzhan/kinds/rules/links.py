"""The rules of links: those inside the federation lead to a published page, or lose the link.

That one runs after review, on paths alone: withdrawing an article never withholds another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.codes import N_, error, warning
from lianzhan.model.kinds import file_of
from lianzhan.model.problem import Problem, problem
from lianzhan.model.target import Kind, classify, legible
from lianzhan.reading.links import anchor_of, anchors, find

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from lianzhan.kinds.value import Value
    from lianzhan.model.catalog import Catalog, Entry
    from lianzhan.model.federation import Federation, Site

DEAD_LINK = warning(
    "dead-link",
    N_("链接“{target}”没有指向任何稿件或文件，发布时只保留文字"),
    N_("改正路径和文件名，或删除链接；要附上文件，把它放在稿件旁边再链接"),
)
UNPUBLISHED_LINK = warning(
    "unpublished-link",
    N_("链接“{target}”指向未发布的稿件，发布时只保留文字"),
    N_("等对方稿件发布，或删除链接"),
)
UNSAFE_LINK = error(
    "unsafe-link", N_("“{target}”的协议不允许"), N_("只用 http、https、mailto、tel 或站内路径")
)
BAD_ADDRESS = error(
    "bad-address",
    N_("“{target}”不是网址"),
    N_("网址要写全，例如 https://example.org/a：冒号和斜杠用半角，不带用户名；站内的写路径"),
)

_FAULTS = {Kind.UNSAFE: UNSAFE_LINK, Kind.NONE: BAD_ADDRESS}
"""The code of each kind of address that is refused."""
_SHOWN = 80
"""Characters of a target that a message shows."""


def link_safety(value: Value, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """A link is an address, its scheme allowed; "#…" leads to a heading of the same page."""
    ids = dict.fromkeys(anchors(value.body))
    for link in value.links:
        details = {"target": legible(link.target)[:_SHOWN]}
        target = classify(link.target)
        if target.is_refused:
            yield problem(value.file, link.line, _FAULTS[target.kind], **details)
        elif target.kind is Kind.ANCHOR and anchor_of(target.address, ids) is None:
            yield problem(value.file, link.line, DEAD_LINK, **details)


def picture_safety(value: Value, _site: Site, _federation: Federation) -> Iterator[Problem]:
    """The source of a picture, the cover's too, is an address, its scheme allowed."""
    for image in value.images:
        target = classify(image.src)
        if target.is_refused:
            code = _FAULTS[target.kind]
            yield problem(value.file, image.line, code, target=legible(image.src)[:_SHOWN])


def link_problems(entry: Entry, catalog: Catalog, published: Container[str]) -> Iterator[Problem]:
    """A link inside the federation leads to a page that is there, and published."""
    for link in entry.references:
        found = find(link.path, catalog)
        if found is None or found not in published:
            code = DEAD_LINK if found is None else UNPUBLISHED_LINK
            yield problem(file_of(entry.path), link.line, code, target=link.target[:_SHOWN])
