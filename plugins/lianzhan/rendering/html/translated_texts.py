"""Jinja extension: `_("…")` is put into the reader's language when a template is compiled.

Jinja's own way asks for every text on every page again, makes a markup of it, and fills in values
by a markup's means. What comes out is the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from jinja2.ext import Extension
from jinja2.lexer import Token

from lianzhan.texts.language import translations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Environment
    from jinja2.lexer import TokenStream

_LANGUAGE = "texts_language"
"""The global that holds the language of an environment's texts."""
_CALL = ["name", "lparen", "string"]
_OPEN, _CLOSE = ("lparen", "lbracket", "lbrace"), ("rparen", "rbracket", "rbrace")
_ENDS = ("variable_end", "block_end")
_CONSTANTS = ("none", "None", "true", "True", "false", "False")
_PLACE = re.compile(r"%\((\w+)\)s")
_NAMED_OTHERWISE = ("dot", "pipe")
"""What stands before the name of something else: a method, a filter."""
_NOT_AS_IT_IS = re.compile("[&<>\"'%]")
"""What a text would be escaped or filled in for."""


class TranslatedTexts(Extension):
    """Puts texts in the place of calls that ask for them, and values into these.

    `_("%(count)s 个站", count=n)` becomes `((n | e) ~ " 个站") | safe`. Code compiled so is of one
    language (see `compiled_templates`). Where values are not escaped, calls with values stay.
    """

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Return a template's tokens with texts in the place of calls."""
        said = translations(cast("str", self.environment.globals[_LANGUAGE])).gettext
        tokens = list(stream)
        escapes = self.environment.autoescape is True and "autoescape" not in {
            token.value for token in tokens
        }
        at, before = 0, ""
        while at < len(tokens):
            end = at if before in _NAMED_OTHERWISE else _end_of_call(tokens, at)
            call, filled = tokens[at:end], None
            if call and (escapes or len(call) == len(_CALL) + 1):
                filled = _filled(said(call[2].value), call)
            yield from filled or call or tokens[at : at + 1]
            at = max(end, at + 1)
            before = tokens[at - 1].type


def _end_of_call(tokens: list[Token], start: int) -> int:
    """Return where a call `_("…")` ends that starts here; where it starts if there is none."""
    if tokens[start].value != "_" or [x.type for x in tokens[start : start + 3]] != _CALL:
        return start
    depth = 0
    for at in range(start + 1, len(tokens)):
        depth += (tokens[at].type in _OPEN) - (tokens[at].type in _CLOSE)
        if tokens[at].type in _ENDS:
            break
        if not depth:
            return at + 1
    return start


def _filled(text: str, call: list[Token]) -> list[Token] | None:
    """Return the tokens of a text with its values between its parts; None where that can't be."""
    values = _values(call[3:-1])
    parts = _PLACE.split(text)
    if values is None or values.keys() != set(parts[1::2]) or _NOT_AS_IT_IS.search("".join(parts)):
        return None
    line = call[0].lineno
    pieces = [
        [Token(line, "string", part)] if number % 2 == 0 else _filtered(values[part], "e", line)
        for number, part in enumerate(parts)
        if part
    ]
    return _filtered(_joined(pieces, line), "safe", line) if pieces else None


def _values(tokens: list[Token]) -> dict[str, list[Token]] | None:
    """Return the values of a call by their names, from `, a=1, b=2`; None for any other form."""
    values: dict[str, list[Token]] = {}
    depth = 0
    for at, token in enumerate(tokens):
        depth += (token.type in _OPEN) - (token.type in _CLOSE)
        if token.type == "comma" and not depth:
            if [x.type for x in tokens[at + 1 : at + 3]] != ["name", "assign"]:
                return None
            name = tokens[at + 1].value
            values[name] = []
        elif not values:
            return None
        else:
            values[name].append(token)
    found = {name: tokens[2:] for name, tokens in values.items()}
    return found if all(map(_varies, found.values())) else None


def _varies(tokens: list[Token]) -> bool:
    """Whether an expression has a variable: of constants Jinja forgets that they are escaped."""
    return any(token.type == "name" and token.value not in _CONSTANTS for token in tokens)


def _joined(pieces: list[list[Token]], line: int) -> list[Token]:
    found = [token for piece in pieces for token in (*piece, Token(line, "tilde", "~"))]
    return found[:-1]


def _filtered(tokens: list[Token], name: str, line: int) -> list[Token]:
    by_name = [Token(line, "pipe", "|"), Token(line, "name", name)]
    return _in_brackets([*_in_brackets(tokens, line), *by_name], line)


def _in_brackets(tokens: list[Token], line: int) -> list[Token]:
    return [Token(line, "lparen", "("), *tokens, Token(line, "rparen", ")")]


def speak(environment: Environment, language: str) -> None:
    """Have an environment's templates speak a language."""
    environment.install_gettext_translations(  # type: ignore[attr-defined]
        translations(language), newstyle=True
    )
    environment.globals[_LANGUAGE] = language
    environment.add_extension(TranslatedTexts)
