"""One site: a plain Pelican run into a staged folder, with nothing left over for the next one.

Pelican's signals are global and never disconnect, its caches keep every article ever made, and a
plugin that fails to register is only logged. So each run starts from no receivers, clears the
caches behind it, and takes any error Pelican logs for what it is.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from typing import TYPE_CHECKING

import blinker
import pelican
from pelican import signals
from pelican.contents import Content
from pelican.settings import configure_settings, read_settings

from lianzhan.model.portal_files import HEADERS
from lianzhan.reading.settings_file import read_configuration
from lianzhan.rendering.html.compiled_templates import compiled_templates
from lianzhan.rendering.html.lean_templates import LeanTemplates
from lianzhan.rendering.pelican.generators import SitePelican
from lianzhan.rendering.pelican.settings import POLICY, site_settings
from lianzhan.rendering.server_headers import host_headers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lianzhan.planning.plan import SitePlan
    from lianzhan.reading.settings_file import Settings
    from lianzhan.rendering.build_setup import BuildSetup


class RenderError(Exception):
    """Pelican could not render a site; the text says why."""


class _Errors(logging.Handler):
    """Gathers what Pelican logs as errors."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage()
        if record.exc_info and record.exc_info[1] is not None:
            text = f"{text}: {record.exc_info[1]!r}"
        self.texts.append(text)


def read_base_settings(file: Path, overrides: Settings) -> Settings:
    """Read pelicanconf.py (or publishconf.py) with the overrides of this build.

    Where there is none, the defaults are read in its place.
    """
    is_there = file.exists()
    known = {} if is_there else read_configuration(file)
    settings: Settings = read_settings(str(file) if is_there else None, override=known | overrides)
    return settings


def render_site(
    plan: SitePlan, base: Settings, output: Path, setup: BuildSetup, sizes: dict[str, int]
) -> None:
    """Run Pelican for one site into `output`, a new folder. Raises RenderError."""
    settings = configure_settings(site_settings(base, plan, output, setup.theme_version, sizes))
    settings[POLICY] = setup.policy
    settings["JINJA_ENVIRONMENT"] |= {
        "auto_reload": False,  # a theme stays as it is for a build: no look at files for each page
        "bytecode_cache": compiled_templates(*setup.digests, plan.language),
        "cache_size": -1,  # all templates: Jinja's default counts their uses to drop some
        "extensions": [*settings["JINJA_ENVIRONMENT"]["extensions"], LeanTemplates],
    }
    output.mkdir(parents=True)
    with _alone(), _errors() as errors:
        try:
            run = SitePelican(settings)
            with redirect_stdout(StringIO()):
                run.run()
        except Exception as error:
            texts = (f"{type(error).__name__}: {error}", *errors.texts[:2])
            raise RenderError("; ".join(texts)) from error
    if errors.texts:
        raise RenderError("; ".join(errors.texts[:3]))
    if setup.policy.is_asked_for and not plan.shared.shares_host:
        (output / HEADERS).write_text(host_headers(setup.policy), "utf-8", newline="\n")


class _Quiet:
    """Stands in for Pelican's console: it would lay out a line about each site."""

    def print(self, *_words: object, **_style: object) -> None:
        """Print nothing."""


@contextmanager
def _alone() -> Iterator[None]:
    """Run without receivers and caches of the sites before, and without a word."""
    _disconnect_all()
    console, pelican.console = pelican.console, _Quiet()
    try:
        yield
    finally:
        pelican.console = console
        _disconnect_all()
        Content.__dict__["get_content"].cache.clear()
        Content.__dict__["get_summary"].cache.clear()


def _disconnect_all() -> None:
    for signal in vars(signals).values():
        if isinstance(signal, blinker.Signal):
            for receiver in list(signal.receivers_for(blinker.ANY)):
                signal.disconnect(receiver)


@contextmanager
def _errors() -> Iterator[_Errors]:
    handler = _Errors()
    logger = logging.getLogger("pelican")
    logger.addHandler(handler)
    try:
        yield handler
    finally:
        logger.removeHandler(handler)
