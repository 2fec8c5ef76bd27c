"""content/public/ to the files that stand beside the portal: known names, small, no links."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lianzhan.model.host_files import (
    MAX_BYTES,
    PUBLIC,
    WELL_KNOWN,
    HostFile,
    HostFiles,
    is_host_file,
    may_hold,
)
from lianzhan.model.problem import Problem, problem
from lianzhan.reading.looking import OF_SYSTEM, Seen
from lianzhan.reading.opening import TooLargeError, read_seen
from lianzhan.reading.paths import printable

if TYPE_CHECKING:
    from pathlib import Path


def read_host_files(content: Path) -> HostFiles:
    """Return what may pass of content/public/, and a problem for everything else there.

    Raises OSError where the system has no more room of some kind.
    """
    reading = _Reading(content)
    reading.read_all()
    return HostFiles(tuple(reading.files), tuple(reading.problems), reading.is_unread)


@dataclass(slots=True)
class _Reading:
    """Goes through the folder; `path` is counted from content/, `name` from the output folder."""

    content: Path
    files: list[HostFile] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    is_unread: bool = False

    def read_all(self) -> None:
        """Read everything; only .well-known has folders."""
        if (self.content / PUBLIC).is_symlink():
            self._refuse(PUBLIC)
            return
        waiting = [PUBLIC]
        while waiting:
            folder = waiting.pop()
            for entry in self._entries(folder):
                path = f"{folder}/{entry.name}"
                if not entry.is_dir(follow_symlinks=False):
                    self._read(path)
                elif f"{path}/".startswith(f"{PUBLIC}/{WELL_KNOWN}/"):
                    waiting.append(path)
                else:
                    self._refuse(path)

    def _entries(self, folder: str) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(self.content / folder) as entries:
                return sorted(entries, key=lambda entry: entry.name)
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            self._note_unread(folder, error)
            return []

    def _read(self, path: str) -> None:
        name = path.removeprefix(f"{PUBLIC}/")
        try:
            if not is_host_file(name) or not stat.S_ISREG((self.content / path).lstat().st_mode):
                self._refuse(path)
                return
            data = read_seen(self.content, Seen(path, path, ()), MAX_BYTES)[0]
        except TooLargeError:
            self._note(path, "host-file-content", limit=str(MAX_BYTES))
        except OSError as error:
            self._note_unread(path, error)
        else:
            if may_hold(name, data):
                self.files.append(HostFile(name, data))
            else:
                self._note(path, "host-file-content", limit=str(MAX_BYTES))

    def _refuse(self, path: str) -> None:
        self._note(path, "host-file")

    def _note(self, path: str, code: str, **details: str) -> None:
        shown = printable(path)
        name = shown.removeprefix(f"{PUBLIC}/")
        self.problems.append(problem(shown, 0, code, name=name, **details))

    def _note_unread(self, path: str, error: OSError) -> None:
        if error.errno in OF_SYSTEM:
            raise error
        self.is_unread = True
        reason = error.strerror or str(error)
        self.problems.append(problem(printable(path), 0, "unreadable-file", reason=reason))
