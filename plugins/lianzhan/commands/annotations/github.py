"""Workflow commands of GitHub Actions: `::error file=…,line=…,title=…::…`.

docs.github.com, "Workflow commands for GitHub Actions". Of one step GitHub shows ten errors and ten
warnings; more are counted in a notice, and stand in the log.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.texts.language import in_user_language as _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lianzhan.commands.annotations.place import Placed

MOST = 10
"""Annotations of each level that GitHub shows of a step."""


def document(problems: Sequence[Placed]) -> str:
    """Return the commands, a line each."""
    return "".join(f"{line}\n" for line in _lines(problems))


def _lines(problems: Sequence[Placed]) -> Iterator[str]:
    left = 0
    for level, of_level in (("error", True), ("warning", False)):
        found = [fault for fault in problems if fault.is_error is of_level]
        found.sort(key=_says_why, reverse=True)
        yield from (_command(level, fault) for fault in found[:MOST])
        left += len(found[MOST:])
    if left:
        text = _("还有 {count} 处问题没有标出，见日志")
        yield f"::notice::{_data(text.format(count=left))}"


def _says_why(fault: Placed) -> bool:
    """Whether it says what the change may not do: GitHub shows that before all else."""
    return fault.code.startswith("change-")


def _command(level: str, fault: Placed) -> str:
    path, title = _property(fault.path), _property(fault.code)
    words = _data(f"{fault.message}\n{fault.help}")
    return f"::{level} file={path},line={fault.line},title={title}::{words}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
