"""The pages at old addresses (aliases), and what hosts are told of these and of what is gone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from pelican import generators

from lianzhan.model.catalog import OWN
from lianzhan.model.portal_files import REDIRECTS
from lianzhan.planning.site_facts import Redirect
from lianzhan.rendering.pelican.settings import PLAN
from lianzhan.rendering.redirects import host_redirects

if TYPE_CHECKING:
    from lianzhan.planning.plan import SitePlan


class RedirectsGenerator(generators.Generator):  # type: ignore[misc]
    """Writes a page for each alias, and, at the root of a host, the file that hosts read."""

    def generate_output(self, writer: Any) -> None:
        """Write every page by its template."""
        plan: SitePlan = self.settings[PLAN]
        template = self.get_template("redirect")
        relative = self.settings["RELATIVE_URLS"]
        found: list[Redirect] = []
        for file, moved in plan.redirects:
            values = {"moved_to": moved.url, "title": moved.value.title}
            writer.write_file(file, template, self.context, relative, **values)
            old = plan.url + quote(file.removesuffix("index.html"))
            found.append(Redirect(moved.value.path, old, moved.url))
        found += (Redirect(x.value.path, x.url, "") for x in plan.notices if x.why == OWN)
        if found and not plan.shared.shares_host:
            text = host_redirects(found)
            (Path(self.output_path) / REDIRECTS).write_text(text, "utf-8", newline="\n")
