"""Before a build: an article or page is renamed, with all that belongs to it and leads to it.

In: a place below content/ and a new one in the same site. Out: the same files there, with the old
address as an alias in the head, and every link, picture and pick of the federation as before; or
why nothing was moved. At every moment between, the content says the same: the alias is written
where the file still stands (an address of one's own is no fault), the file is renamed in one step,
and links to the old path lead to the new one by the alias until they are mended.
"""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import quote

from lianzhan.desk.moving.files import in_bundle, is_same, replace, texts
from lianzhan.desk.moving.head import aliases_of, with_alias
from lianzhan.desk.moving.place import (
    REFUSALS,
    MoveRefusedError,
    Place,
    new_place,
    place_of,
)
from lianzhan.desk.moving.targets import Moves, mended, mended_toml, paths_in
from lianzhan.model.frozen import dataclass
from lianzhan.model.kinds import MARKDOWN, TOML, is_in_toml
from lianzhan.model.names import composed
from lianzhan.reading.aliases import alias_of
from lianzhan.reading.paths import page_of
from lianzhan.reading.text import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lianzhan.model.federation import Federation


@dataclass(frozen=True)
class Moved:
    """What a move did: the old and the new path, and files below content/.

    `along` were moved with a file, `copied` stay for others, too; in `mended` links were written
    anew, in `left` they could not be: those lead to the new place by the alias.
    """

    old: str
    new: str
    along: tuple[str, ...] = ()
    copied: tuple[str, ...] = ()
    mended: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def move(content: Path, federation: Federation, old: str, new: str) -> Moved:
    """Move what stands at a path below content/ to another. Raises MoveRefusedError.

    Then nothing has been moved; what was done before an error can be done again.
    """
    here = place_of(old, content, federation)
    there = new_place(new, here, federation)
    if there == here:
        raise MoveRefusedError("same", path=there.file)
    return _Move(content, here, there).run()


class _Move:
    """One move, from looking at everything to the last mended link."""

    def __init__(self, content: Path, here: Place, there: Place) -> None:
        self._content = content
        self._here, self._there = here, there
        self._texts = {p: data for p, data in texts(content) if self._matters(p, data)}

    def _matters(self, path: str, data: bytes) -> bool:
        """Whether a text may have to do with the move: one of the same site, or that may link it.

        All others of a country would not fit into memory.
        """
        is_near = path.startswith(f"{self._here.site.path}/") or self._may_link(data)
        return is_near and path != self._here.file

    def _may_link(self, data: bytes) -> bool:
        return any(mark in data for mark in (self._here.name.encode(), b"%", b"\\"))

    def run(self) -> Moved:
        here, there = self._here, self._there
        self._check_free()
        raw = self._read(here.file)
        data = with_alias(raw, here.file, here.address)
        beside = [] if here.is_bundle or here.folder == there.folder else self._beside(data)
        shared = [path for path in beside if self._is_shared(path)]
        moves = self._moves(beside)
        text = data if is_in_toml(here.file) else mended(data, here.file, moves)
        data = data if text is None else text
        with _refusing(there.moves_as):
            (self._content / there.moves_as).parent.mkdir(parents=True, exist_ok=True)
            for path in beside:
                self._copy(path, moves.files[path])
            if data != raw:
                replace(self._content / here.file, data)
            (self._content / here.moves_as).rename(self._content / there.moves_as)
        others = Moves({here.file: there.file}, moves.folders, moves.is_there)
        done, left = self._mend(others)
        along = [path for path in beside if path not in shared]
        for path in along:
            (self._content / path).unlink(missing_ok=True)
        left += [there.file] if text is None else []
        return Moved(
            here.moves_as, there.moves_as, tuple(along), tuple(shared), tuple(done), tuple(left)
        )

    def _check_free(self) -> None:
        """Refuse a place that is taken: by a file, an address, or an alias of somebody else."""
        there, new = self._there, self._content / self._there.moves_as
        if os.path.lexists(new) and not is_same(new, self._content / self._here.moves_as):
            raise MoveRefusedError("exists", path=there.moves_as)
        start = f"{there.site.path}/"
        for path, data in self._texts.items():
            if not path.startswith(start):
                continue
            own = page_of(path.removesuffix(TOML)).removeprefix(start).removeprefix("articles/")
            names = [own, *(_aliases(data, path) if b"aliases" in data.lower() else ())]
            if any(_key(there, name) == there.key for name in names):
                raise MoveRefusedError("taken", path=path)

    def _read(self, path: str) -> bytes:
        text = read_text(self._content / path, path)
        if not text.text:
            raise MoveRefusedError("unreadable", path=path, reason=text.problems[0].code)
        return (self._content / path).read_bytes()

    def _beside(self, data: bytes) -> list[str]:
        """Return the files that lie beside a text and that it names: pictures, attachments."""
        folder = f"{self._here.site.path}/{self._here.folder}/"
        found = []
        for path in paths_in(data, self._here.file):
            file = self._content / path
            is_beside = path.startswith(folder) and not path.lower().endswith(MARKDOWN)
            if is_beside and file.is_file() and not file.is_symlink() and not in_bundle(file):
                found.append(path)
        return found

    def _is_shared(self, path: str) -> bool:
        """Whether another text may name a file: its name stands in it, quoted or not."""
        name = path.rpartition("/")[2]
        forms = {name.encode(), quote(name).encode(), quote(name).lower().encode()}
        return any(form in data for data in self._texts.values() for form in forms)

    def _moves(self, beside: list[str]) -> Moves:
        here, there, start = self._here, self._there, len(self._here.page) - len(self._here.name)
        up = there.page[: -len(there.name)]
        files = {path: up + path[start:] for path in beside} | {here.file: there.file}
        folders = {here.page: there.page} if here.is_bundle else {}
        return Moves(files, folders, self._is_there)

    def _is_there(self, path: str) -> bool:
        return any((self._content / f"{path}{end}").exists() for end in ("", *MARKDOWN))

    def _copy(self, path: str, new: str) -> None:
        """Copy a file beside the text; one that is there and says something else is refused."""
        source, target = self._content / path, self._content / new
        if target.exists():
            if target.read_bytes() != source.read_bytes():
                raise MoveRefusedError("exists", path=new)
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = target.with_name(f".{target.name}.{os.getpid()}")
        try:
            shutil.copyfile(source, partial)
            partial.replace(target)
        finally:
            partial.unlink(missing_ok=True)

    def _mend(self, moves: Moves) -> tuple[list[str], list[str]]:
        """Mend links in all other texts; return the files done, and those that could not be."""
        done: list[str] = []
        left: list[str] = []
        for path, data in self._texts.items():
            if not self._may_link(data):
                continue
            place = moves.now(path)
            after = (
                mended_toml(data, moves) if path.endswith(".toml") else mended(data, path, moves)
            )
            if after is None:
                left += [place] if self._here.name.encode() in data else []
            elif after != data:
                try:
                    replace(self._content / place, after)
                    done.append(place)
                except OSError:
                    left.append(place)
        return done, left


def _aliases(data: bytes, path: str) -> Iterator[str]:
    """Yield the old addresses that a text's head names."""
    for written, line in aliases_of(data, path):
        if alias := alias_of(written, path, line):
            yield alias.name


def _key(place: Place, address: str) -> str:
    return composed(f"{place.site.path}/{address}").casefold()


@contextmanager
def _refusing(path: str) -> Iterator[None]:
    """Say what the system refuses as a refusal."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise MoveRefusedError("failed", path=path, reason=reason) from error


__all__ = ["REFUSALS", "MoveRefusedError", "Moved", "move"]
