"""The picture in a site's head: read as those of texts are, from the site's own folder alone."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from lianzhan.model.body import Image
from lianzhan.model.codes import N_
from lianzhan.model.problem import Problem, problem
from lianzhan.reading.pictures import probe
from lianzhan.reading.shelves import Shelves
from lianzhan.reading.shown_pictures import note_outside
from lianzhan.reading.stated_facts import SITE_FACT

if TYPE_CHECKING:
    from lianzhan.model.catalog import Picture
    from lianzhan.reading.changes import Signature
    from lianzhan.reading.looking import Seen
    from lianzhan.reading.read_job import ReadJob

_A_PICTURE = N_("能打开的 JPEG、PNG、WebP 或 GIF 图片，放在 site.toml 旁边或 images/ 里")


class ReadMasthead(NamedTuple):
    """The picture, or why it can't be shown, and what was looked at outside the site's folders."""

    picture: Picture | None
    problems: tuple[Problem, ...]
    outside: dict[str, Signature]


def read_masthead(job: ReadJob, known: Picture | None) -> ReadMasthead:
    """Read the picture that a site.toml names; one that can't be shown is a warning at its line.

    `known` is the one of an earlier reading: it is not decoded again.
    """
    said = job.site.profile.masthead
    if said is None:
        return ReadMasthead(None, (), {})
    started, outside = time.time_ns(), dict[str, "Signature"]()
    search = Shelves(job.content, job.site.path, False, (job.site.path,)).find(said.src)
    note_outside(outside, search, job, started)
    path, line = f"{job.site.path}/site.toml", job.site.profile.line("masthead")
    if search.found and _is_own(search.found, job.site.path):
        image = Image(said.src, said.alt, line, decorative=True)
        earlier = {known.digest: known} if known else {}
        picture, _ = probe(search.found, job, image, path, earlier)
        if not isinstance(picture, Problem):
            return ReadMasthead(picture.still, (), outside)
    details = {"key": "masthead", "value": said.src, "expected": _A_PICTURE}
    return ReadMasthead(None, (problem(path, line, SITE_FACT, **details),), outside)


def _is_own(found: Seen, site: str) -> bool:
    """Whether a file stands right beside a site.toml, or among the site's images."""
    folder = found.place.rpartition("/")[0]
    return folder == site or f"{folder}/".startswith(f"{site}/images/")
