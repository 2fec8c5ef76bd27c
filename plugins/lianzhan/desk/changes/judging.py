"""Every file of a change judged: it is its author's to change, and so are its signatures."""

from __future__ import annotations

import posixpath
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from lianzhan.desk.approval.texts import Desk, read_texts
from lianzhan.desk.changes.chains import SignedWords, chains_in
from lianzhan.desk.changes.steps import Signing, step_problems
from lianzhan.desk.ownership.ground import SHARED, Ground, folded
from lianzhan.kinds.review.standing import void_step
from lianzhan.model.codes import N_, error
from lianzhan.model.frozen import dataclass
from lianzhan.model.people import People
from lianzhan.model.problem import problem
from lianzhan.reading.people import FILE as PEOPLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.desk.changes.revision import FileChange, Revision
    from lianzhan.model.people import Person
    from lianzhan.model.problem import Problem
    from lianzhan.model.review import ReviewStep

CHANGE_FOREIGN_GROUND = error(
    "change-foreign-ground",
    N_("“{author}”改动了不归自己管的文件：{what}"),
    N_("只改自己站点的文件；别处要改的，请那里的人改，或请管理员在 people.toml 里登记"),
)
CHANGE_PEOPLE = error(
    "change-people",
    N_("people.toml 改过了：它定谁能审什么，谁提交都要管理员亲自核对、合并"),
    N_("没想改的，改回原样；要改的，单独提交，请管理员核对后合并"),
)
CHANGE_LINK = error(
    "change-link",
    N_("“{author}”提交的是链接或另一个仓库（submodule），看不出里面改了什么"),
    N_("提交文件本身"),
)
OF_ALL = N_("各站共用的文件")


@dataclass(frozen=True)
class Judge:
    """Judges the change of an author.

    `desk` has the content as it is now, and the federation and people of the revision; `ground` is
    that of the revision, on the day.
    """

    revision: Revision
    desk: Desk
    ground: Ground
    author: Person

    def problems(self) -> Iterator[Problem]:
        """Yield a problem for each place that is not the author's."""
        for change in self.revision.changes:
            faults = [*self._of_files(change)]
            yield from faults or self._of_chains(change)

    def changed(self) -> frozenset[str]:
        """Return the files below content/ that were changed or are new."""
        paths = (self._below(change.after) for change in self.revision.changes if change.after)
        return frozenset(path for path in paths if not path.startswith("../"))

    def _of_files(self, change: FileChange) -> Iterator[Problem]:
        details = {"author": self.author.name}
        for path in map(self._below, change.paths):
            if folded(path) == PEOPLE:
                yield problem(path, 0, CHANGE_PEOPLE)
            elif not self._is_own(path):
                what = self._folder_of(path) or OF_ALL
                yield problem(path, 0, CHANGE_FOREIGN_GROUND, **details, what=what)
        if not change.is_plain:
            yield problem(self._below(change.paths[0]), 0, CHANGE_LINK, **details)

    def _of_chains(self, change: FileChange) -> Iterator[Problem]:
        if not change.after:
            return
        federation = self.desk.federation
        path = self._below(change.after)
        was = self._below(change.before) if change.before else path
        after = chains_in(self.revision.after(change), path, federation)
        before = {}
        if change.before and after:
            before = chains_in(self.revision.before(change), was, federation)
        people = (federation.people or People()).at(self._ground.folder_of(path))
        for name, chain in after.items():
            value = f"{path}#{name}" if name else path
            signing = Signing(self.author, people, _Counting(self.desk, value).count)
            yield from step_problems(path, before.get(name, SignedWords()), chain, signing)

    def _is_own(self, path: str) -> bool:
        folder = self._folder_of(path)
        is_new = folder not in self.ground.folders
        if is_new and self.ground.above(folder) == SHARED:  # a site at the top
            folder = SHARED
        return self.ground.is_of(self.author, folder)

    def _folder_of(self, path: str) -> str:
        """Return the folder of the site that a path belongs to.

        What Git itself reads is shared wherever it stands: a .gitattributes could give a text that
        nobody has changed other bytes when it is checked out.
        """
        is_of_git = folded(path).rpartition("/")[2].startswith(".git")
        return SHARED if is_of_git or path.startswith("../") else self._ground.folder_of(path)

    @cached_property
    def _ground(self) -> Ground:
        """The ground with the sites that the change founds: below one's site that needs `below`."""
        now = (change.after for change in self.revision.changes if change.after)
        founded = {posixpath.dirname(p) for p in map(self._below, now) if _is_site_toml(p)}
        known = {folded(folder) for folder in self.ground.folders}
        return self.ground.with_folders(f for f in founded if folded(f) not in known)

    def _below(self, path: str) -> str:
        """Return a path of the repository as it is below content/; it begins with "../" beside it.

        A folder that only case or Unicode's forms tell from content/ is taken for it.
        """
        prefix = self.revision.prefix
        if folded(path[: len(prefix)]) == folded(prefix):
            return path[len(prefix) :]
        return posixpath.relpath(path, prefix)


def _is_site_toml(path: str) -> bool:
    """Whether a path below content/ is the file that makes its folder a site."""
    folder, name = posixpath.split(path)
    return bool(folder) and folded(name) == "site.toml" and not folder.startswith("..")


@dataclass(frozen=True)
class _Counting:
    """Tells how many steps of a chain count for a value as the content has it now."""

    desk: Desk
    path: str

    def count(self, steps: tuple[ReviewStep, ...]) -> int | None:
        """Return how many, from the first on; None where no build would read the value."""
        text = read_texts(self.desk, [self.path]).texts.get(self.path)
        if text is None:
            return None
        void = void_step(replace(text.value, review=steps), text.terms)
        return void.place if void else len(steps)
