"""Jinja extension: `_("…")` is put into the reader's language when a template is compiled.

Jinja's own way asks for every text on every page again, and makes a text with a markup's methods of
it. What comes out is the same.
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
_CALL = ("name", "lparen", "string", "rparen")
_NAMED_OTHERWISE = ("dot", "pipe")
"""What stands before the name of something else: a method, a filter."""
_NOT_AS_IT_IS = re.compile("[&<>\"'%]")
"""What a text would be escaped or filled in for."""


class TranslatedTexts(Extension):
    """Puts texts in the place of calls that ask for them, but for those with something to fill in.

    Code compiled so is of one language (see `compiled_templates`).
    """

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Return a template's tokens with texts in the place of calls."""
        said = translations(cast("str", self.environment.globals[_LANGUAGE])).gettext
        held: list[Token] = []
        before = ""
        for token in stream:
            is_next = token.type == _CALL[len(held)]
            if not is_next or (not held and (token.value != "_" or before in _NAMED_OTHERWISE)):
                yield from held
                held = []
                yield token
            elif len(held) < len(_CALL) - 1:
                held.append(token)
            else:
                text = said(held[2].value)
                is_plain = not _NOT_AS_IT_IS.search(text)
                yield from [Token(token.lineno, "string", text)] if is_plain else [*held, token]
                held = []
            before = token.type
        yield from held


def speak(environment: Environment, language: str) -> None:
    """Have an environment's templates speak a language."""
    environment.install_gettext_translations(  # type: ignore[attr-defined]
        translations(language), newstyle=True
    )
    environment.globals[_LANGUAGE] = language
    environment.add_extension(TranslatedTexts)
