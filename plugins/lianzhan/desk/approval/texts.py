"""What can be signed: texts of any kind below a path, each as a build reads and judges it."""

from __future__ import annotations

import os
from operator import attrgetter
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from lianzhan.desk.approval.campaign_faults import campaign_faults, source_of
from lianzhan.gate.assess import assessed, terms_of
from lianzhan.gate.site_reading import read_site
from lianzhan.kinds.proofs.policy import by_policy
from lianzhan.kinds.proofs.unit_names import UNIT_NAME, misnamed_units, unit_lines
from lianzhan.kinds.review.chain import OF_THE_CHAIN
from lianzhan.kinds.review.digest import seen_digest, signed_page
from lianzhan.kinds.review.standing import CHANGED_SINCE_REVIEW
from lianzhan.model.frozen import dataclass
from lianzhan.model.kinds import (
    MARKDOWN,
    TEXT_FOLDERS,
    file_of,
    is_in_toml,
    is_notice,
    kind_of_toml,
    notice_of,
)
from lianzhan.reading.markdown_files import MISPLACED_FILE
from lianzhan.reading.read_job import read_jobs
from lianzhan.reading.text import UNREADABLE_FILE
from lianzhan.runtime.digests import digest_of_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path
    from typing import Any

    from lianzhan.desk.approval.keys import SigningKey
    from lianzhan.kinds.review.chain import Chain
    from lianzhan.kinds.review.terms import Terms
    from lianzhan.model.federation import Federation, Site
    from lianzhan.model.problem import Problem
    from lianzhan.model.report import Decision


@dataclass(frozen=True)
class Desk:
    """Where texts are signed, when, and with which key: None where a name is enough."""

    content: Path
    federation: Federation
    now: datetime
    key: SigningKey | None = None

    @property
    def there(self) -> datetime:
        """The moment in the federation's time zone."""
        return self.now.astimezone(ZoneInfo(self.federation.timezone))


@dataclass(frozen=True)
class ReviewText:
    """A value that awaits review, or has passed it, as a build would judge it now.

    `saved` is the digest of its file's bytes as they were just before it was read.
    """

    value: Any
    saved: str
    problems: tuple[Problem, ...]
    chain: Chain
    decision: Decision
    terms: Terms

    @property
    def path(self) -> str:
        """The value's path."""
        return str(self.value.path)

    @property
    def title(self) -> str:
        """What it is called: its title, or else its name."""
        return str(self.value.label)

    @property
    def is_notice(self) -> bool:
        """Whether it is the notice of a withdrawn text, which stands in that text's head."""
        return is_notice(self.path)

    @property
    def is_in_toml(self) -> bool:
        """Whether it stands in a TOML file, with others or alone."""
        return is_in_toml(self.path)

    @property
    def digest(self) -> str:
        """The digest that a signature for it as it is now bears."""
        return seen_digest(self.value, signed_page(self.path))

    @property
    def standing(self) -> int:
        """How many steps of its chain count, from the first on."""
        return self.chain.void.place if self.chain.void else len(self.value.review)

    @property
    def was_changed(self) -> bool:
        """Whether it was changed after a step was signed."""
        return self.chain.void is not None and self.chain.void.why is CHANGED_SINCE_REVIEW

    @property
    def faults(self) -> list[str]:
        """The codes of all errors that keep it from being published whoever signs it, sorted."""
        found = filter(attrgetter("is_error"), self.problems)
        return sorted({fault.code for fault in found} - OF_THE_CHAIN)


@dataclass(frozen=True)
class Found:
    """The texts that were meant by their paths, and why of other files nothing could be read."""

    texts: dict[str, ReviewText]
    unread: dict[str, str]


def texts_below(content: Path, path: str) -> list[str]:
    """Return the paths of the files of texts that a path below content/ means, sorted.

    A file means itself; a folder means all below it, without hidden files and links.
    """
    start = content / path
    if not start.is_dir():
        return [path]
    found = (file.relative_to(content) for file in start.rglob("*") if file.is_file())
    return sorted(path.as_posix() for path in found if _is_text(path, content))


def _is_text(path: Path, content: Path) -> bool:
    if any(part.startswith(".") for part in path.parts) or (content / path).is_symlink():
        return False
    in_folder = not set(TEXT_FOLDERS).isdisjoint(path.parts)
    kind = kind_of_toml(path.as_posix())
    return bool(kind and kind.is_reviewed) or (in_folder and path.suffix.lower() in MARKDOWN)


def read_texts(desk: Desk, paths: Iterable[str]) -> Found:
    """Read the texts at some paths below content/: files, or values in files of many.

    Raises OSError where a site's folder can't be read.
    """
    federation = desk.federation
    wanted = {_followed(desk.content, path): path for path in paths}
    of_sites: dict[str, set[str]] = {}
    found = Found({}, {})
    for file in map(file_of, wanted):
        site = _site_of(federation, file)
        if site:
            of_sites.setdefault(site.slug, set()).add(file)
        else:
            found.unread[file] = MISPLACED_FILE.name
    for slug, files in of_sites.items():
        _read_site(desk, federation.by_slug[slug], files, found)
    texts = {
        path: text
        for path, text in found.texts.items()
        if path in wanted or text.value.file in wanted
    }
    known = {*texts, *map(file_of, texts)}
    unread = {
        given: found.unread.get(file_of(path)) or _why_unread(desk.content / file_of(path))
        for path, given in wanted.items()
        if path not in known
    }
    return Found(texts, unread)


def to_be_signed(found: Found) -> Found:
    """Return what can be signed: of a withdrawn text with a notice nothing is left but that."""
    texts = {p: text for p, text in found.texts.items() if notice_of(p) not in found.texts}
    return Found(texts, found.unread)


def saved_digest(file: Path) -> str:
    """Return the digest of a file's bytes; "" where it can't be read."""
    try:
        return digest_of_bytes(file.read_bytes())
    except OSError:
        return ""


def _why_unread(file: Path) -> str:
    return (MISPLACED_FILE if file.is_file() else UNREADABLE_FILE).name


def _followed(content: Path, path: str) -> str:
    """Return a path below content/ with its links followed, with its name in a file of many."""
    real = os.path.relpath(os.path.realpath(content / file_of(path)), os.path.realpath(content))
    return real.replace(os.sep, "/") + path.removeprefix(file_of(path))


def _site_of(federation: Federation, file: str) -> Site | None:
    """Return the site in whose folder a file stands: the deepest."""
    above = (site for site in federation.sites if file.startswith(f"{site.path}/"))
    return max(above, key=lambda site: len(site.path), default=None)


def _read_site(desk: Desk, site: Site, files: set[str], found: Found) -> None:
    """Add the texts of a site's files, and why others could not be read."""
    federation = desk.federation
    (job,) = read_jobs(desk.content, federation, [site])
    saved = {file: saved_digest(desk.content / file) for file in files}
    read = read_site(job, only=files)
    source = source_of(job, federation)
    terms = terms_of(read, source)
    done = assessed(read, source, terms, desk.now)
    of_campaigns = campaign_faults(desk.content, federation, site, done, desk.now)
    for one in done:
        value = one.read.value
        late = (*_misnamed(value, federation), *of_campaigns.get(value.path, ()))
        problems = (*one.read.problems, *one.faults, *late)
        text = ReviewText(value, saved[value.file], problems, one.chain, one.decision, terms)
        found.texts[value.path] = text
    for fault in read.problems:
        if fault.is_error:
            found.unread.setdefault(fault.path, fault.code)


def _misnamed(value: Any, federation: Federation) -> Iterator[Problem]:
    """Yield what only the whole tree knows of a text: units that are spelt unlike it."""
    if value.units:
        yield from misnamed_units(
            value, unit_lines(federation), by_policy(UNIT_NAME, federation.proofs)
        )
