"""A head whose review chain is changed, in either form; all else byte for byte."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from lianzhan.desk.approval.chain_edits import (
    LINE,
    Change,
    Edit,
    HeadText,
    chain_edits,
    notice_edits,
    value_edit,
    with_first_step,
)
from lianzhan.reading.text import UNWANTED
from lianzhan.reading.yaml_masks import masked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.reading.front_matter import FrontMatter

_VALUE = re.compile(r"[^:]*:[ \t]*(.*?)[ \t]*$", re.MULTILINE)


def with_change(raw: bytes, front: FrontMatter, change: Change) -> bytes:
    """Change the chain in a file that splits into `front`. Raises UnusualHeadError.

    A place is found in the text, not by reading it anew: the caller makes sure that the result
    reads as it should.
    """
    lines = LINE.findall(raw.decode("utf-8"))
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
    head = HeadText(text, ending, keys, change)
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


def _nodes(text: str) -> yaml.Node | None:
    """Return YAML with the places of all that stands in it.

    What `reading` drops, PyYAML would not take; a letter in its stead keeps all places, and so does
    what stands in the stead of line ends and of plain text's marks.
    """
    clean = UNWANTED.sub("_", text).replace("\r\n", " \n").replace("\r", "\n")
    return yaml.compose(masked(clean), Loader=yaml.SafeLoader)


def _yaml_edits(head: HeadText) -> Iterator[Edit]:
    node, status = _nodes(head.text), head.change.status
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    keys = {str(key.value).lower(): value for key, value in pairs}
    if head.change.of_notice:
        yield from notice_edits(keys.get("notice"), head.text, head)
        return
    if "review" in keys:
        yield from chain_edits(keys["review"], head.text, head)
    else:
        yield head.line(f"review:{head.ending}  - {head.change.step}")
    if status is not None and "status" in keys:
        found = keys["status"]
        yield value_edit(found.start_mark.index, found.end_mark.index, status)
    elif status is not None:
        yield head.line(f"status: {status}")


def _pelican_edits(head: HeadText) -> Iterator[Edit]:
    """Each step of a chain stands on a line of its own, the first one on the key's."""
    starts = [match.start() for match in LINE.finditer(head.text)]
    step, status = head.change.step, head.change.status
    if head.change.of_notice:
        yield from _pelican_notice(head, starts[head.keys["notice"]])
        return
    if "review" not in head.keys:
        yield head.line(f"review: {step}")
    else:
        yield from _pelican_chain(head, starts)
    if status is not None and "status" in head.keys:
        yield value_edit(*_value(head, starts[head.keys["status"]]), status)
    elif status is not None:
        yield head.line(f"status: {status}")


def _pelican_notice(head: HeadText, start: int) -> Iterator[Edit]:
    """A notice stands on the line of its key: a text as it is, or in braces."""
    start, end = _value(head, start)
    said = head.text[start:end]
    node = _nodes(said) if said.startswith("{") else None
    if node is None:
        yield value_edit(start, end, with_first_step(said, head.change.step))
        return
    for place, until, new in notice_edits(node, said, head):
        yield start + place, start + until, new


def _pelican_chain(head: HeadText, starts: list[int]) -> Iterator[Edit]:
    line, change = head.keys["review"], head.change
    start, end = _value(head, starts[line])
    node = _nodes(head.text[start:end])
    following = min((n for n in head.keys.values() if n > line), default=len(starts))
    place = starts[following] if following < len(starts) else len(head.text)
    if isinstance(node, yaml.SequenceNode):
        edits = chain_edits(node, head.text[start:end], head)
        yield from ((start + place, start + until, new) for place, until, new in edits)
    elif node is None:
        yield value_edit(start, end, change.step)
    elif change.digests:
        for at, digest in change.digests:
            brace = head.text.rindex("}", 0, [*starts, len(head.text)][line + at + 1])
            yield brace, brace, f", digest: {digest}"
    elif change.keep:
        first = starts[line + change.keep] if line + change.keep < following else place
        yield first, place, f"    {change.step}{head.ending}"
    else:
        yield start, place, f"{change.step}{head.ending}"


def _value(head: HeadText, start: int) -> tuple[int, int]:
    """Return where the value of the key in the line at `start` begins and ends."""
    line = LINE.match(head.text, start)
    text = line.group().rstrip("\r\n") if line else ""
    match = _VALUE.match(text)
    return (start + match.start(1), start + match.end(1)) if match else (start, start)
