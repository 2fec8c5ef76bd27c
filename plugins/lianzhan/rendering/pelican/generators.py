"""Pelican's generators without the work that the plan makes unnecessary."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pelican import Pelican, generators
from pelican.plugins._utils import get_plugin_name, load_plugins
from pelican.writers import Writer

from lianzhan.rendering.pelican.identity import IdentityGenerator
from lianzhan.rendering.pelican.kind_pages import KindPagesGenerator
from lianzhan.rendering.pelican.plugin_names import named_now
from lianzhan.rendering.pelican.settings import PLAN
from lianzhan.rendering.pelican.writer import PageWriter

if TYPE_CHECKING:
    from collections.abc import Callable


class _Planned(generators.CachingGenerator):  # type: ignore[misc]
    """What the generators of articles and pages have in common."""

    def get_files(
        self, paths: list[str], exclude: list[str] | None = None, extensions: Any = None
    ) -> Any:
        """Return the files of the plan as they are; Pelican would look for each on the disk."""
        if any(paths is self.settings[key] for key in ("ARTICLE_PATHS", "PAGE_PATHS")):
            return dict.fromkeys(paths) if extensions is None else ()
        return super().get_files(paths, exclude, extensions)

    def _get_file_stamp(self, _filename: str) -> str:
        """Nothing is cached, so that no file's time matters."""
        return ""


class ArticlesGenerator(_Planned, generators.ArticlesGenerator):  # type: ignore[misc]
    """Makes the articles of the plan. Pelican works on pages that are never written, too."""

    def generate_period_archives(self, write: Callable[..., None]) -> None:
        """Write them if there are any."""
        if self.period_archives:
            super().generate_period_archives(write)

    def generate_tags(self, write: Callable[..., None]) -> None:
        """Write them if there are any."""
        if self.settings["TAG_SAVE_AS"]:
            super().generate_tags(write)

    def generate_authors(self, write: Callable[..., None]) -> None:
        """Write them if there are any."""
        if self.settings["AUTHOR_SAVE_AS"]:
            super().generate_authors(write)


class PagesGenerator(_Planned, generators.PagesGenerator):  # type: ignore[misc]
    """Makes the pages of the plan."""


OWN = {
    generators.ArticlesGenerator: ArticlesGenerator,
    generators.PagesGenerator: PagesGenerator,
}


class PluginError(Exception):
    """A plugin that the settings name could not be found or registered."""


@lru_cache(maxsize=1)
def _plugins(names: tuple[Any, ...] | None, folders: tuple[str, ...]) -> tuple[Any, ...]:
    """Find plugins as Pelican does, but once: it imports all that are installed, for every site."""
    wanted = None if names is None else [named_now(name) for name in names]
    found = tuple(load_plugins({"PLUGINS": wanted, "PLUGIN_PATHS": list(folders)}))
    if wanted is not None and len(found) < len(wanted):
        raise PluginError("not found")
    return found


class SitePelican(Pelican):  # type: ignore[misc]
    """Pelican for one site. A plugin's own generators and writer stay what they are.

    There are no static files, so their generator has nothing to do.
    """

    def init_plugins(self) -> None:
        """Register the plugins in their order. Raises PluginError, where Pelican would only log."""
        names = self.settings.get("PLUGINS")
        folders = tuple(self.settings.get("PLUGIN_PATHS", ()))
        self.plugins = [*_plugins(None if names is None else tuple(names), folders)]
        for plugin in self.plugins:
            try:
                plugin.register()
            except Exception as error:
                raise PluginError(f"{get_plugin_name(plugin)}: {error!r}") from error
        self.settings["PLUGINS"] = [get_plugin_name(plugin) for plugin in self.plugins]

    def _get_generator_classes(self) -> list[type]:
        kinds = super()._get_generator_classes()
        own = [OWN.get(kind, kind) for kind in kinds if kind is not generators.StaticGenerator]
        own.append(IdentityGenerator)
        plan = self.settings[PLAN]
        if plan.of_kinds.pages or plan.of_kinds.files or plan.feeds:
            own.append(KindPagesGenerator)
        if plan.redirects or plan.notices:
            from lianzhan.rendering.pelican.redirects import RedirectsGenerator

            own.append(RedirectsGenerator)
        return own

    def _get_writer(self) -> Any:
        writer = super()._get_writer()
        return PageWriter(self.output_path, self.settings) if type(writer) is Writer else writer
