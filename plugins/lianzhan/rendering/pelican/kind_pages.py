"""Pages and files of all kinds besides articles and pages, and pages of no kind: one generator."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from jinja2 import pass_context
from pelican import generators
from pelican.generators import PelicanTemplateNotFound
from pelican.utils import sanitised_join

from lianzhan.model.catalog import OWN
from lianzhan.rendering.html.bodies import page_body
from lianzhan.rendering.html.rendered_page import rendered_page
from lianzhan.rendering.pelican.frame_pages import FRAME_PAGES, frame_pages
from lianzhan.rendering.pelican.settings import PLAN
from lianzhan.rendering.pelican.writer import write_whole
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2.runtime import Context

    from lianzhan.planning.plan import SitePlan
    from lianzhan.planning.planned import Listing

_ID = late(r'(<[^<>]*) id="([^"]*)"')
"""A tag up to the end of its id: sanitised HTML has no angle brackets in attributes."""


class KindPagesGenerator(generators.Generator):  # type: ignore[misc]
    """Writes the pages that the rooms of the plan's kinds give, and those of no kind."""

    def generate_context(self) -> None:
        """Note which pages of no kind there are: those that the theme has templates for."""
        pages = frame_pages(self.settings[PLAN])
        self.context[FRAME_PAGES] = tuple(x for x in pages if self._has_template(x.template))

    def _has_template(self, name: str) -> bool:
        try:
            self.get_template(name)
        except PelicanTemplateNotFound:
            return False
        return True

    def generate_output(self, writer: Any) -> None:
        """Write every page by its template, and every other file as it is."""
        plan: SitePlan = self.settings[PLAN]
        for page in (*plan.of_kinds.pages, *self.context[FRAME_PAGES]):
            template = self.get_template(page.template)
            relative = self.settings["RELATIVE_URLS"]
            writer.write_file(page.file, template, self.context, relative, **page.values)
        for file in plan.of_kinds.files:
            path = Path(sanitised_join(self.output_path, file.path))
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(str(path), file.data)


def body_filter(sizes: Mapping[str, int], language: str) -> Callable[..., str]:
    """Return the Jinja filter `body_html`; `sizes` has the bytes of pictures' files by name."""

    @pass_context
    def body_html(context: Context, shown: Listing[Any]) -> str:
        """Return the body of a value, as HTML, as it stands on the page being rendered.

        On a page of many values an id has the value's own before it (see `site_facts.at_heading`).
        At other sites it has none: links lead home, where two values can't have the same name.
        """
        page = rendered_page(context)
        body = page_body(shown.planned, page.host, page.output_file, sizes, language)
        anchor = unquote(shown.url.partition("#")[2])
        if not anchor:
            return body
        return _ID.sub(rf'\1 id="{anchor}:\2"' if shown.why == OWN else r"\1", body)

    return body_html
