"""Sites staged in this process: the real way from content to files, without worker processes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from conftest import ROOT, cache_in, everything_in, plan_of

from lianzhan.building.staging import (
    PictureJob,
    SiteJob,
    Staged,
    make_picture,
    shown_pictures,
    stage_site,
)
from lianzhan.rendering.build_setup import BuildSetup, read_build_setup

if TYPE_CHECKING:
    from pathlib import Path

    import conftest

    from lianzhan.building.build import Request
    from lianzhan.building.check import ContentState
    from lianzhan.planning.outline import SiteOutline
    from lianzhan.planning.plan import SitePlan

IMPORTS = "import logging\nfrom pelican import signals\nfrom pelican.contents import Content\n"
REGISTER = "def register():\n    signals.article_generator_finalized.connect(act)\n"


@dataclass
class Stage:
    """A checked house whose sites can be staged one after another, as one worker would."""

    request: Request
    checked: ContentState

    @property
    def folder(self) -> Path:
        return self.request.output

    @cached_property
    def setup(self) -> BuildSetup:
        request = self.request
        cache = cache_in(request.cache)
        return read_build_setup(
            request.settings_file, request.content, request.theme, cache, request.overrides
        )

    def outline(self, slug: str) -> SiteOutline:
        return self.checked.planner.outline(slug)

    def plan(self, slug: str) -> SitePlan:
        return plan_of(self.checked, slug)

    def site(self, slug: str) -> Staged:
        plan = self.plan(slug)
        sizes: dict[str, int] = {}
        for picture in shown_pictures(plan):
            made = make_picture(PictureJob(picture, self.setup.content, self.setup.cache))
            assert isinstance(made, dict), made
            sizes |= made
        site = self.checked.planner.identity(slug)
        outline = self.outline(slug)
        homes, folder = self.checked.homes(outline), self.folder / slug
        return stage_site(SiteJob(self.setup, outline, homes, ("",), folder, site, sizes))

    def page(self, path: str) -> str:
        return (self.folder / path).read_text("utf-8")

    def files(self, slug: str) -> dict[str, bytes]:
        return everything_in(self.folder / slug)


def stage(house: conftest.House, **changes: object) -> Stage:
    """Check a house and make its sites ready to be staged below output/."""
    return Stage(house.request(**changes), house.check())


def own_settings(folder: Path, text: str = "", **plugins: str) -> Path:
    """A settings file as a federation's own: the project's, with other lines and plugins."""
    for name, source in plugins.items():
        (folder / f"{name}.py").write_text(source, "utf-8")
    lines = [
        "import sys",
        f"sys.path.insert(0, {str(ROOT)!r})",
        "from pelicanconf import *",
        f"PLUGIN_PATHS = [{str(folder)!r}]",
        f"PLUGINS = [*PLUGINS, *{sorted(plugins)!r}]",
        text,
    ]
    file = folder / "ownconf.py"
    file.write_text("\n".join(lines), "utf-8")
    return file


def plugin(body: str) -> str:
    """A third-party plugin that does `body` with all articles of a site at hand."""
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    return f"{IMPORTS}\ndef act(generator):\n{lines}\n{REGISTER}"
