"""Templates put out policy and script as they are."""

from __future__ import annotations

from jinja2 import Environment

from lianzhan.rendering.content_policy import ContentPolicy
from lianzhan.rendering.html.addresses import Host
from lianzhan.rendering.html.policy_names import policy_names

HOST = Host("https://a.example.org:8443/x/", "https://a.example.org:8443/", "assets/")


def shown(output_file: str) -> str:
    environment = Environment(autoescape=True)
    template = environment.from_string("{{ content_policy() }}|{{ head_script }}")
    names = policy_names(ContentPolicy('a("<&")', True))
    return template.render(names, host=HOST, output_file=output_file)


def test_nothing_is_escaped() -> None:
    policy, script = shown("index.html").split("|")
    assert policy == ContentPolicy('a("<&")', True).in_pages()
    assert script == 'a("<&")'


def test_a_page_shown_anywhere_finds_its_own_host() -> None:
    assert "style-src 'self' https://a.example.org:8443;" in shown("404.html")
    assert "https" not in shown("x/404.html")
