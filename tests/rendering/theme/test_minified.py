"""A minified sheet says the same as it did: another parser reads the same tokens from it."""

from __future__ import annotations

from typing import Any

import pytest
import tinycss2
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from lianzhan.rendering.theme.minified import minified

FREE_AFTER = {"{", ";", ",", ">", "}", ":", "(", "-->"}
FREE_BEFORE = {"{", ";", ",", ">", "}", "!", ")"}
"""Signs beside which a space says nothing; the parser gives brackets as blocks."""
_BLOCKS = {"{} block": "{}", "() block": "()", "[] block": "[]"}


def tokens(css: str) -> list[str]:
    """A sheet's tokens as one list, spaces as " ", without those that say nothing."""
    space = " "
    flat = list(_flat(tinycss2.parse_component_value_list(css, skip_comments=True)))
    kept: list[str] = []
    for number, token in enumerate(flat):
        before, after = (kept or ["{"])[-1], [*flat[number + 1 :], "}"][0]
        if token == space and before == ":" and after in {";", "}"}:
            kept.append(token)
        elif token == space and (before in FREE_AFTER | {" "} or after in FREE_BEFORE | {" "}):
            continue
        else:
            kept.append(token)
    whole = "\n".join(kept)
    while "\n;\n;" in whole or "\n;\n}" in whole:
        whole = whole.replace("\n;\n;", "\n;").replace("\n;\n}", "\n}")
    return whole.splitlines()


def _flat(nodes: list[Any]) -> Any:
    for node in nodes:
        if node.type == "whitespace":
            yield " "
        elif node.type in _BLOCKS:
            yield _BLOCKS[node.type][0]
            yield from _flat(node.content)
            yield _BLOCKS[node.type][1]
        elif node.type == "function":
            yield f"{node.name}()"
            yield "("
            yield from _flat(node.arguments)
            yield ")"
        else:
            yield node.serialize()


@pytest.mark.parametrize(
    ("css", "short"),
    [
        ("a { b : c ; }\n\n d { e: f }", "a{b :c}d{e:f}"),
        ("/* x */ a{} /* { } */ b{}", "a{}b{}"),
        ("a{x:1/**/2;;}", "a{x:1/**/2}"),
        ("a :hover , b > c + d{}", "a :hover,b>c + d{}"),
        ("@media (min-width: 48rem) and (x){}", "@media (min-width:48rem) and (x){}"),
        ("a{w: calc( 1px + (2px - 3px) )}", "a{w:calc(1px + (2px - 3px))}"),
        ("a{--x: ;--y: }", "a{--x: ;--y: }"),
        ("a{content: \"a  /* b */\" ' ; } '}", "a{content:\"a  /* b */\" ' ; } '}"),
        ("a{b:url( \"data:x,<svg viewBox='0 0 8 8'>\" )}", "a{b:url(\"data:x,<svg viewBox='0 0 8 8'>\")}"),
        ("a{b:url(data:a;b,c/*d*/) x}", "a{b:url(data:a;b,c/*d*/) x}"),
        (".\\31  b , .\\31 { }", ".\\31  b,.\\31 {}"),
        ("a{b:c !important}", "a{b:c!important}"),
        ("a{} /* open", "a{}"),
        ("", ""),
    ],
)  # fmt: skip
def test_spaces_that_mean_nothing_go(css: str, short: str) -> None:
    assert minified(css) == short
    assert tokens(short) == tokens(css)


MARKS = (*";:,>+~.#*!-/1", " ", "\n", "; ", "\\31 ", "\\{", "/* ; { */", "/**/")
WORDS = ("a", "b", "--x", "1px", "#c1", "@media", "!important", "a:b")
QUOTED = ('"s  t"', "'}'", "url(a b)", 'url("a  b")')
PIECES = st.sampled_from((*MARKS, *WORDS, *QUOTED))
BRACKETS = st.sampled_from(["{}", "()", "[]"])
CSS = st.recursive(
    st.lists(PIECES).map("".join),
    lambda inner: st.builds(
        lambda start, brackets, css, end: start + css.join(brackets) + end,
        *(inner, BRACKETS, inner, inner),
    ),
)


@given(CSS)
def test_any_sheet_keeps_its_tokens(css: str) -> None:
    css = f"x{css}\nx"
    short = minified(css)
    assert tokens(short) == tokens(css)
    assert len(short) <= len(css)
    assert minified(short) == short


@pytest.mark.parametrize("file", sorted((ROOT / "themes/lianzhan").rglob("*.css")), ids=str)
def test_our_own_sheets_keep_their_tokens(file: Any) -> None:
    css = file.read_text("utf-8")
    assert tokens(minified(css)) == tokens(css)
