"""What a text was when a step of its review was signed, where git has it.

`approve` writes a step's digest into the file that it is for: the commit that brought the digest
has that very text.
"""

from __future__ import annotations

import tomllib
from datetime import date
from typing import TYPE_CHECKING

from lianzhan.kinds.review.digest import UNSIGNED_KEYS
from lianzhan.kinds.room import reading_of
from lianzhan.model.kinds import NOTICE, file_of, is_in_toml, is_notice, kind_of_toml, name_in_file
from lianzhan.reading.fields import first_values
from lianzhan.reading.front_matter import split
from lianzhan.reading.text import decode
from lianzhan.reading.toml_documents import fronts
from lianzhan.reading.yaml_values import Mapping, Scalar
from lianzhan.runtime.git import Git, GitError

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from lianzhan.reading.front_matter import FrontMatter
    from lianzhan.reading.yaml_values import Value


def signed_text(content: Path, path: str, digest: str) -> str | None:
    """Return the words of a value as they were when a step with this digest was signed.

    None where git is not there or does not know.
    """
    raw = _committed(content / file_of(path), digest) if digest.isalnum() else None
    return readable(raw, path) if raw is not None else None


def readable(raw: bytes, path: str) -> str | None:
    """Return all words of the value with this path in a file's bytes, one key a line, then text.

    None where the file can't be read, or has no such value.
    """
    front = _front(raw, path)
    if front is None or is_notice(path):
        return _notice(front) if front else None
    head = [
        f"{key.text}: {_written(value)}"
        for key, value in front.fields.items
        if key.text not in UNSIGNED_KEYS
    ]
    return "\n".join((*head, "", front.body.strip()))


def _committed(file: Path, digest: str) -> bytes | None:
    """Return a file as it was in the first commit that has a text in it."""
    git, name = Git(file.parent), f"./{file.name}"
    try:
        found = git.run("log", "--format=%H", "--reverse", f"-S{digest}", "--", name)
        return git.bytes_of(f"{found.split()[0]}:{name}") if found else None
    except (GitError, OSError):
        return None


def _notice(front: FrontMatter) -> str | None:
    """Return the text of the notice in a head."""
    said = first_values(front.fields).get(NOTICE)
    if isinstance(said, Mapping):
        said = first_values(said).get("text")
    return said.text if isinstance(said, Scalar) else None


def _front(raw: bytes, path: str) -> FrontMatter | None:
    text = decode(raw, path).text
    name = name_in_file(path)
    if not is_in_toml(path):
        return split(text, path)
    kind = kind_of_toml(file_of(path))
    try:
        found = fronts(text, file_of(path), kind, reading_of(kind).keys) if kind else ()
        return dict(found).get(name)
    except (tomllib.TOMLDecodeError, RecursionError):
        return None


def _written(value: Value) -> str:
    if isinstance(value, Scalar):
        return value.text
    if isinstance(value, Mapping):
        return ", ".join(f"{key.text}: {_written(held)}" for key, held in value.items)
    return ", ".join(map(_written, value.items))


def commit_of(content: Path, path: str) -> tuple[str, bool] | None:
    """Return the last commit of the file of a value, and whether the file is as it was there.

    None where git does not know it.
    """
    git, name = Git(content), f"./{file_of(path)}"
    try:
        commit = git.run("log", "-1", "--format=%H", "--", name)
        return (commit, not git.run("status", "--porcelain", "--", name)) if commit else None
    except (GitError, OSError):
        return None


def days_of_change(content: Path, files: Collection[str]) -> dict[str, date]:
    """Return the day on which each file was changed last: by git, or else by the file system."""
    found = {file: day for file in files if (day := _saved(content / file))}
    git, names = Git(content), [f"./{file}" for file in files]
    try:
        log = git.run("log", "--format=@%cs", "--name-only", "--relative", "--", *names)
        changed = git.run("ls-files", "-m", "-o", "-z", "--", *names).split("\0")
    except (GitError, OSError):
        return found
    day, committed = date.min, dict[str, date]()
    for line in log.split("\n"):
        if line.startswith("@"):
            day = date.fromisoformat(line[1:])
        elif line and line not in changed:
            committed.setdefault(line, day)
    return found | committed


def _saved(file: Path) -> date | None:
    try:
        return date.fromtimestamp(file.stat().st_mtime)
    except (OSError, ValueError, OverflowError):
        return None
