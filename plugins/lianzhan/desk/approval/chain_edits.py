"""A review chain as YAML has it, in any of the forms that `reading` takes: which edits change it.

In: a node with its places in a text. Out: edits of that text. The notice of a withdrawn text has a
chain of its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from lianzhan.model.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
"""A line with its end."""

Edit = tuple[int, int, str]
"""A start and an end in a text, and what shall stand there."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is to become of a chain: its first steps to `keep`, and a `step` after them.

    `step` is as it is written, "" for none; then all are kept, and some are given `digests`, each
    by its place. `status` is the new one, None to leave it. `of_notice`: the chain is that of the
    head's notice.
    """

    keep: int = 0
    step: str = ""
    status: str | None = None
    digests: tuple[tuple[int, str], ...] = ()
    of_notice: bool = False


class UnusualHeadError(Exception):
    """A head is written in a way that has no evident place for another step."""


@dataclass(frozen=True, slots=True)
class HeadText:
    """The text of a head as it stands in the file, its line end, and each key's line, from 0."""

    text: str
    ending: str
    keys: dict[str, int]
    change: Change

    def line(self, text: str) -> Edit:
        """A new last line."""
        return len(self.text), len(self.text), f"{text}{self.ending}"


def value_edit(start: int, end: int, text: str) -> Edit:
    """Put a text in a value's place; after a bare `key:` a space must come first."""
    return start, end, text if end > start else f" {text}"


def chain_edits(node: yaml.Node, text: str, head: HeadText) -> Iterator[Edit]:
    """Change a chain in any of the forms that `reading` takes."""
    change = head.change
    if change.digests:
        steps = node.value if isinstance(node, yaml.SequenceNode) else [node]
        yield from (_digest_edit(steps[at], digest, text, head) for at, digest in change.digests)
    elif isinstance(node, yaml.SequenceNode) and change.keep < len(node.value):
        yield _last_steps(node, text, head)
    else:
        yield from _added(node, text, head)


def _added(node: yaml.Node, text: str, head: HeadText) -> Iterator[Edit]:
    start, end, step = node.start_mark.index, node.end_mark.index, head.change.step
    if not isinstance(node, yaml.CollectionNode):
        yield value_edit(start, end, f"[{step}]")
    elif isinstance(node, yaml.SequenceNode) and node.value:
        yield _next_step(node, text, head)
    elif isinstance(node, yaml.SequenceNode):
        yield start + 1, start + 1, step
    elif not node.flow_style:
        raise UnusualHeadError
    elif head.change.keep:
        yield start, start, "["
        yield end, end, f", {step}]"
    else:
        yield start, end, f"[{step}]"


def _last_steps(chain: yaml.SequenceNode, text: str, head: HeadText) -> Edit:
    """Put the new step into the place of those that are not kept."""
    first, end = chain.value[head.change.keep].start_mark.index, end_of(chain.value[-1])
    if chain.flow_style:
        return first, end, head.change.step
    start = max(text.rfind("\n", 0, first), text.rfind("\r", 0, first)) + 1
    rest = LINE.match(text, end)
    indent = " " * chain.start_mark.column
    return start, rest.end() if rest else len(text), f"{indent}- {head.change.step}{head.ending}"


def _digest_edit(step: yaml.Node, digest: str, text: str, head: HeadText) -> Edit:
    """Write a digest as the last value of a step."""
    if not isinstance(step, yaml.MappingNode):
        raise UnusualHeadError
    if step.flow_style:
        after = end_of(step.value[-1][1])
        return after, after, f", digest: {digest}"
    rest = LINE.match(text, end_of(step))
    place = rest.end() if rest else len(text)
    return place, place, f"{' ' * step.start_mark.column}digest: {digest}{head.ending}"


def _next_step(chain: yaml.SequenceNode, text: str, head: HeadText) -> Edit:
    """After the last step: behind it in brackets, or on a line of its own."""
    after = end_of(chain.value[-1])
    if chain.flow_style:
        return after, after, f", {head.change.step}"
    rest = LINE.match(text, after)
    place = rest.end() if rest else len(text)
    return place, place, f"{' ' * chain.start_mark.column}- {head.change.step}{head.ending}"


def end_of(node: yaml.Node) -> int:
    """Return where a value's text ends: PyYAML lets a block run on over blank lines, comments."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        last = node.value[-1]
        return end_of(last[1] if isinstance(last, tuple) else last)
    return int(node.end_mark.index)


def notice_edits(node: yaml.Node | None, text: str, head: HeadText) -> Iterator[Edit]:
    """Change the chain of a notice: a text alone becomes one with a chain."""
    step = head.change.step
    if isinstance(node, yaml.ScalarNode):
        start, end = node.start_mark.index, node.end_mark.index
        said = node.value if node.style in ("|", ">") else text[start:end]
        end = start + len(text[start:end].rstrip("\r\n"))  # a block of lines ends with their ends
        yield value_edit(start, end, with_first_step(said, step))
        return
    if not isinstance(node, yaml.MappingNode) or not node.value:
        raise UnusualHeadError
    within = {str(key.value): value for key, value in node.value}
    if "review" in within:
        yield from chain_edits(within["review"], text, head)
    elif node.flow_style:
        after = end_of(node.value[-1][1])
        yield after, after, f", review: [{step}]"
    else:
        place = _line_after(text, end_of(node))
        indent = " " * node.start_mark.column
        yield place, place, f"{indent}review:{head.ending}{indent}  - {step}{head.ending}"


def _line_after(text: str, end: int) -> int:
    """Return where the line after a place begins: a block of lines ends where it does."""
    rest = None if text[:end].endswith(("\r", "\n")) else LINE.match(text, end)
    return rest.end() if rest else end


def with_first_step(said: str, step: str) -> str:
    """Return a notice with its first step, on one line; a text in quotes stays as it is."""
    one = " ".join(said.split())
    if one[:1] not in ("'", '"'):
        one = yaml.safe_dump(one, allow_unicode=True, default_style='"', width=1 << 30).strip()
    return f"{{text: {one}, review: [{step}]}}"
