"""Problems as hosts of repositories show them beside the lines of a change.

In: problems, and how their files are called from the repository's root. Out: text in the format of
one host; the same problems give the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.commands.annotations import github, gitlab, sarif

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lianzhan.commands.annotations.place import Placed

FORMATS: dict[str, Callable[[Sequence[Placed]], str]] = {
    "github": github.document,
    "gitlab": gitlab.document,
    "sarif": sarif.document,
}
"""The formats there are, by the words of `--annotate`."""
