"""Jinja extension: templates are compiled to code that does the same with less.

What is put out is escaped if there is anything to escape in it. Jinja wraps every value in a Markup
of its own first, the whole body of an article, too; most are titles, dates and links, and nothing
in them needs it. Texts joined by `~` are escaped the same way.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from jinja2.compiler import CodeGenerator, optimizeconst
from jinja2.ext import Extension
from jinja2.runtime import markup_join
from markupsafe import Markup, escape

if TYPE_CHECKING:
    from jinja2 import Environment, nodes
    from jinja2.compiler import Frame

_SPECIAL = re.compile("[&<>\"']")
_TEXT = {str}
_TEXT_AND_MARKUP = {str, Markup}


@lru_cache(maxsize=20_000)
def _escaped(text: str) -> str:
    """Return what `escape` does; titles, units and links come again and again, at every site."""
    return escape(text) if _SPECIAL.search(text) else text


def escaped(value: Any) -> str:
    """Return what `escape` does, as any kind of text."""
    kind = type(value)
    if kind is str:
        return _escaped(value)
    if kind is Markup:
        body: Markup = value
        return body
    return escape(value)


def joined(values: tuple[Any, ...]) -> str:
    """Return what Jinja's `markup_join` does: where one is HTML, the others are escaped."""
    kinds = set(map(type, values))
    if kinds == _TEXT:
        return "".join(values)
    if kinds <= _TEXT_AND_MARKUP:
        return Markup("".join(map(escaped, values)))  # noqa: S704 - escaped
    return markup_join(values)


class _Generator(CodeGenerator):
    """Jinja's own, but for how it escapes and joins."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        context = frame.eval_ctx
        if context.volatile or not context.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escaped(")

    @optimizeconst
    def visit_Concat(  # noqa: N802 - as Jinja calls it
        self, node: nodes.Concat, frame: Frame
    ) -> None:
        """Write `a ~ b`."""
        context = frame.eval_ctx
        if context.volatile or not context.autoescape:
            super().visit_Concat(node, frame)
            return
        self.write("environment.joined((")
        for value in node.nodes:
            self.visit(value, frame)
            self.write(", ")
        self.write("))")


class Escaping(Extension):
    """Has an environment's templates compiled so."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        environment.code_generator_class = _Generator
        environment.extend(escaped=escaped, joined=joined)
