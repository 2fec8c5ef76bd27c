"""Filters know the page being rendered, wherever in its templates they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from jinja2 import DictLoader, Environment, UndefinedError, pass_context

from lianzhan.rendering.html.addresses import Host
from lianzhan.rendering.html.rendered_page import PageFilters

if TYPE_CHECKING:
    from jinja2.runtime import Context

ROOT = "https://example.org/"
TEMPLATES = {
    "link.html": '{% macro link(url) %}<a href="{{ url | href }}">{% endmacro %}',
    "foot.html": '{{ "css/a.css" | theme_file }} {{ "css/a.css" | theme_file_here }}',
    "page.html": '{% from "link.html" import link %}{{ link(url) }}',
    "whole.html": '{% extends "page.html" %}',
    "foots.html": '{% include "foot.html" %}',
    "self.html": "{{ output_file | canonical_address }}",
    "outer.html": '{% from "link.html" import link %}{{ link(url) }}{{ inner() }}{{ link(url) }}',
}


def environment() -> Environment:
    """Templates with the filters, and components imported without a context."""
    return Environment(loader=DictLoader(TEMPLATES), extensions=[PageFilters], autoescape=True)


def names(site: str, output_file: str) -> dict[str, Any]:
    """What every page is rendered with."""
    return {
        "host": Host(f"{ROOT}{site}/", ROOT, f"{ROOT}assets/"),
        "output_file": output_file,
        "THEME_STATIC_DIR": "../assets/theme-1",
        "url": f"{ROOT}a/news/x.html",
    }


def test_a_component_imported_once_links_from_every_page() -> None:
    pages = environment()
    for template in ("page.html", "whole.html"):
        found = [
            pages.get_template(template).render(names(site, file))
            for site, file in (
                ("a", "index.html"),
                ("a", "news/y.html"),
                ("b", "news/y.html"),
                ("b", "404.html"),
                ("a", "index.html"),
            )
        ]
        links = ["news/x.html", "x.html", "../../a/news/x.html", ROOT + "a/news/x.html"]
        assert found == [f'<a href="{link}">' for link in (*links, links[0])]


def test_a_filter_with_a_text_for_its_value_is_not_worked_out_when_templates_are_compiled() -> None:
    pages = environment()
    depths = [
        pages.get_template("foots.html").render(names("a", file))
        for file in ("index.html", "news/page/2.html", "404.html")
    ]
    theme = "assets/theme-1/css/a.css"
    assert depths == [
        f"../{theme} ../{theme}",
        f"../../../{theme} ../../../{theme}",
        f"{ROOT}{theme} ../{theme}",
    ]


def test_a_page_of_another_host_has_its_own_canonical_address() -> None:
    pages = environment()
    own = names("b", "news/index.html")
    assert pages.get_template("self.html").render(names("a", "x.html")) == f"{ROOT}a/x.html"
    assert pages.get_template("self.html").render(own) == f"{ROOT}b/news/"


def test_each_environment_has_a_page_of_its_own() -> None:
    first, second = environment(), environment()

    def inner() -> str:
        return second.get_template("page.html").render(names("a", "news/y.html"))

    outer = first.get_template("outer.html").render(names("a", "index.html"), inner=inner)
    from_home = '<a href="news/x.html">'
    assert outer == f"{from_home}&lt;a href=&#34;x.html&#34;&gt;{from_home}"


def test_what_takes_a_context_gets_one_and_whatever_else_is_called_gets_none() -> None:
    class Named:
        def plain(self, *values: object, **named: object) -> str:
            return f"plain{values}{named}"

        @pass_context
        def with_context(self, context: Context, value: int) -> str:
            return f"{context['output_file']}{value}{context['y']}"

        def __call__(self, value: int) -> str:
            return f"called{value}"

    source = (
        "{% macro twice(x) %}{{ x }}{{ x }}{% endmacro %}"
        "{% block b %}{% for x in [1] %}{% set y = x %}{{ twice(y) }} {{ of.plain(x, a=2) }} "
        "{{ of.with_context(y) }} {{ of(x) }} {{ lower('A') }} {{ twice('<') }}{% endfor %}"
        "{% endblock %}"
    )
    own = names("a", "index.html") | {"of": Named(), "lower": str.lower}
    template = environment().from_string(source + "{{ twice('<') }}")
    assert template.render(own) == (
        "11 plain(1,){&#39;a&#39;: 2} index.html11 called1 a &lt;&lt;&lt;&lt;"
    )


@pytest.mark.parametrize(
    "source",
    [
        "{% macro m(a, b) %}{{ a }}-{{ b }}{% endmacro %}{{ m('<', x) }}{{ m(x, b=1) }}",
        "{% macro m(a, b='&') %}{{ a }}-{{ b }}{% endmacro %}{{ m(x) }}{{ m(x, '<') }}{{ m() }}",
        "{% macro m(a) %}{{ a }}{{ varargs }}{% endmacro %}{{ m(x) }}{{ m(x, 1, '<') }}",
        "{% macro m(a) %}{{ a }}{{ kwargs }}{% endmacro %}{{ m(x) }}{{ m(x, c='<') }}",
        "{% macro m(a) %}{{ a }}{{ caller() }}{% endmacro %}{% call m(x) %}<{{ x }}{% endcall %}",
        "{% macro m(a) %}{{ a }}{{ caller() }}{% endmacro %}{{ m(x) }}",
        "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(x, 2) }}",
        "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(x, wrong=2) }}",
        "{% macro m(a) %}{{ a }}{% endmacro %}{% autoescape false %}{{ m(x) }}{% endautoescape %}",
        "{% macro m(a) %}{{ a }}{% endmacro %}{{ (m(x) ~ '<') | upper }}{{ m(m(x)) | length }}",
        "{% macro m(a) %}{% set b = a %}{{ b }}{% endmacro %}{% for y in [x, 1] %}{{ m(y) }}{% endfor %}",
    ],
)
def test_a_macro_gives_what_it_gives_to_jinja(source: str) -> None:
    def rendered(made: Environment) -> str:
        try:
            return made.from_string(source).render(x="<甲>")
        except (TypeError, UndefinedError) as error:
            return f"{type(error).__name__}: {error}"

    assert rendered(environment()) == rendered(Environment(autoescape=True))
