"""Pelican as workers import it: without docutils, Rich and its server, and whole for others."""

from __future__ import annotations

import subprocess
import sys

LEAN = "import sys, lianzhan.rendering.pelican.lean_import, pelican, lianzhan.building.staging\n"
"""What a worker imports; a new process, since the tests' own has imported Pelican whole."""


def said_by(program: str) -> str:
    done = subprocess.run([sys.executable, "-c", program], check=True, stdout=subprocess.PIPE)
    return done.stdout.decode().strip()


def test_what_reads_restructuredtext_prints_and_serves_is_not_imported() -> None:
    others = "{'docutils', 'rich', 'PIL', 'http.server'}"
    assert said_by(f"{LEAN}print(sorted({others}.intersection(sys.modules)))") == "[]"


def test_markdown_is_read_and_restructuredtext_is_not() -> None:
    program = (
        "from pelican.readers import Readers\n"
        "from pelican.settings import read_settings\n"
        "known = Readers(read_settings()).extensions\n"
        "print('md' in known, 'rst' in known)"
    )
    assert said_by(LEAN + program) == "True False"


def test_its_console_is_silent() -> None:
    program = (
        "from pelican.log import console, DEFAULT_LOG_HANDLER as log\n"
        "console.print('words', end='')\n"
        "console.print_exception()\n"
        "print(log.console is console)"
    )
    assert said_by(LEAN + program) == "True"


def test_a_plugin_that_takes_these_packages_gets_them_whole() -> None:
    program = (
        "import docutils.nodes, rich.console, pelican.rstdirectives\n"
        "from pelican.server import RootedHTTPServer\n"
        "print(bool(docutils), rich.console.Console.__module__, RootedHTTPServer.__module__)"
    )
    assert said_by(LEAN + program) == "True rich.console pelican.server"


def test_what_has_been_imported_stays_as_it_is() -> None:
    program = (
        "import docutils, pelican, sys, lianzhan.rendering.pelican.lean_import\n"
        "from pelican import readers\n"
        "same = readers.docutils is docutils is sys.modules.get('docutils')\n"
        "print(readers.RstReader.enabled, same)"
    )
    assert said_by(program) == "True True"
