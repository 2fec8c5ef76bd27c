"""Templates found and imported without what Jinja and Pelican do again for each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import Template
from jinja2.ext import Extension

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping

    from jinja2 import Environment
    from jinja2.environment import TemplateModule
    from jinja2.runtime import Context


class _Imported(Template):
    """A template that is imported runs once: all templates of an environment have the same globals.

    Jinja compares them at every import.
    """

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        return self._module or super()._get_default_module(ctx)


class LeanTemplates(Extension):
    """Spares an environment what is done again for every template, page and import.

    That is Pelican's search for all templates, for its debug log; the chain of two dictionaries
    that Jinja makes of each template's global names; and Jinja's way to a template it has, which
    asks whether its file has changed.
    """

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        environment.template_class = _Imported
        self._found: dict[str, Template] = {}
        self._get_template = environment.get_template
        vars(environment).update(
            list_templates=list, make_globals=self._globals, get_template=self._template
        )

    def _globals(self, own: Mapping[str, object] | None) -> dict[str, object]:
        return {**self.environment.globals, **(own or {})}

    def _template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - as Jinja calls it
    ) -> Template:
        found = self._found.get(name) if type(name) is str and not globals else None
        if found is None:
            found = self._get_template(name, parent, globals)
            if type(name) is str and not globals:
                self._found[name] = found
        return found
