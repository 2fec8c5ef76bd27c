"""Code is put aside and comes back as it was."""

from __future__ import annotations

import pytest
from work import steps

from lianzhan.reading.body.code import outside_code, without_code

CODES = [
    "`a`", "``a`b``", "```\na\n```", "~~~\na\n~~~", "```py\na\n\nb\n```", "> ```\n> a\n> ```",
    "- ```\n  a\n  ```", "```\nnever closed", "````\n```\na\n```\n````",
]  # fmt: skip


@pytest.mark.parametrize("code", CODES)
def test_all_but_code_is_mended(code: str) -> None:
    text = f"前\n\n{code}\n\n" + ("" if "never" in code else "后")
    mended = outside_code(
        text, lambda rest: rest.replace("a", "X").replace("前", "1").replace("后", "2")
    )
    assert mended == text.replace("前", "1").replace("后", "2")


@pytest.mark.parametrize("code", CODES)
def test_without_code_all_else_keeps_its_place(code: str) -> None:
    text = f"前\n\n{code}\n\n后"
    rest = without_code(text)
    assert len(rest) == len(text)
    assert "a" not in rest
    assert rest.count("\n") == text.count("\n")


def test_a_text_with_our_own_signs_is_not_mended() -> None:
    assert outside_code("`a`\ue0f00\ue0f1甲", str.upper) == "`a`\ue0f00\ue0f1甲"


def test_twice_the_backticks_are_twice_the_work() -> None:
    work, double = (steps(lambda n=n: without_code("`a " * n)) for n in (500, 1_000))
    assert double < 2.5 * work
