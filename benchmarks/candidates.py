"""Who is measured: the command of a build, what a cold one must not find, where pages stand."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.peers import HUGO, hugo_command, hugo_path, pelican_command
from lianzhan.rendering.html.compiled_templates import folder_of_templates

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.corpus import Corpus

ROOT = Path(__file__).resolve().parents[1]
OWN_THEME = ROOT / "themes" / "lianzhan"
THEME = Path(__file__).parent / "themes" / "plain"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A builder: a whole process, run in `cwd`, that fills `output`.

    `forget` are folders that a cold build starts without; `page` gives an article's page below
    `output` by its number; `whole` says that pushed articles and the portal are built, too.
    """

    name: str
    command: tuple[str, ...]
    output: Path
    forget: tuple[Path, ...]
    page: Callable[[Corpus, int], str]
    whole: bool = True
    cwd: Path = ROOT


_SETTINGS = """\
import sys

sys.path.append({root!r})
from pelicanconf import *

SETTINGS_FILE = __file__
PATH, OUTPUT_PATH, THEME, CACHE_PATH = {folders!r}
DEFAULT_PAGINATION = 5
"""
"""The project's own settings, but for the folders, and as few articles to a page as the peers."""


def ours(content: Path, theme: Path, folder: Path) -> Candidate:
    """Return this project, run as its users run it: bootstrap, checks, gate, audit and swap."""
    output, cache = folder / "ours", folder / "ours-cache"
    settings = folder / "benchconf.py"
    folders = tuple(map(str, (content, output, theme, cache)))
    settings.write_text(_SETTINGS.format(root=str(ROOT), folders=folders), "utf-8")
    command = (sys.executable, str(ROOT / "tasks.py"), "build", "--settings", str(settings))
    forget = (output, cache, folder_of_templates())
    return Candidate("Lianzhan", command, output, forget, _flat_page)


def hugo(binary: Path, site: Path, folder: Path) -> Candidate:
    """Return Hugo on a site that `peers.write_hugo` wrote."""
    output = folder / "hugo-output"
    command = tuple(hugo_command(binary, site, output))
    forget = (output, site / "cache", site / "resources")
    return Candidate(f"Hugo {HUGO}", command, output, forget, _nested_page)


def stock(site: Path, folder: Path) -> Candidate:
    """Return the loop of stock Pelican runs that `peers.write_pelican` wrote."""
    output = folder / "stock-output"
    command = tuple(pelican_command(site))
    return Candidate("stock Pelican loop", command, output, (output,), _flat_page, whole=False)


def _flat_page(corpus: Corpus, number: int) -> str:
    site, column = corpus.places[number]
    return f"{site.slug}/{column}/a{number:06d}.html"


def _nested_page(corpus: Corpus, number: int) -> str:
    site, column = corpus.places[number]
    return hugo_path(f"{site.path}/articles/{column}/a{number:06d}.html")
