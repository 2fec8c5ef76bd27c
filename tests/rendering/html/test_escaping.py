"""Templates put out what they would without us, character for character."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment
from markupsafe import Markup

from lianzhan.rendering.html.escaping import Escaping

TEXT = (
    "{{ x }}|{{ x ~ 'a<b' }}|{{ 'a<b' ~ x ~ ('c>d' | safe) ~ x }}|{{ x | upper }}|{% set y %}{{ x }}{% endset %}{{ y }}|{{ x | safe }}"
    "{% macro m(z) %}{{ z }}{% endmacro %}|{{ m(x) }}|{% autoescape false %}{{ x }}{% endautoescape %}"
)
OURS = Environment(autoescape=True, extensions=[Escaping]).from_string(TEXT)
JINJAS = Environment(autoescape=True).from_string(TEXT)


class Odd:
    """Something that knows its own HTML."""

    def __html__(self) -> str:
        return "<odd>"


class Text(str):
    """A text of another kind."""

    __slots__ = ()


@given(
    st.one_of(
        st.text(), st.text(alphabet="<>&\"'甲a"), st.text().map(Markup), st.text().map(Text),
        st.integers(), st.none(), st.lists(st.text()), st.builds(Odd),
    )
)  # fmt: skip
def test_whatever_is_put_out_is_escaped_as_jinja_does(value: Any) -> None:
    if isinstance(value, Odd):
        one, other = (
            template.environment.from_string("{{ x }}").render(x=value)
            for template in (OURS, JINJAS)
        )
        assert one == other == "<odd>"
    else:
        assert OURS.render(x=value) == JINJAS.render(x=value)


def test_a_template_compiled_so_does_not_call_jinjas_escape() -> None:
    source = OURS.environment.compile(TEXT, raw=True)
    assert "environment.escaped(" in source
    assert "yield escape(" not in source
    assert "environment.joined(" in source
    assert source.count("markup_join") == 1, "what is imported for others"
