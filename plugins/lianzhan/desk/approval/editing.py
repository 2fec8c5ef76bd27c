"""A head whose review chain is changed, in either form; all else byte for byte."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from lianzhan.reading.text import UNWANTED
from lianzhan.reading.yaml_masks import masked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.reading.front_matter import FrontMatter

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_VALUE = re.compile(r"[^:]*:[ \t]*(.*?)[ \t]*$", re.MULTILINE)

Edit = tuple[int, int, str]
"""A start and an end in a text, and what shall stand there."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is to become of a chain: its first steps to `keep`, and a `step` after them.

    `step` is as it is written, "" for none; then all are kept, and some are given `digests`, each
    by its place. `status` is the new one, None to leave it.
    """

    keep: int = 0
    step: str = ""
    status: str | None = None
    digests: tuple[tuple[int, str], ...] = ()


class UnusualHeadError(Exception):
    """A head is written in a way that has no evident place for another step."""


@dataclass(frozen=True, slots=True)
class _Head:
    """The text of a head as it stands in the file, its line end, and each key's line, from 0."""

    text: str
    ending: str
    keys: dict[str, int]
    change: Change

    def line(self, text: str) -> Edit:
        """A new last line."""
        return len(self.text), len(self.text), f"{text}{self.ending}"


def with_change(raw: bytes, front: FrontMatter, change: Change) -> bytes:
    """Change the chain in a file that splits into `front`. Raises UnusualHeadError.

    A place is found in the text, not by reading it anew: the caller makes sure that the result
    reads as it should.
    """
    lines = _LINE.findall(raw.decode("utf-8"))
    clean = [UNWANTED.sub("", line).strip() for line in lines]
    first = next(number for number, line in enumerate(clean) if line)
    last = front.body_line - 2  # the closing line, or the blank one after a Pelican head
    ending = lines[first][len(lines[first].rstrip("\r\n")) :] or "\n"
    is_yaml = clean[first] == "---"
    start = first + is_yaml
    text = "".join(lines[start:last])
    if text and not text.endswith(("\r", "\n")):
        text += ending
    keys = {key.text: key.line - 1 - start for key, _ in front.fields.items}
    head = _Head(text, ending, keys, change)
    edits = _yaml_edits(head) if is_yaml else _pelican_edits(head)
    return "".join((*lines[:start], _edited(text, list(edits)), *lines[last:])).encode("utf-8")


def _edited(text: str, edits: list[Edit]) -> str:
    """Make edits in a text; those at one place stand in the order given."""
    parts: list[str] = []
    position = 0
    for start, end, new in sorted(edits, key=lambda edit: edit[0]):
        parts += (text[position:start], new)
        position = end
    return "".join((*parts, text[position:]))


def _value_edit(start: int, end: int, text: str) -> Edit:
    """Put a text in a value's place; after a bare `key:` a space must come first."""
    return start, end, text if end > start else f" {text}"


def _nodes(text: str) -> yaml.Node | None:
    """Return YAML with the places of all that stands in it.

    What `reading` drops, PyYAML would not take; a letter in its stead keeps all places, and so does
    what stands in the stead of line ends and of plain text's marks.
    """
    clean = UNWANTED.sub("_", text).replace("\r\n", " \n").replace("\r", "\n")
    return yaml.compose(masked(clean), Loader=yaml.SafeLoader)


def _yaml_edits(head: _Head) -> Iterator[Edit]:
    node, status = _nodes(head.text), head.change.status
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    keys = {str(key.value).lower(): value for key, value in pairs}
    if "review" in keys:
        yield from _chain_edits(keys["review"], head.text, head)
    else:
        yield head.line(f"review:{head.ending}  - {head.change.step}")
    if status is not None and "status" in keys:
        found = keys["status"]
        yield _value_edit(found.start_mark.index, found.end_mark.index, status)
    elif status is not None:
        yield head.line(f"status: {status}")


def _chain_edits(node: yaml.Node, text: str, head: _Head) -> Iterator[Edit]:
    """Change a chain in any of the forms that `reading` takes."""
    change = head.change
    if change.digests:
        steps = node.value if isinstance(node, yaml.SequenceNode) else [node]
        yield from (_digest_edit(steps[at], digest, text, head) for at, digest in change.digests)
    elif isinstance(node, yaml.SequenceNode) and change.keep < len(node.value):
        yield _last_steps(node, text, head)
    else:
        yield from _added(node, text, head)


def _added(node: yaml.Node, text: str, head: _Head) -> Iterator[Edit]:
    start, end, step = node.start_mark.index, node.end_mark.index, head.change.step
    if not isinstance(node, yaml.CollectionNode):
        yield _value_edit(start, end, f"[{step}]")
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


def _last_steps(chain: yaml.SequenceNode, text: str, head: _Head) -> Edit:
    """Put the new step into the place of those that are not kept."""
    first, end = chain.value[head.change.keep].start_mark.index, _end(chain.value[-1])
    if chain.flow_style:
        return first, end, head.change.step
    start = max(text.rfind("\n", 0, first), text.rfind("\r", 0, first)) + 1
    rest = _LINE.match(text, end)
    indent = " " * chain.start_mark.column
    return start, rest.end() if rest else len(text), f"{indent}- {head.change.step}{head.ending}"


def _digest_edit(step: yaml.Node, digest: str, text: str, head: _Head) -> Edit:
    """Write a digest as the last value of a step."""
    if not isinstance(step, yaml.MappingNode):
        raise UnusualHeadError
    if step.flow_style:
        after = _end(step.value[-1][1])
        return after, after, f", digest: {digest}"
    rest = _LINE.match(text, _end(step))
    place = rest.end() if rest else len(text)
    return place, place, f"{' ' * step.start_mark.column}digest: {digest}{head.ending}"


def _next_step(chain: yaml.SequenceNode, text: str, head: _Head) -> Edit:
    """After the last step: behind it in brackets, or on a line of its own."""
    after = _end(chain.value[-1])
    if chain.flow_style:
        return after, after, f", {head.change.step}"
    rest = _LINE.match(text, after)
    place = rest.end() if rest else len(text)
    return place, place, f"{' ' * chain.start_mark.column}- {head.change.step}{head.ending}"


def _end(node: yaml.Node) -> int:
    """Return where a value's text ends: PyYAML lets a block run on over blank lines, comments."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last)
    return int(node.end_mark.index)


def _pelican_edits(head: _Head) -> Iterator[Edit]:
    """Each step of a chain stands on a line of its own, the first one on the key's."""
    starts = [match.start() for match in _LINE.finditer(head.text)]
    step, status = head.change.step, head.change.status
    if "review" not in head.keys:
        yield head.line(f"review: {step}")
    else:
        yield from _pelican_chain(head, starts)
    if status is not None and "status" in head.keys:
        yield _value_edit(*_value(head, starts[head.keys["status"]]), status)
    elif status is not None:
        yield head.line(f"status: {status}")


def _pelican_chain(head: _Head, starts: list[int]) -> Iterator[Edit]:
    line, change = head.keys["review"], head.change
    start, end = _value(head, starts[line])
    node = _nodes(head.text[start:end])
    following = min((n for n in head.keys.values() if n > line), default=len(starts))
    place = starts[following] if following < len(starts) else len(head.text)
    if isinstance(node, yaml.SequenceNode):
        edits = _chain_edits(node, head.text[start:end], head)
        yield from ((start + place, start + until, new) for place, until, new in edits)
    elif node is None:
        yield _value_edit(start, end, change.step)
    elif change.digests:
        for at, digest in change.digests:
            brace = head.text.rindex("}", 0, [*starts, len(head.text)][line + at + 1])
            yield brace, brace, f", digest: {digest}"
    elif change.keep:
        first = starts[line + change.keep] if line + change.keep < following else place
        yield first, place, f"    {change.step}{head.ending}"
    else:
        yield start, place, f"{change.step}{head.ending}"


def _value(head: _Head, start: int) -> tuple[int, int]:
    """Return where the value of the key in the line at `start` begins and ends."""
    line = _LINE.match(head.text, start)
    text = line.group().rstrip("\r\n") if line else ""
    match = _VALUE.match(text)
    return (start + match.start(1), start + match.end(1)) if match else (start, start)
