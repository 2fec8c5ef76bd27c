"""The pages of all kinds besides articles and pages: one generator, their rooms say the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import pass_context
from pelican import generators

from lianzhan.rendering.html.bodies import page_body
from lianzhan.rendering.pelican.settings import PLAN

if TYPE_CHECKING:
    from jinja2.runtime import Context

    from lianzhan.planning.plan import Listing, SitePlan


class KindPagesGenerator(generators.Generator):  # type: ignore[misc]
    """Writes the pages that the rooms of the plan's kinds give."""

    def generate_output(self, writer: Any) -> None:
        """Write every page by its template."""
        plan: SitePlan = self.settings[PLAN]
        for page in plan.of_kinds.pages:
            template = self.get_template(page.template)
            relative = self.settings["RELATIVE_URLS"]
            writer.write_file(page.file, template, self.context, relative, **page.values)


@pass_context
def body_html(context: Context, shown: Listing[Any]) -> str:
    """Jinja filter: the body of a value, as HTML, as it stands on the page being rendered."""
    return page_body(shown.planned, context["host"], context["output_file"])
