"""content/public/ to the files that stand beside the portal: known names, small, no links."""

from __future__ import annotations

import os
import stat
from dataclasses import field
from typing import TYPE_CHECKING

from lianzhan.model.codes import N_, Code, error
from lianzhan.model.frozen import dataclass
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
from lianzhan.reading.text import UNREADABLE_FILE

if TYPE_CHECKING:
    from pathlib import Path

HOST_FILE = error(
    "host-file",
    N_("“{name}”不是主机或验证平台要的普通文件，不会发布"),
    N_(
        "content/public/ 只放 CNAME、.nojekyll、favicon.ico、.well-known/，以及百度、必应、"
        "搜狗、360、神马、头条、谷歌和微信发的验证文件；稿件请放进站点送审，其余请移走"
    ),
)
HOST_FILE_CONTENT = error(
    "host-file-content",
    N_("“{name}”里不是这种文件应有的内容，或超过 {limit} 字节，不会发布"),
    N_("把平台发的文件原样放进来：里面只有域名、验证码或图标，没有稿件、网页或脚本"),
)


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
            self._note(path, HOST_FILE_CONTENT, limit=str(MAX_BYTES))
        except OSError as error:
            self._note_unread(path, error)
        else:
            if may_hold(name, data):
                self.files.append(HostFile(name, data))
            else:
                self._note(path, HOST_FILE_CONTENT, limit=str(MAX_BYTES))

    def _refuse(self, path: str) -> None:
        self._note(path, HOST_FILE)

    def _note(self, path: str, code: Code, **details: str) -> None:
        shown = printable(path)
        name = shown.removeprefix(f"{PUBLIC}/")
        self.problems.append(problem(shown, 0, code, name=name, **details))

    def _note_unread(self, path: str, error: OSError) -> None:
        if error.errno in OF_SYSTEM:
            raise error
        self.is_unread = True
        reason = error.strerror or str(error)
        self.problems.append(problem(printable(path), 0, UNREADABLE_FILE, reason=reason))
