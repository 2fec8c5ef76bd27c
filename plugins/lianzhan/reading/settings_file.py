"""pelicanconf.py and publishconf.py: which one is meant, what it says, which folders it names.

Pelican is not imported for it, so that a build without changes stays as short as a look.
"""

from __future__ import annotations

import os
import re
import runpy
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import ModuleType

Settings = dict[str, Any]

USUAL = "pelicanconf.py"
"""The settings file that tasks read unless told otherwise."""
PRODUCTION = "publishconf.py"
"""That of tasks about what the public sees; where there is none, the usual one."""
FOLDERS = {"PATH": ".", "OUTPUT_PATH": "output", "THEME": "notmyidea", "CACHE_PATH": "cache"}
"""Settings that name a folder, counted from the settings file, and Pelican's defaults for them."""
_OUR_THEME = (Path("lianzhan"), Path("themes/lianzhan"))
"""The program's own theme, as settings name it: a wheel brings it, and no folder holds it then."""
_OUTPUT = re.compile(r"^OUTPUT_PATH\s*=\s*(['\"])([^'\"\\\n]+)\1", re.MULTILINE)


def find_settings(root: Path, given: str = "", usual: str = USUAL) -> Path:
    """Return the settings file that is meant: the one given, here or in the project, or the usual.

    A project without a publishconf.py has its pelicanconf.py for production, too.
    """
    if given:
        here = Path(given).absolute()
        return here if here.is_file() else root / given
    return root / (usual if (root / usual).is_file() else USUAL)


def read_configuration(file: Path) -> Settings:
    """Return the names that a settings file sets, with its folders absolute.

    A project without a pelicanconf.py has the defaults. Raises whatever the file raises, and
    FileNotFoundError where there is none of another name.
    """
    is_missing = file.name == USUAL and not os.path.lexists(file)
    settings = _defaults() if is_missing else _names_in(file)
    return settings | {key: _folder(file.parent, key, settings.get(key)) for key in FOLDERS}


def _defaults() -> Settings:
    from lianzhan.reading.default_settings import default_settings

    return default_settings()


def _names_in(file: Path) -> Settings:
    loaded, places = _forget_settings(), [*sys.path]
    sys.path.insert(0, str(file.parent))
    try:
        names = runpy.run_path(str(file))
    finally:
        sys.path[:] = places
        _forget_settings()
        sys.modules.update(loaded)
    return {key: value for key, value in names.items() if key.isupper()}


def _folder(base: Path, key: str, configured: Any) -> str:
    """Return the folder that a setting names; a theme may be the name of ours or of Pelican's."""
    value = FOLDERS[key] if configured is None else configured
    folder = Path(os.path.normpath(base / value))
    if key == "THEME" and not folder.exists():
        from importlib.util import find_spec

        from lianzhan.runtime.shipped import shipped_theme

        pelican = find_spec("pelican")
        places = (pelican.submodule_search_locations if pelican else None) or ()
        named = [Path(place, "themes", value) for place in places]
        ours = [shipped_theme()] if Path(value) in _OUR_THEME else []
        folder = next(filter(Path.is_dir, [*ours, *named]), folder)
    return str(folder)


def written_output(file: Path) -> Path | None:
    """Return the output folder that a settings file names which can't be run; None for none.

    A plain `OUTPUT_PATH = "…"` is looked for in it, then in the pelicanconf.py that it takes over.
    """
    for place in (file, file.with_name(USUAL)):
        with suppress(OSError):
            found = _OUTPUT.findall(place.read_text("utf-8", "replace"))
            if found:
                return Path(os.path.normpath(place.parent / found[-1][1]))
    return None


def other_sources(settings: Settings, base: Path) -> list[tuple[Path, tuple[str, ...]]]:
    """Return what pages are made from besides theme and package: folders, and endings of files.

    They are overriding templates, and plugins of the federation's own; `base` is where relative
    folders count from. No endings: every file.
    """
    overrides = [(base / name, ()) for name in settings.get("THEME_TEMPLATES_OVERRIDES", ())]
    plugins = [(base / name, (".py",)) for name in settings.get("PLUGIN_PATHS", ())]
    return [(folder, ends) for folder, ends in (*overrides, *plugins) if folder.is_dir()]


def _forget_settings() -> dict[str, ModuleType]:
    """Take settings files out of the loaded modules, and return them.

    One that extends another in place (`PLUGINS += …`) would else find it extended already.
    """
    modules = dict(sys.modules)
    found = {
        name: m for name, m in modules.items() if "PELICAN_CLASS" in getattr(m, "__dict__", {})
    }
    for name in found:
        del sys.modules[name]
    return found
