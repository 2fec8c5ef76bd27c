"""What of an output folder readers may see: the files that its manifests name, and no others.

In: an output folder. Out: each such file with its status as it was seen, and all that nobody named.
No link is followed, and no path is taken from a manifest: a file is looked for on the disk, and
then looked up in the manifests.
"""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from lianzhan.model.federation import ASSETS
from lianzhan.model.frozen import dataclass
from lianzhan.output.manifest import NAME, read_manifest, read_portal
from lianzhan.output.output_lock import MARKER, STAGING
from lianzhan.runtime.no_links import open_directly, refuse, walk

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from lianzhan.output.manifest import Manifest

Seen = dict[str, os.stat_result]


@dataclass(frozen=True)
class PublicFiles:
    """What was found, by path: `named` is for readers.

    `strange` is what no build leaves: links, pipes, devices, files and folders that no manifest
    names. `unused` are files below assets/ that no manifest names: a build of one site leaves what
    it does not use any more.
    """

    named: Seen
    strange: tuple[str, ...]
    unused: tuple[str, ...]


class StrangeFilesError(Exception):
    """The output folder holds what no build leaves there; `paths` say what, folders with a "/"."""

    def __init__(self, *paths: str) -> None:
        super().__init__(*paths)
        self.paths = paths


def public_files(output: Path) -> PublicFiles:
    """Look through an output folder. Raises OSError for a folder that can't be read."""
    seen, strange = _files_below(output)
    manifests = _manifests(output, seen)
    named = _named(manifests) & seen.keys() - manifests.keys()
    sites = {place.partition("/")[0] for place in manifests if "/" in place}
    unused = []
    for path in seen.keys() - named - manifests.keys():
        top, slash, _ = path.partition("/")
        if slash and top == ASSETS:
            unused.append(path)
        elif slash or not path.startswith(MARKER):
            strange.add(path if top in sites or not slash else f"{top}/")
    files = {path: seen[path] for path in sorted(named)}
    return PublicFiles(files, tuple(sorted(strange)), tuple(sorted(unused)))


def copy_public_files(output: Path, files: Mapping[str, os.stat_result], target: Path) -> None:
    """Copy files that were seen into a folder. Raises StrangeFilesError for one exchanged since."""
    for path, info in files.items():
        copy = target / path
        copy.parent.mkdir(parents=True, exist_ok=True)
        with open(output / path, "rb", opener=open_directly) as opened, copy.open("wb") as written:
            now = os.fstat(opened.fileno())
            # A number is free for the next file as soon as one is deleted, be it a pipe.
            if not os.path.samestat(info, now) or not stat.S_ISREG(now.st_mode):
                raise StrangeFilesError(path)
            shutil.copyfileobj(opened, written)


def _files_below(output: Path) -> tuple[Seen, set[str]]:
    """Return the plain files below a folder, and what is neither file nor folder.

    The staging folder of a build that was killed is not looked into.
    """
    seen: Seen = {}
    strange = set()
    for path, _ in walk(output, refuse, without=(STAGING,)):
        info = (output / path).lstat()
        if stat.S_ISREG(info.st_mode):
            seen[path] = info
        else:
            strange.add(path)
    return seen, strange


def _manifests(output: Path, seen: Seen) -> dict[str, Manifest]:
    """Return the manifests of sites and portal that can be used, by their own paths."""
    places = [path.removesuffix(NAME) for path in seen if PurePosixPath(path).name == NAME]
    own = (place for place in places if place.count("/") < 2 and place != f"{ASSETS}/")
    found = ((place, (read_manifest if place else read_portal)(output / place)) for place in own)
    return {f"{place}{NAME}": manifest for place, manifest in found if manifest}


def _named(manifests: Mapping[str, Manifest]) -> set[str]:
    """Return the paths that manifests name."""
    named = {f"{ASSETS}/{name}" for manifest in manifests.values() for name in manifest.assets}
    for place, manifest in manifests.items():
        named |= {f"{place.removesuffix(NAME)}{path}" for path in manifest.files}
    return named
