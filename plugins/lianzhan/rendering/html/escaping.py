"""Jinja extension: what a template puts out is escaped if there is anything to escape in it.

Jinja wraps every value in a Markup of its own first, the whole body of an article, too; most are
titles, dates and links, and nothing in them needs it. What comes out is the same.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from jinja2.compiler import CodeGenerator
from jinja2.ext import Extension
from markupsafe import Markup, escape

if TYPE_CHECKING:
    from jinja2 import Environment, nodes
    from jinja2.compiler import Frame

_SPECIAL = re.compile("[&<>\"']")


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


class _Generator(CodeGenerator):
    """Jinja's own, but for the name of what it escapes output with."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        context = frame.eval_ctx
        if context.volatile or not context.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escaped(")


class Escaping(Extension):
    """Has an environment's templates compiled so."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        environment.code_generator_class = _Generator
        environment.extend(escaped=escaped)
