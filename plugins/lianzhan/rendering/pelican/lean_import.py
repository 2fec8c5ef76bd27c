"""Imports Pelican without docutils, Rich and its server, when this module itself is imported.

Workers of a build import it before anything else of Pelican. Content is Markdown, and a worker
neither prints nor serves: what these packages bring along is a fifth of all that it would import.
Who has imported Pelican already keeps it as it is.
"""

from __future__ import annotations

import logging
import sys
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Missing(ModuleType):
    """Stands for docutils; Pelican takes what is false for a package that is not installed."""

    def __bool__(self) -> bool:
        return False


class _Silent:
    """A console that nobody looks at."""

    def print(self, *_words: object, **_options: object) -> None:
        """Say nothing."""

    def print_exception(self) -> None:
        """Say nothing of an exception: what Pelican logs is gathered."""


class _NoLog(logging.NullHandler):
    """Pelican's default handler of its log: a build has its own (see `rendering.pelican.site`)."""

    def __init__(self, console: _Silent) -> None:
        super().__init__()
        self.console = console


class _Base:
    """A base of Pelican's classes for reStructuredText."""


_STUBS: dict[str, dict[str, object]] = {
    "docutils": {},
    "docutils.core": {},
    "docutils.io": {},
    "docutils.parsers": {},
    "docutils.parsers.rst": {},
    "docutils.parsers.rst.languages": {"get_language": bool},
    "docutils.writers": {},
    "docutils.writers.html4css1": {"HTMLTranslator": _Base, "Writer": _Base},
    "pelican.rstdirectives": {},
    "pelican.server": {"ComplexHTTPRequestHandler": None, "RootedHTTPServer": None},
    "rich": {},
    "rich.console": {"Console": _Silent},
    "rich.logging": {"RichHandler": _NoLog},
}
"""What Pelican 4.12 takes of these packages when it is imported."""


@contextmanager
def _stubs() -> Iterator[None]:
    """Have stubs imported in the packages' place; whoever imports these later gets the real ones.

    What has been imported already is not replaced.
    """
    missing = {name: values for name, values in _STUBS.items() if name not in sys.modules}
    made = {name: _Missing(name) for name in missing}
    for name, module in made.items():
        vars(module).update(missing[name], __path__=[])
    sys.modules.update(made)
    try:
        yield
    finally:
        for name, module in made.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


with _stubs():
    import_module("pelican")
