"""One page taken down from a live output at once: no build, no theme, no packages, no content.

In: an output folder, and the article's path, its page's path, or its address. Out: what was changed
and what still shows it. All sites are looked through, also those that don't say what they show.
"""

from __future__ import annotations

import posixpath
import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from lianzhan.model.federation import ASSETS
from lianzhan.model.frozen import dataclass
from lianzhan.model.kinds import MARKDOWN, TOML, name_in_file
from lianzhan.model.names import composed
from lianzhan.model.portal_files import PORTAL_FILES
from lianzhan.output.assets import delete_assets
from lianzhan.output.durable import sync_folders
from lianzhan.output.manifest import read_manifest, read_portal
from lianzhan.output.output_lock import MARKER, claim
from lianzhan.output.takedown.folder import take_down
from lianzhan.output.takedown.live_folder import LiveFolder
from lianzhan.output.takedown.pictures import pictures_in
from lianzhan.output.takedown.target import Target, page_of
from lianzhan.output.takedown.targets import Targets, is_list_page, targets_of
from lianzhan.runtime.no_links import ignore, is_folder, walk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lianzhan.model.live_sites import SiteIdentity
    from lianzhan.output.assets import StillShown
    from lianzhan.output.manifest import Manifest


class NotAnOutputError(Exception):
    """The folder holds no build's output; the text is the folder."""


class UnknownPageError(Exception):
    """Nothing in the output is the page that was named; the text is what was given."""


@dataclass(frozen=True)
class Done:
    """What a take-down did: files changed and deleted, and the addresses that still show the page.

    `article` is the path below content/ of what was taken down.
    """

    article: str
    address: str
    edited: int
    deleted: int
    left: tuple[tuple[str, str], ...]


def take_down_page(output: Path, given: str, wait_seconds: float = 600) -> Done:
    """Take a page down everywhere in an output.

    Raises NotAnOutputError, UnknownPageError, BusyFolderError, ForeignFolderError, OSError.
    """
    if not (output / MARKER).is_file():
        raise NotAnOutputError(str(output))
    with claim(output, wait_seconds):
        return _Emergency(output).run(given)


class _Emergency:
    """An output that is held: its manifests, by slug; those of sites that lost theirs are None."""

    def __init__(self, output: Path) -> None:
        self._output = output
        entries = sorted(e for e in output.iterdir() if is_folder(e) and not e.is_symlink())
        folders = [entry for entry in entries if not entry.name.startswith(".")]
        self._manifests = {entry.name: read_manifest(entry) for entry in folders}
        self._portal = read_portal(output)

    @property
    def _sites(self) -> dict[str, SiteIdentity]:
        found = {slug: manifest.site for slug, manifest in self._manifests.items() if manifest}
        return {slug: site for slug, site in found.items() if site}

    def run(self, given: str) -> Done:
        target = self._present(self._target(given))
        targets = targets_of([target.article], self._sites, manifests=self._manifests)
        if target not in targets.pages:
            targets = Targets((target, *targets.pages))
        edited, deleted = 0, 0
        left: list[tuple[str, str]] = []
        pictures: set[str] = set()
        for folder, done in take_down(self._folders(), targets, syncs=True):
            if not done.changed and not done.left:
                continue
            self._keep(folder.slug, done.manifest)
            edited, deleted = edited + done.edited, deleted + done.deleted
            left += _shown(folder.slug, done.left)
            pictures |= done.pictures
            if folder.slug and is_folder(folder.path / ASSETS):
                own = delete_assets(folder.path, done.pictures)
                deleted += own.count
                left += _shown(folder.slug, own.left)
        shared = delete_assets(self._output, pictures - self._used() if pictures else ())
        left += _shown("", shared.left)
        if not edited and not deleted and not left:
            raise UnknownPageError(given)
        with suppress(OSError):
            sync_folders([self._output])
        return Done(target.article, target.url, edited, deleted + shared.count, tuple(left))

    def _present(self, target: Target) -> Target:
        """Return the page that is meant: that of an old address is the one that it leads to."""
        manifest = self._manifests.get(target.slug)
        path = manifest.redirects.get(target.file) if manifest else None
        return (path and page_of(path, self._sites)) or target

    def _folders(self) -> list[LiveFolder]:
        sites = [LiveFolder(s, self._output / s, m) for s, m in self._manifests.items()]
        return [*sites, LiveFolder("", self._output, self._portal)]

    def _keep(self, slug: str, manifest: Manifest | None) -> None:
        if slug:
            self._manifests[slug] = manifest
        else:
            self._portal = manifest

    def _used(self) -> set[str]:
        """Return all that is used; without a manifest, a folder's files say which pictures."""
        known = [*self._manifests.values(), self._portal]
        used = {name for manifest in known if manifest for name in manifest.assets}
        for slug in (slug for slug, manifest in self._manifests.items() if manifest is None):
            folder = self._output / slug
            used |= pictures_in(folder, (path for path, _ in walk(folder, ignore)))
        return used if self._portal else used | pictures_in(self._output, PORTAL_FILES)

    def _target(self, given: str) -> Target:
        """Return the page that is meant by a path below content/, one in the output, an address."""
        article = self._named_article(given) or self._named_anchor(given)
        if article:
            return article
        slug, file = self._named_page(given)
        url = self._address_of(slug) + quote(file)
        shown = (path for m in self._manifests.values() if m for path in m.articles)
        pages = (page_of(path, self._sites) for path in dict.fromkeys(shown))
        found = next((p for p in pages if p and (p.slug, p.file) == (slug, file)), None)
        return found or Target("", slug, file, url)

    def _address_of(self, slug: str) -> str:
        """Return a site's address; that of one that lost its manifest is like the others'."""
        sites = self._sites
        if slug in sites or not sites:
            return sites[slug].url if slug in sites else f"/{slug}/"
        other = next(iter(sites))
        return re.sub(rf"(?<=/){other}(?=[/.])", slug, sites[other].url, count=1)

    def _named_article(self, given: str) -> Target | None:
        name = composed(given).replace("\\", "/")
        if not name.lower().endswith((*MARKDOWN, TOML)) and not name_in_file(name):
            return None
        parts = [part for part in name.split("/") if part not in ("", ".")]
        for start in range(len(parts)):
            if found := page_of("/".join(parts[start:]), self._sites):
                return found
        raise UnknownPageError(given)

    def _named_anchor(self, given: str) -> Target | None:
        """Return what is meant by the address of one value on a page that shows many."""
        address = _without_scheme(unquote(given).strip())
        shown = (path for m in self._manifests.values() if m for path in m.articles)
        pages = (page_of(path, self._sites) for path in dict.fromkeys(shown))
        named = (page for page in pages if page and page.anchor)
        return next((p for p in named if _without_scheme(unquote(p.url)) == address), None)

    def _named_page(self, given: str) -> tuple[str, str]:
        """Return slug and file of a page named by its address, or by its path in the output."""
        written = unquote(given.partition("#")[0].partition("?")[0]).strip()
        address = _without_scheme(written)
        for slug, site in self._sites.items():
            start = _without_scheme(unquote(site.url))
            if address.startswith(start):
                return slug, _page(address.removeprefix(start), given)
        real = self._output.resolve()
        for base in (Path.cwd(), self._output):
            path = Path(posixpath.normpath((base / written).as_posix()))
            for root in (self._output, real):
                if path.is_relative_to(root):
                    slug, _, file = path.relative_to(root).as_posix().partition("/")
                    if slug in self._manifests:
                        return slug, _page(file, given)
        raise UnknownPageError(given)


def _shown(slug: str, left: Iterable[StillShown]) -> list[tuple[str, str]]:
    """Return the paths in the output of files that stay, and why they do."""
    return [(f"{slug}/{file.file}".lstrip("/"), file.reason) for file in left]


def _without_scheme(address: str) -> str:
    """Return an address as people say it, whether it was copied with "https://" or without."""
    return re.sub(r"^(?:https?:)?//", "", address, flags=re.IGNORECASE)


def _page(file: str, given: str) -> str:
    """A take-down is of an article or page: lists, homes and feeds stay."""
    folder, _, name = file.rpartition("/")
    if not folder or name in ("", "index.html") or not name.endswith(".html") or is_list_page(file):
        raise UnknownPageError(given)
    return composed(file)
