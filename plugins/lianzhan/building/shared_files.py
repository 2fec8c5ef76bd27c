"""Files that stand in the output itself: the sites' pictures and theme files, and the portal's.

In: what the sites and the portal use. Out: those files in their places, or why they are not there.
"""

from __future__ import annotations

import errno
import os
import shutil
from typing import TYPE_CHECKING

from lianzhan.model.federation import ASSETS
from lianzhan.model.frozen import dataclass
from lianzhan.output.durable import sync_trees
from lianzhan.output.swap import put_in_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from lianzhan.output.manifest import Manifest
    from lianzhan.rendering.build_setup import BuildSetup


@dataclass(frozen=True)
class Output:
    """The output folder; `staging` is None where nothing can be put into it.

    `syncs` says whether what goes live is to be on the disk before.
    """

    folder: Path
    staging: Path | None
    syncs: bool = True


class SharedFiles:
    """Puts files into an output; of those in assets/ it knows which could not be put there.

    With `are_as_left` nobody has touched pictures and theme files since the last build.
    """

    def __init__(self, output: Output, setup: BuildSetup, *, are_as_left: bool) -> None:
        if output.staging is None:
            raise ValueError("nothing goes live that was not staged")
        self._output = output.folder
        self.staging = output.staging
        self._syncs = output.syncs
        self._setup = setup
        self._are_as_left = are_as_left
        self._unplaced: dict[str, str] = {}

    def place_assets(self, manifests: Iterable[Manifest], sites: Iterable[Path] = ()) -> None:
        """Put the pictures and theme files that manifests name into assets/, where possible.

        They, and staged sites, are on the disk before anything takes its place: in one go, since
        that costs as much for one file as for thousands.
        """
        names = {name for manifest in manifests for name in manifest.assets}
        waiting = [name for name in sorted(names) if self._is_staged(name)]
        folder = self.staging / ASSETS
        try:
            self._sync([*([folder] if waiting else []), *sites])
            for name in waiting:
                put_in_place(folder / name, self._output / ASSETS / name, self.staging)
        except OSError as error:
            reason = f"{error.filename or ASSETS}: {error.strerror or error}"
            self._unplaced |= dict.fromkeys(names, reason)

    def unplaced(self, manifest: Manifest) -> str:
        """Return why a picture or theme file that a manifest names is not there, or nothing."""
        return next((self._unplaced[n] for n in manifest.assets if n in self._unplaced), "")

    def place_files(self, files: Mapping[str, bytes]) -> None:
        """Let files take their places in the output folder itself, in their order.

        Raises OSError, and then some may have done so.
        """
        folder = self.staging / "root"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for name, data in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
        self._sync([folder])
        for name in files:
            if has_link(self._output, name):
                raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), name)
            put_in_place(folder / name, self._output / name, self.staging)

    def _sync(self, folders: list[Path]) -> None:
        sync_trees(folders, is_wanted=self._syncs)

    def _is_staged(self, name: str) -> bool:
        """Stage a picture or theme file that is missing, or is not what it was; say if it was so.

        What is there and can't be compared, because the cache has lost it, stays.
        """
        live = self._output / ASSETS / name
        try:
            is_there = live.is_file()
            if is_there and (self._are_as_left or not self._setup.has_asset(name)):
                return False
            data = self._setup.asset(name)
            if is_there and live.read_bytes() == data:
                return False
            staged = self.staging / ASSETS / name
            staged.parent.mkdir(parents=True, exist_ok=True)
            staged.write_bytes(data)
        except OSError as error:
            self._unplaced[name] = f"{ASSETS}/{name}: {error.strerror or error}"
            return False
        return True


def has_link(folder: Path, path: str) -> bool:
    """Whether a link on the way to a path below a folder would lead somewhere else."""
    above = (folder / path).parents[: path.count("/")]
    return any(place.is_symlink() for place in above)
