"""A manifest: what a site's folder holds and was made from. It stands in the folder it describes.

So it is swapped with the site, copied with the output, and never says more or less than is there.
"""

from __future__ import annotations

import json
import re
from dataclasses import field
from typing import TYPE_CHECKING

from lianzhan.model.federation import ASSETS
from lianzhan.model.frozen import dataclass
from lianzhan.model.host_files import is_host_file
from lianzhan.model.live_sites import SiteIdentity
from lianzhan.model.portal_files import PORTAL_FILES, SERVER_FILES
from lianzhan.model.report import Changes
from lianzhan.runtime.digests import digest_of_bytes
from lianzhan.runtime.no_links import is_file, read_file, refuse_unless_missing, walk

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

NAME = ".lianzhan.json"
_LEADING_AWAY = ("//", "/./", "/../", "\\", "\0")
"""What no path between two slashes holds that leads to a place below its folder."""
_DRIVE = re.compile(r"/[A-Za-z]:")


@dataclass(frozen=True)
class Manifest:
    """The files of a live folder, and all that they show and use.

    `made_from` are digests of its plan, the theme, and the set-up (code, settings, packages);
    `files` maps paths to digests of their bytes;
    `articles` are the paths of all those that the site shows or links; `assets` the names of the
    pictures and theme files it uses; `site` says which site it is (None: the portal). `redirects`
    maps pages at old addresses to the articles that they lead to; the portal's, such addresses.
    """

    made_from: tuple[str, ...]
    files: dict[str, str]
    articles: tuple[str, ...] = ()
    assets: tuple[str, ...] = ()
    site: SiteIdentity | None = None
    redirects: Mapping[str, str] = field(default_factory=dict)

    @property
    def pages(self) -> int:
        """How many HTML pages it names."""
        return sum(path.endswith(".html") for path in self.files)


def digests_of(folder: Path, paths: Iterable[str], known: Mapping[str, str]) -> dict[str, str]:
    """Return the digests of files of a folder; `known` ones are not made again."""
    return {path: known.get(path) or digest_of_file(folder / path) for path in paths}


def digest_of_file(file: Path) -> str:
    """Return what a manifest says of a file."""
    return digest_of_bytes(file.read_bytes())


def files_below(folder: Path) -> list[str]:
    """Return the paths of all files and links below a folder, sorted, without the manifest itself.

    Raises OSError for a folder that can't be listed.
    """
    return sorted(p for p, _ in walk(folder, refuse_unless_missing) if p != NAME)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Put a manifest into its folder."""
    (folder / NAME).write_bytes(manifest_bytes(manifest))


def manifest_bytes(manifest: Manifest) -> bytes:
    """Return a manifest as it is written."""
    document = {
        "site": manifest.site,
        "made_from": manifest.made_from,
        "articles": manifest.articles,
        "assets": manifest.assets,
        "files": manifest.files,
        **({"redirects": manifest.redirects} if manifest.redirects else {}),
    }
    return json.dumps(document, separators=(",", ":")).encode()


def read_manifest(folder: Path) -> Manifest | None:
    """Return the manifest of a live folder; None where there is none or it can't be used.

    Builds delete what manifests name: none can be used that names a file outside its folder.
    """
    try:
        document = json.loads((read_file(folder / NAME) or b"").decode())
        manifest = Manifest(
            tuple(map(str, document["made_from"])),
            {str(path): str(digest) for path, digest in document["files"].items()},
            tuple(map(str, document["articles"])),
            tuple(map(str, document["assets"])),
            SiteIdentity(*map(str, document["site"])) if document.get("site") else None,
            {str(page): str(path) for page, path in document.get("redirects", {}).items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    moved = manifest.redirects
    named = (*manifest.files, *manifest.articles, *manifest.assets, *moved, *moved.values())
    return manifest if are_plain(named) else None


def read_portal(output: Path) -> Manifest | None:
    """Return the portal's manifest: it names the portal's own files, and those for the host."""
    manifest = read_manifest(output)
    is_own = manifest and all(map(is_portal_file, manifest.files))
    return manifest if is_own else None


def is_portal_file(name: str) -> bool:
    """Whether a name that a manifest holds may be one of the portal's, and no path elsewhere."""
    return name in PORTAL_FILES or name in SERVER_FILES or is_host_file(name)


def are_plain(names: Collection[str]) -> bool:
    """Whether names are paths that lead to no place but one below the folder they count from."""
    text = f"/{'/ /'.join(names)}/" if names else ""
    return not any(away in text for away in _LEADING_AWAY) and not _DRIVE.search(text)


def is_complete(folder: Path, manifest: Manifest) -> bool:
    """Whether a site's folder holds what its manifest says, byte for byte, and nothing else."""
    try:
        return files_below(folder) == sorted(manifest.files) and all(
            digest_of_file(folder / path) == digest for path, digest in manifest.files.items()
        )
    except OSError:
        return False


def has_assets(folder: Path, manifest: Manifest) -> bool:
    """Whether every picture and theme file that a site's folder uses is there, and may be seen."""
    places = (folder.parent / ASSETS, folder / ASSETS)
    return all(any(is_file(place / name) for place in places) for name in manifest.assets)


def changes(old: Manifest | None, new: Manifest) -> Changes:
    """Compare a site's new folder with the one it replaces."""
    before = old.files if old else {}
    same = sum(1 for path, digest in new.files.items() if before.get(path) == digest)
    return Changes(len(new.files) - same, same, len(before.keys() - new.files.keys()))
