"""The components of a theme, as the comments that they begin with describe them.

In: the theme's folder. Out: each component's name, what it is, and examples that render alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from pathlib import Path

COMPONENTS = "templates/components"
"""The folder of components in a theme's folder."""
IN_HEAD = frozenset({"feed_alternates", "head_start", "square_meta"})
"""Those that stand in a page's head, where nothing of them is seen."""
_COMMENT = late(r"\{#\n(.*?)\n#\}\n", re.DOTALL)
_EXAMPLE = late(r"^Example:\n", re.MULTILINE)
_MACRO = late(r"\{% macro (\w+)\((.*)\) %\}")
_PARAMETERS = late(r"^  ([a-z][a-z_, ]*?)   ", re.MULTILINE)


class UndescribedComponentError(ValueError):
    """A component begins with no comment, or its comment has no example."""


class Component(NamedTuple):
    """A component: its name, its comment before the examples, and these as templates.

    `macros` are the macros of its file: for each its name and its parameters as written.
    `explained` are the parameters that the comment explains.
    """

    name: str
    about: str
    examples: tuple[str, ...]
    macros: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def explained(self) -> tuple[str, ...]:
        """The parameters that the comment explains, in its order."""
        found = _PARAMETERS.findall(self.about.partition("):")[2])
        return tuple(word for line in found for word in line.split(", "))

    @property
    def templates(self) -> tuple[str, ...]:
        """The examples as templates that render alone."""
        if not self.macros:
            return self.examples
        start = f'{{% from "components/{self.name}.html" import {self.name} %}}'
        return tuple(start + example for example in self.examples)

    @property
    def use(self) -> str:
        """What a template says that uses the component: each example holds it."""
        return f"{self.name}(" if self.macros else f'{{% include "components/{self.name}.html" %}}'


def component_names(theme: Path) -> list[str]:
    """Return the names of a theme's components, in their order."""
    return sorted(file.stem for file in (theme / COMPONENTS).glob("*.html"))


def read_component(theme: Path, name: str) -> Component:
    """Return what a component says of itself. Raises OSError and UndescribedComponentError."""
    text = (theme / COMPONENTS / f"{name}.html").read_text("utf-8")
    found = _COMMENT.match(text)
    about, *examples = _EXAMPLE.split(found[1]) if found else ("",)
    if not examples:
        raise UndescribedComponentError(f"{name} begins with no comment that has an example")
    macros = tuple(
        (macro, tuple(each.partition("=")[0] for each in written.split(", ") if each))
        for macro, written in _MACRO.findall(text)
    )
    return Component(name, about.strip(), tuple(examples), macros)
