"""The portal page and its companion files, in the output folder itself.

In: the sites that stand once a build has swapped in what it made. Out: the files that differ are in
their places. Nothing is rendered here: a worker does that, and Pelican with it.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from lianzhan.building.dispatch import PORTAL
from lianzhan.building.outdated import shows_unread
from lianzhan.building.shared_files import has_link
from lianzhan.building.site_jobs import PortalJob
from lianzhan.model.codes import N_, setup_error
from lianzhan.model.portal_files import REDIRECT_FILES
from lianzhan.model.problem import problem
from lianzhan.model.report import Changes
from lianzhan.output.manifest import NAME, digest_of_file, is_portal_file, manifest_bytes
from lianzhan.planning.portal_outline import portal_outline
from lianzhan.runtime.job import Failure

if TYPE_CHECKING:
    from collections.abc import Collection

    from lianzhan.building.publish import Publication
    from lianzhan.building.site_jobs import StagedPortal
    from lianzhan.output.manifest import Manifest
    from lianzhan.planning.portal_outline import PortalOutline
    from lianzhan.runtime.job import TaskRunner

PORTAL_FAILED = setup_error(
    "portal-failed",
    N_("总入口页生成失败，保留上次的内容：{reason}"),
    N_("按原因修正后重新生成；主题里的总入口页是 portal.html"),
)


class NotRenderedError(Exception):
    """No worker could render the portal; the text says why."""


class Portal:
    """The portal of the sites that will stand in the end; workers render it if nobody has yet."""

    def __init__(self, build: Publication, standing: Collection[str], workers: TaskRunner) -> None:
        self._workers = workers
        self._build = build
        self._standing = standing
        self._output = build.output
        self._before = build.before.portal
        self.manifest = self._before
        self.is_current = False

    def place(self) -> Changes:
        """Write what differs. It stands while any site does; one that fails stays as it was."""
        build = self._build
        outline = self._outline()
        is_unread = build.checked.host.is_unread or shows_unread(self._before, build.checked)
        if is_unread or not self._can_be_built(outline):
            return Changes()
        try:
            files = self._place(outline)
        except NotRenderedError as error:
            return self._failed(str(error))
        except Exception as error:
            return self._failed(f"{type(error).__name__}: {error}")
        self.is_current = True
        return files

    def _outline(self) -> PortalOutline | None:
        """Return what the portal shows; news and old addresses lead only where there is a page."""
        build = self._build
        sound = build.swapped.keys() | build.before.clean

        def has_page(path: str) -> bool:
            return build.has_pages([path], sound)

        outline = portal_outline(build.checked.planner, self._standing, has_page)
        if not outline or not outline.redirects:
            return outline
        there = tuple(r for r in outline.redirects if has_page(r.path))
        return replace(outline, redirects=there)

    def _failed(self, reason: str) -> Changes:
        failed = problem("federation.toml", 0, PORTAL_FAILED, reason=reason)
        self._build.problems.append(failed)
        return Changes()

    def _can_be_built(self, outline: PortalOutline | None) -> bool:
        """Whether there is something in its slot, all of it with pages; or no site at all."""
        if outline is None:
            return not self._standing
        build = self._build
        sound = build.swapped.keys() | build.before.clean
        shown = [listed.path for listed in outline.top_slot]
        return bool(shown) and build.has_pages(shown, sound)

    def _place(self, outline: PortalOutline | None) -> Changes:
        made_from = self._build.setup.made_from(outline.digest if outline else "")
        before = self._before
        if outline and before and before.made_from == made_from and self._is_whole(before):
            self._build.portal = before
            return Changes(unchanged=len(before.files))
        portal = self._rendered(outline, made_from) if outline else None
        self._build.files.place_assets([portal.manifest] if portal else [])
        if portal and (missing := self._build.files.unplaced(portal.manifest)):
            raise OSError(missing)
        return self._replace(portal)

    def _is_whole(self, manifest: Manifest) -> bool:
        """Whether the portal's files are as a manifest of ours says, and no others lead away."""
        if not self._build.before.is_ours("", manifest) or self._stray(manifest.files):
            return False
        try:
            return all(
                digest_of_file(self._output / name) == digest
                for name, digest in manifest.files.items()
            )
        except OSError:
            return False

    def _rendered(self, outline: PortalOutline, made_from: tuple[str, ...]) -> StagedPortal:
        """Return what was rendered while the sites were, unless some of them were lost.

        Then a worker renders it anew. Raises NotRenderedError.
        """
        build = self._build
        staged = build.staged.portal
        if staged and staged.manifest.made_from == made_from:
            return staged
        job = PortalJob(build.setup, outline, build.checked.homes(outline))
        (outcome,) = self._workers.run(PORTAL, [job])
        if isinstance(outcome.result, Failure):
            raise NotRenderedError(outcome.result.reason)
        return outcome.result

    def _replace(self, portal: StagedPortal | None) -> Changes:
        """Let the files take the place of those before. Raises OSError, and may be half-way then.

        The manifest comes last: until then it does not fit the files, and the next build sees that.
        """
        files, made = (portal.files, portal.manifest) if portal else ({}, None)
        old = self._before.files if self._before else {}
        changed = {name: data for name, data in files.items() if not self._has(name, data)}
        named = {NAME: manifest_bytes(made)} if made else {}
        self._build.files.place_files({**changed, **named})
        gone = {name for name in old.keys() - files.keys() if is_portal_file(name)}
        gone |= self._stray(files)
        for name in (*gone, *(() if made else (NAME,))):
            self._delete(name)
        self.manifest = self._build.portal = made
        return Changes(len(changed), len(files) - len(changed), len(gone))

    def _stray(self, files: Collection[str]) -> set[str]:
        """Return the files by which web servers would send readers elsewhere, and that are none."""
        there = (name for name in REDIRECT_FILES if os.path.lexists(self._output / name))
        return {name for name in there if name not in files}

    def _delete(self, name: str) -> None:
        """Delete a file, and the folders that it leaves empty."""
        file = self._output / name
        if has_link(self._output, name):
            return
        file.unlink(missing_ok=True)
        with suppress(OSError):  # the first that is not empty ends it
            for folder in file.parents[: name.count("/")]:
                folder.rmdir()

    def _has(self, name: str, data: bytes) -> bool:
        live = self._output / name
        return live.is_file() and live.read_bytes() == data
