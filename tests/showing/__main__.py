"""`python3 tasks.py components`: writes the pages and the theme's static files into a folder."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from real_workers import end_worker

from lianzhan.rendering.theme.components import component_names, read_component
from lianzhan.rendering.theme.sheets import served
from lianzhan.rendering.theme.theme_files import STATIC
from lianzhan.runtime.cache_key import VARIABLE
from lianzhan.runtime.digests import paths_below
from showing.pages import Shown, pages
from showing.sample import THEME, rendered, sample_names


def write(folder: Path) -> Path:
    """Write the pages; return the one to begin with."""
    os.environ.setdefault(VARIABLE, "for the pages of components, and no other use")
    with tempfile.TemporaryDirectory() as place:
        names = sample_names(Path(place))
    end_worker()
    names |= {"output_file": "index.html", "THEME_STATIC_DIR": "theme"}
    components = [read_component(THEME, name) for name in component_names(THEME)]
    shown = [Shown(each, tuple(rendered(each, names))) for each in components]
    files = paths_below(THEME / STATIC)
    sheets = [f"theme/{file}" for file in files if file.endswith(".css")]
    for file in files:
        (folder / "theme" / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / "theme" / file).write_bytes(served(THEME, file))
    for name, text in pages(shown, sheets).items():
        (folder / name).write_text(text, "utf-8")
    return folder / "index.html"


if __name__ == "__main__":
    sys.stdout.write(f"{write(Path(sys.argv[1]))}\n")
