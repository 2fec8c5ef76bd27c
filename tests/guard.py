"""No test writes below the project's folder, but into .cache/ and what tools make for themselves.

What a test's own process does is seen as it does it (an audit hook), so that the test is known for
certain. What its child processes do is seen after the test, by the times of all folders: in a
parallel run it may then be a test that another worker ran at the same moment. A file that a child
changed in its place is found at the end of the run, which fails. In what child processes do, sources
outside content/ and output/ are left out: people edit them while tests run.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

_TOOLS = frozenset((
    ".cache", ".git", ".hypothesis", ".import_linter_cache", ".mypy_cache", ".pytest_cache", ".ruff_cache",
    ".venv", "__pycache__", "htmlcov", "node_modules",
))  # fmt: skip
"""Folders that are no test's work, wherever they stand; .git, because whoever works here commits."""
_OPERATORS = ("content", "output")
"""The folders of whoever runs the program: nothing in them is for a test."""
_SOURCES = (".css", ".html", ".md", ".mo", ".po", ".pot", ".py", ".toml")
_CHANGES: dict[str, tuple[slice, int | None]] = {
    "open": (slice(1), None),
    "os.chmod": (slice(1), 2),
    "os.chown": (slice(1), 3),
    "os.link": (slice(1, 2), 3),
    "os.mkdir": (slice(1), 2),
    "os.remove": (slice(1), 1),
    "os.rename": (slice(2), 2),
    "os.rmdir": (slice(1), 1),
    "os.symlink": (slice(1, 2), 2),
    "os.truncate": (slice(1), None),
    "os.utime": (slice(1), 3),
    "shutil.rmtree": (slice(1), 1),
}
"""What changes files, as Python calls its audit events: where the paths are among its arguments, and
where the open folder, if any, from which they count; that folder has been named before."""
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_DEEPEST = 1
"""How deep output/ is looked at after each test: a build there changes output/ itself, and its sites."""
_SHOWN = 5


def is_tools(name: str) -> bool:
    """Whether a file or folder of this name is made by a tool."""
    return name in _TOOLS or name.startswith(".coverage") or name.endswith((".egg-info", ".pyc"))


@dataclass(frozen=True)
class Folder:
    """What is known of a folder: its names, and when they were changed, if that is watched."""

    names: frozenset[str]
    changed: int


def folders_below(root: Path, deepest: int = 99) -> dict[str, Folder]:
    """Return all folders below one, and itself, but those of tools; below output/ to a depth."""
    found, waiting = {}, [str(root)]
    output = f"{root}{os.sep}{_OPERATORS[-1]}"
    strict = tuple(f"{root}{os.sep}{name}" for name in _OPERATORS)
    while waiting:
        path = waiting.pop()
        is_strict = path.startswith(strict)
        try:
            changed = os.stat(path).st_mtime_ns
            with os.scandir(path) as entries:
                kept = [entry for entry in entries if not is_tools(entry.name)]
        except OSError:
            continue
        names = {e.name for e in kept if is_strict or not e.name.endswith(_SOURCES)}
        found[path] = Folder(frozenset(names), changed if is_strict else 0)
        if not path.startswith(output) or path.count(os.sep, len(output)) < deepest:
            waiting += [entry.path for entry in kept if entry.is_dir(follow_symlinks=False)]
    return found


def times_of(folders: Iterable[str]) -> dict[str, int]:
    """Return when the list of names of each folder was changed; 0 where there is none any more."""
    found = {}
    for path in folders:
        try:
            found[path] = os.stat(path).st_mtime_ns
        except OSError:
            found[path] = 0
    return found


def files_below(root: Path) -> dict[str, tuple[int, ...]]:
    """Return what tells that a file was changed, for all files that are watched."""
    found = {}
    for path, folder in folders_below(root).items():
        for name in folder.names:
            file = f"{path}{os.sep}{name}"
            with contextlib.suppress(OSError):
                info = os.lstat(file)
                if not stat.S_ISDIR(info.st_mode):
                    facts = (info.st_size, info.st_mtime_ns, info.st_ino, info.st_mode)
                    found[file] = facts
    return found


class Guard:
    """A pytest plugin that fails whoever writes below a project's folder."""

    def __init__(self, root: Path) -> None:
        self._root = str(root)
        self._below = self._root + os.sep
        self._seen: list[str] = []
        self._folders = folders_below(root, _DEEPEST)
        self._times = times_of(self._folders)
        self._files: dict[str, tuple[int, ...]] = {}
        sys.addaudithook(self._hook)

    def _hook(self, event: str, arguments: tuple[object, ...]) -> None:
        """Note what this process is about to change."""
        if event not in _CHANGES:
            return
        paths, folder = _CHANGES[event]
        if event == "open" and not _writes(arguments[2]):
            return
        if folder is not None and folder < len(arguments) and arguments[folder] not in (-1, None):
            return
        for path in arguments[paths]:
            is_path = isinstance(path, (str, bytes, os.PathLike))
            if is_path and self._is_ours(os.fsdecode(path)) and not _is_there(event, path):
                self._seen.append(f"{event} {os.fsdecode(path)}")

    def _is_ours(self, path: str) -> bool:
        """Whether a path is below the project, and no tool's."""
        path = os.path.abspath(path)
        parts = path[len(self._below) :].split(os.sep)
        return path.startswith(self._below) and not any(map(is_tools, parts))

    def written(self) -> list[str]:
        """Return what has been written since this was asked last."""
        seen, self._seen = self._seen, []
        return [*seen, *self._changed_folders()]

    def _changed_folders(self) -> Iterator[str]:
        """Yield the folders whose names are others now; all are listed anew only if a time is."""
        times = times_of(self._folders)
        if times == self._times:
            return
        known, self._folders = self._folders, folders_below(Path(self._root), _DEEPEST)
        self._times = times_of(self._folders)
        for path in sorted({*known, *self._folders}):
            if known.get(path) != self._folders.get(path):
                yield f"in {path}"

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_teardown(self) -> Generator[None, object, object]:
        """Fail a test that has written, after all that it had set up is taken down."""
        result = yield
        if found := self.written():
            who = "this test, or one that another worker ran at the same time,"
            pytest.fail(_told(found, who), pytrace=False)
        return result

    def pytest_sessionstart(self, session: pytest.Session) -> None:
        """Remember all files."""
        if not _is_worker(session):
            self._files = files_below(Path(self._root))

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Fail a run after which files are not what they were."""
        if _is_worker(session):
            return
        after = files_below(Path(self._root))
        changed = sorted(path for path, _ in self._files.items() ^ after.items())
        if changed:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
            reporter = session.config.pluginmanager.getplugin("terminalreporter")
            who = "a process that a test started, or somebody meanwhile,"
            text = _told(list(dict.fromkeys(changed)), who)
            if reporter:
                reporter.write_line(f"\n{text}", red=True)


def _is_worker(session: pytest.Session) -> bool:
    """Whether this is a process of a parallel run: the one that started it looks at the files."""
    return hasattr(session.config, "workerinput")


def _writes(flags: object) -> bool:
    return isinstance(flags, int) and bool(flags & _WRITING)


def _is_there(event: str, path: str | bytes | os.PathLike[str]) -> bool:
    """Whether a folder that is to be made is there already, which changes nothing."""
    return event == "os.mkdir" and os.path.exists(path)


def _told(found: list[str], who: str) -> str:
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return f"{who} wrote below the project's folder: {', '.join(found[:_SHOWN])}{more}"
