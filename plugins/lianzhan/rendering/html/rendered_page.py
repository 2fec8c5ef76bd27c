"""The page being rendered, and the Jinja filters that ask where it stands.

Filters ask the environment, not the context of the template that they stand in: so a theme's
components are imported without a context, once for all pages of a site.
"""

from __future__ import annotations

from types import MethodType
from typing import TYPE_CHECKING, Any, cast

from jinja2 import pass_context
from jinja2.ext import Extension
from jinja2.runtime import BlockReference, Context, Macro
from markupsafe import Markup

from lianzhan.rendering.html.addresses import Links

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment

    from lianzhan.rendering.html.addresses import Host

_PAGE = "rendered_page"
"""The global that holds an environment's page."""
_as_markup = str.__new__
"""Makes a Markup of a text that has no `__html__`, without a look for it."""
_PLAIN = (MethodType, BlockReference)
"""What templates call most besides macros; of these only a method may take a context."""


class RenderedPage:
    """Where the page stands that an environment is rendering.

    `host` is where its site stands, `output_file` its path there, `links` the links from it by the
    addresses they lead to, `assets` the link to the assets folder, ending in "/", `theme_files` the
    address of the theme's folder of files.
    """

    host: Host
    output_file = ""
    links: Mapping[str, str]
    assets: str
    theme_files: str

    def begin(self, names: Mapping[str, Any]) -> None:
        """Note the page that is rendered from now on, by the names its template is handed."""
        self.host = names["host"]
        self.output_file = names["output_file"]
        self.links = self.host.links(self.output_file)
        self.assets = self.host.assets_link(self.output_file)
        folder = str(names["THEME_STATIC_DIR"]).rpartition("/")[2]
        self.theme_files = f"{self.host.assets}{folder}/"


class _PageContext(Context):
    """The names of a page, or of a part that it includes; whoever renders, the page is noted."""

    def __init__(
        self,
        environment: Environment,
        parent: dict[str, Any],
        name: str | None,
        blocks: dict[str, Any],
        globals: Any = None,  # noqa: A002 - as Jinja calls it
    ) -> None:
        super().__init__(environment, parent, name, blocks, globals)
        file = parent.get("output_file")
        page = rendered_page(self)
        if file is not None and (file != page.output_file or parent["host"] is not page.host):
            page.begin(parent)

    def call(self, called: Any, /, *values: Any, **named: Any) -> Any:
        """Return what Jinja's own does, which looks twice for what the called one takes."""
        kind = type(called)
        if kind is Macro:
            named.pop("_block_vars", None)
            named.pop("_loop_vars", None)
            return self._of_macro(called, values, named)
        if kind in _PLAIN and not hasattr(called, "jinja_pass_arg"):
            named.pop("_block_vars", None)
            named.pop("_loop_vars", None)
            return called(*values, **named)
        return super().call(called, *values, **named)

    def _of_macro(self, macro: Any, values: tuple[Any, ...], named: dict[str, Any]) -> Any:
        """Return what a macro puts out (docs/decisions/0030).

        One that is handed just what it names is called without a list of what it was not: a page
        calls some twenty.
        """
        if (
            named
            or not self.eval_ctx.autoescape
            or len(values) != macro._argument_count
            or macro.caller
            or macro.catch_varargs
            or macro.catch_kwargs
        ):
            return macro(self.eval_ctx, *values, **named)
        return _as_markup(Markup, macro._func(*values))


class PageFilters(Extension):
    """Gives an environment its page, and the filters that lead from it."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        environment.context_class = _PageContext
        environment.globals[_PAGE] = RenderedPage()
        environment.filters |= {
            "canonical_address": _canonical_address,
            "href": _href,
            "theme_file": _theme_file,
            "theme_file_here": _theme_file_here,
        }


def rendered_page(context: Context) -> RenderedPage:
    """Return the page that a context's environment is rendering.

    Filters take a context to get there: one that took none, or the environment alone, would be
    called when a template is compiled.
    """
    return cast("RenderedPage", context.environment.globals[_PAGE])


@pass_context
def _href(context: Context, target: str) -> str:
    """Return the link from the page being rendered to an absolute address."""
    return rendered_page(context).links[target]


@pass_context
def _theme_file(context: Context, path: str) -> str:
    """Return the link from the page being rendered to one of the theme's files."""
    page = rendered_page(context)
    return page.links[page.theme_files + path]


@pass_context
def _theme_file_here(context: Context, path: str) -> str:
    """Return the link to one of the theme's files from where the page itself stands.

    404.html needs it when it is opened as a file: there its absolute links lead nowhere.
    """
    page = rendered_page(context)
    return Links(page.host.site + page.output_file, page.host.root)[page.theme_files + path]


@pass_context
def _canonical_address(context: Context, output_file: str) -> str:
    """Return the canonical address of a page, such as the one being rendered."""
    return rendered_page(context).host.address(output_file)
