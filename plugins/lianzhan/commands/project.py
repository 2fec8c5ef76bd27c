"""Which folder the tasks work on: the clone that the program stands in, else the user's own.

The standard library alone, as `take-down` asks, too.
"""

from __future__ import annotations

from pathlib import Path

from lianzhan.reading.settings_file import PRODUCTION, USUAL
from lianzhan.runtime.shipped import CLONE, is_installed
from lianzhan.texts.language import in_user_language as _
from lianzhan.texts.language import printable

_MARKS = (("content/federation.toml", USUAL, PRODUCTION), ("content",))
"""What a folder holds that tasks work on: the first are sought everywhere before the second."""


class NoProjectError(Exception):
    """Neither here nor above is a folder that tasks could work on; the text says so."""


def program() -> str:
    """Return what users call the program: its file in a clone, else the command of the wheel."""
    return "lianzhan" if is_installed() else "python3 tasks.py"


def project_folder(option: str, given: str = "") -> Path:
    """Return the folder whose settings and content are meant.

    It is the clone; without one, the nearest that holds content/ or a settings file, here or above.
    Where there is none and `option` was given, it is the folder that we stand in; else raises
    NoProjectError.
    """
    if not is_installed():
        return CLONE
    here = Path.cwd()
    for marks in _MARKS:
        for folder in (here, *here.parents):
            if any((folder / mark).exists() for mark in marks):
                return folder
    if given:
        return here
    text = _(
        "{folder} 和它的上级文件夹里没有 content/，也没有 {settings}："
        "请到联站的文件夹里运行，或加 {option}"
    )
    raise NoProjectError(text.format(folder=printable(str(here)), settings=USUAL, option=option))
