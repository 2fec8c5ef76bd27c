"""No class without a rule, and no rule without a use: what a style sheet says, some page shows.

A class is used where a template writes it (in an attribute, or in a text inside an expression of
one), where an example of a component has it when rendered, or where a body can have it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import tinycss2
from showing.sample import THEME, rendered, sample_names

from lianzhan.reading.body import sanitiser
from lianzhan.rendering.theme.components import component_names
from lianzhan.rendering.theme.palette import ACCENTS
from lianzhan.rendering.theme.sheets import served
from lianzhan.rendering.theme.theme_files import STATIC
from lianzhan.runtime.digests import paths_below

if TYPE_CHECKING:
    from collections.abc import Iterator

OF_BODIES = {
    *(name for names in sanitiser._CLASSES.values() for name in names),
    *("align-left", "align-center", "align-right"),  # rendering/html/bodies.py
    *("signature", "video-card"),  # reading/body/finishing.py
    "larger",  # rendering/html/bodies.py
}
"""Classes that articles' bodies can have; no rule is needed for all of them."""
FROM_DATA = {
    **{f"accent-{name}": "the accent of a site" for name in ACCENTS},
    **{f"tile-c{n}": "where a city stands on the map" for n in range(1, 5)},
    **{f"tile-r{n}": "the same" for n in range(1, 21)},
    "dark": "set on html by the theme's script, once a reader chooses",
    "light": "the same",
    "large": "the same",
    "js": "set on html by the theme's script",
    "finding": "set on main by the portal's script, while somebody looks for a site",
}
"""Classes that no template writes out, and where they come from."""
WITHOUT_RULE: dict[str, str] = {}
"""Classes that a rule may be missing for, and why: what has got one is to be taken out here."""
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_EXPRESSION = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_ATTRIBUTE = re.compile(
    r'(?<![\w-])class="((?:\{\{.*?\}\}|\{%.*?%\}|[^"])*)"|(?<![\w-])class=\'((?:\{\{.*?\}\}|\{%.*?%\}|[^\'])*)\'',
    re.DOTALL,
)
_TEXT = re.compile(r"[=!]=\s*(?:\"[^\"]*\"|'[^']*')|\"([^\"]*)\"|'([^']*)'")
"""A text in an expression; one that something is compared with is in no group."""
_NAME = re.compile(r"-?[A-Za-z_][\w-]*")


def with_rules(css: str) -> set[str]:
    """The classes that selectors of a sheet name, inside of :not() and :has(), too."""
    return set(_of_rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)))


def _of_rules(rules: list[Any]) -> Iterator[str]:
    for rule in rules:
        assert rule.type != "error", rule.message
        if rule.type == "qualified-rule":
            yield from _of_selector(rule.prelude)
        elif rule.content is not None and rule.lower_at_keyword in {"media", "supports", "layer"}:
            yield from _of_rules(tinycss2.parse_rule_list(rule.content, skip_whitespace=True))


def _of_selector(tokens: list[Any]) -> Iterator[str]:
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "ident" and before is not None and before.type == "literal":
            if before.value == ".":
                yield token.value
        elif token.type == "function":
            yield from _of_selector(token.arguments)


def written(template: str) -> set[str]:
    """The classes that a template writes out; one that an expression completes is not known."""
    found: set[str] = set()
    for attribute in _ATTRIBUTE.finditer(_COMMENT.sub("", template)):
        value = attribute[1] or attribute[2] or ""
        for expression in _EXPRESSION.findall(value):
            for text in _TEXT.finditer(expression):
                found.update((text[1] or text[2] or "").split())
        found.update(
            _EXPRESSION.sub(lambda match: "\0" if "{{" in match[0] else " ", value).split()
        )
    return {name for name in found if _NAME.fullmatch(name)}


@pytest.fixture(scope="module")
def styled() -> set[str]:
    files = [file for file in paths_below(THEME / STATIC) if file.endswith(".css")]
    return {name for file in files for name in with_rules(served(THEME, file).decode())}


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    names = sample_names(tmp_path_factory.mktemp("classes"))
    templates = [file.read_text("utf-8") for file in (THEME / "templates").rglob("*.html")]
    examples = [text for name in component_names(THEME) for text in rendered(name, names)]
    return {name for text in (*templates, *examples) for name in written(text)}


def test_every_class_has_a_rule(used: set[str], styled: set[str]) -> None:
    assert sorted(used - styled - WITHOUT_RULE.keys() - FROM_DATA.keys()) == []


def test_every_rule_has_a_use(used: set[str], styled: set[str]) -> None:
    assert sorted(styled - used - OF_BODIES - FROM_DATA.keys()) == []


def test_no_exception_is_kept_that_is_none(used: set[str], styled: set[str]) -> None:
    assert sorted(name for name in WITHOUT_RULE if name in styled or name not in used) == []
    assert sorted(FROM_DATA.keys() - styled) == []


@pytest.mark.parametrize(
    ("template", "classes"),
    [
        ('<p class="a b-c">', {"a", "b-c"}),
        ("<p class='a'>", {"a"}),
        ('<p class="a{{ " b" if x else \' c d\' }}">', {"b", "c", "d"}),
        ('<p class="a {% if x == "y" %}b{% endif %}">', {"a", "b"}),
        ('<p class="a-{{ x }} {{ y }}">', set()),
        ('{# <p class="a"> #}<p data-class="b">', set()),
    ],
)
def test_classes_of_a_template_are_read_as_written(template: str, classes: set[str]) -> None:
    assert written(template) == classes


@pytest.mark.parametrize(
    ("css", "classes"),
    [
        (".a.b > c.d::before, #e .f:not(.g):hover { h: .5 }", {"a", "b", "d", "f", "g"}),
        ("@media (x: 1.5em) { .a { } @supports (b: c) { .d { } } }", {"a", "d"}),
        ("@font-face { a: b.c } @page { margin: .5cm } [a='.b'] { }", set()),
        (":root:has(.a .b) { }", {"a", "b"}),
    ],
)
def test_classes_of_a_sheet_are_those_of_its_selectors(css: str, classes: set[str]) -> None:
    assert with_rules(css) == classes
