"""The files that a document links: found where they belong, opened once, and examined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.attachments import (
    BY_ENDING,
    Attachment,
    LinkedFile,
    ending_of,
)
from lianzhan.model.codes import N_, Code, Severity, warning
from lianzhan.model.names import composed
from lianzhan.model.problem import Problem, problem
from lianzhan.model.target import legible
from lianzhan.reading.attachments.endings import PROGRAMS, names_file, spellings
from lianzhan.reading.attachments.findings import (
    ATTACHMENT_DAMAGED,
    ATTACHMENT_PROGRAM,
    BROKEN,
    shown,
)
from lianzhan.reading.looking import OF_SYSTEM
from lianzhan.reading.opening import TooLargeError, read_seen
from lianzhan.reading.shown_pictures import note_outside
from lianzhan.runtime.digests import digest_of_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lianzhan.model.attachments import Finding
    from lianzhan.model.body import Link
    from lianzhan.reading.changes import Signature
    from lianzhan.reading.looking import Seen
    from lianzhan.reading.read_job import ReadJob
    from lianzhan.reading.shelves import Search, Shelves

ATTACHMENT_ELSEWHERE = warning(
    "attachment-elsewhere",
    N_("附件“{target}”放在别处，本稿件不能用，发布时只保留文字"),
    N_(
        "把文件放到稿件旁边：别的栏目、别的稿件、别的站点的文件夹里的文件，"
        "以及名字以点开头的，都不能用"
    ),
)
ATTACHMENT_KIND = warning(
    "attachment-kind",
    N_("附件“{target}”的格式 {ending} 不在允许之列，发布时只保留文字"),
    N_("另存为 {kinds} 之一；允许的格式写在 federation.toml 的 [attachments] 里"),
)
ATTACHMENT_TOO_LARGE = warning(
    "attachment-too-large",
    N_("附件“{target}”有 {size} 字节，超过上限 {limit} 字节，发布时只保留文字"),
    N_("压缩里面的图片，或拆成几个文件；上限写在 federation.toml 的 [attachments] 里"),
)
ATTACHMENT_NAME = warning(
    "attachment-name",
    N_("附件“{target}”的文件名不能用作网址，发布时只保留文字"),
    N_("文件名改短，去掉换行和看不见的字符，再改正链接"),
)

_LONGEST_NAME = 255
"""UTF-8 bytes of a file's name: no usual file system has longer ones."""


class LinkedFiles:
    """The files that one document links, each opened once."""

    def __init__(
        self,
        job: ReadJob,
        shelves: Shelves,
        path: str,
        started: int,
        known: Mapping[str, Attachment],
    ) -> None:
        self._job, self._shelves, self._known = job, shelves, known
        self._path, self._started = path, started
        self._links: dict[str, LinkedFile] = {}
        self._by_place: dict[str, Attachment | None] = {}
        self.problems: list[Problem] = []
        self.seen: list[Seen] = []
        self.outside: dict[str, Signature] = {}

    @property
    def links(self) -> tuple[LinkedFile, ...]:
        """What the links come to, each target once."""
        return tuple(self._links.values())

    def add_all(self, links: Iterable[Link]) -> None:
        """Find and examine what these links mean, as far as they mean files.

        A file with a fault is named where it is linked first, however often that is.
        """
        for link in links:
            if link.target not in self._links and names_file(link.target):
                self._links[link.target] = self._linked(link)

    def _linked(self, link: Link) -> LinkedFile:
        search = self._search(link.target)
        if search.found is None:
            is_named = self._miss(link, search)
            return LinkedFile(link.target, None, is_named)
        place = search.found.place
        if place not in self._by_place:
            self._by_place[place] = self._read(link, search.found)
        return LinkedFile(link.target, self._by_place[place])

    def _search(self, target: str) -> Search:
        for path in spellings(target):
            search = self._shelves.find(path)
            note_outside(self.outside, search, self._job, self._started)
            if search.found:
                break
        return search

    def _miss(self, link: Link, search: Search) -> bool:
        """Name what may not be used; what is missing, the rule of links names."""
        *_, path = spellings(link.target)
        name = path.rpartition("/")[2]
        if len(name.encode("utf-8", "replace")) > _LONGEST_NAME or not name.isprintable():
            self._fault(link, ATTACHMENT_NAME)
        elif search.is_elsewhere:
            self._fault(link, ATTACHMENT_ELSEWHERE)
        else:
            return False
        return True

    def _read(self, link: Link, seen: Seen) -> Attachment | None:
        """Return the file of a link, if it may be published."""
        self.seen.append(seen)
        title = composed(seen.path.rpartition("/")[2])
        policy, ending = self._job.attachments, ending_of(title)
        if not title.isprintable():
            self._fault(link, ATTACHMENT_NAME)
        elif ending in PROGRAMS:
            self._fault(link, ATTACHMENT_PROGRAM, found=ending.upper())
        elif ending not in policy.kinds:
            kinds = "、".join(policy.kinds) or "—"
            self._fault(link, ATTACHMENT_KIND, ending=f".{shown(ending)}", kinds=kinds)
        else:
            return self._opened(link, seen, title)
        return None

    def _opened(self, link: Link, seen: Seen, title: str) -> Attachment | None:
        limit = self._job.attachments.max_bytes
        try:
            raw, opened = read_seen(self._job.content, seen, limit)
        except TooLargeError as error:
            self._fault(link, ATTACHMENT_TOO_LARGE, size=error.size, limit=limit)
            return None
        except OSError as error:
            if error.errno in OF_SYSTEM:
                raise
            detail = error.strerror or str(error)
            self._fault(link, ATTACHMENT_DAMAGED, what=BROKEN, detail=detail)
            return None
        self.seen[-1] = opened
        findings = self._examined(raw, title)
        for finding in findings:
            details = {"target": _legible(link), **dict(finding.details)}
            self.problems.append(problem(self._path, link.line, finding.definition, **details))
        if any(finding.definition.severity is Severity.ERROR for finding in findings):
            return None
        return Attachment(opened.place, title, digest_of_bytes(raw), len(raw), findings)

    def _examined(self, raw: bytes, title: str) -> tuple[Finding, ...]:
        """Return what is found in a file: that of the same bytes, if they were examined before."""
        from lianzhan.reading.attachments.examine import examine

        kind = BY_ENDING[ending_of(title)]
        same = self._known.get(digest_of_bytes(raw))
        return same.findings if same and same.kind == kind else examine(raw, kind)

    def _fault(self, link: Link, code: Code, **details: object) -> None:
        fault = problem(self._path, link.line, code, target=_legible(link), **details)
        self.problems.append(fault)


def _legible(link: Link) -> str:
    return legible(link.target)[:80]
