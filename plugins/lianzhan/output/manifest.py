"""What a site's folder holds, and what it was made from. It stands in the folder it describes.

So it is swapped with the site, copied with the output, and never says more or less than is there.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lianzhan.model.report import Changes
from lianzhan.plan import ASSETS

if TYPE_CHECKING:
    from pathlib import Path

NAME = ".lianzhan.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a folder holds.

    `digest` is that of all it was made from; `files` maps paths to digests of their bytes;
    `entries` are the ids of all articles that the site shows; `assets` the names of the pictures
    and theme files it uses.
    """

    digest: str
    files: dict[str, str]
    entries: tuple[str, ...] = ()
    assets: tuple[str, ...] = ()


def describe(
    folder: Path, digest: str, entries: tuple[str, ...] = (), assets: tuple[str, ...] = ()
) -> Manifest:
    """Return the manifest of a folder as it stands on disk."""
    files = {
        path: hashlib.blake2b((folder / path).read_bytes(), digest_size=16).hexdigest()
        for path in files_below(folder)
    }
    return Manifest(digest, files, entries, assets)


def files_below(folder: Path) -> list[str]:
    """Return the paths of all files below a folder, sorted, without the manifest itself."""
    found: list[str] = []
    for parent, _, names in os.walk(folder):
        prefix = os.path.relpath(parent, folder).replace(os.sep, "/")
        found += (name if prefix == "." else f"{prefix}/{name}" for name in names)
    return sorted(path for path in found if path != NAME)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Put a manifest into its folder."""
    document = {
        "digest": manifest.digest,
        "entries": manifest.entries,
        "assets": manifest.assets,
        "files": manifest.files,
    }
    (folder / NAME).write_text(json.dumps(document, separators=(",", ":")), "utf-8")


def read_manifest(folder: Path) -> Manifest | None:
    """Return the manifest of a live folder; None where there is none or it can't be used."""
    try:
        document = json.loads((folder / NAME).read_text("utf-8"))
        return Manifest(
            str(document["digest"]),
            {str(path): str(digest) for path, digest in document["files"].items()},
            tuple(document["entries"]),
            tuple(document["assets"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def is_complete(folder: Path, manifest: Manifest) -> bool:
    """Whether every file of the manifest is there, and nothing else, and every asset it uses."""
    places = (folder.parent / ASSETS, folder / ASSETS)
    return files_below(folder) == sorted(manifest.files) and all(
        any((place / name).is_file() for place in places) for name in manifest.assets
    )


def changes(old: Manifest | None, new: Manifest) -> Changes:
    """Compare a site's new folder with the one it replaces."""
    before = old.files if old else {}
    same = sum(1 for path, digest in new.files.items() if before.get(path) == digest)
    return Changes(len(new.files) - same, same, len(before.keys() - new.files.keys()))
