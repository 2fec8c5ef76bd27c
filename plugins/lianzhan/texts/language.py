"""Texts in the reader's language: gettext with Chinese message ids, English complete."""

from __future__ import annotations

import gettext
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from lianzhan.runtime.shipped import shipped_pages

if TYPE_CHECKING:
    from lianzhan.model.problem import Problem

LOCALES = Path(__file__).parent / "locale"
DOMAIN = "lianzhan"


@cache
def translations(language: str) -> gettext.NullTranslations:
    """Return the texts of a language tag such as zh-CN or en; unknown ones give Chinese."""
    names = [language.replace("-", "_"), language.split("-", maxsplit=1)[0]]
    return gettext.translation(DOMAIN, LOCALES, names, fallback=True)


def user_language() -> str:
    """Return the language to speak to the user in: LANGUAGE, as gettext does, else Chinese."""
    return os.environ.get("LANGUAGE", "").split(":")[0] or "zh-CN"


def in_user_language(text: str) -> str:
    """Return a text in the language to speak to the user in."""
    return translations(user_language()).gettext(text)


def message_of(fault: Problem, language: str) -> str:
    """Return what is wrong."""
    return _filled(fault.definition.message, fault.details, language)


def help_of(fault: Problem, language: str) -> str:
    """Return how to mend it."""
    return _filled(fault.definition.help, fault.details, language)


SAID = ("expected", "what")
"""Details that are texts of the program, and said in the user's language."""


def _filled(text: str, details: tuple[tuple[str, str], ...], language: str) -> str:
    said = translations(language).gettext
    values = {key: printable(said(v) if key in SAID and v else v) for key, v in details}
    return said(text).format(**values, pages=shipped_pages())


def printable(text: str) -> str:
    """Return a text safe to print: content may hold terminal escapes and broken characters."""
    return "".join(
        c if c.isprintable() else c.encode("unicode_escape", "replace").decode() for c in text
    )
