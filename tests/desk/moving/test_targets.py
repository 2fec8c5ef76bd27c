"""Links, pictures and picks lead where they led before, each in its own style."""

from __future__ import annotations

import pytest
from conftest import APPROVED, House
from made_files import pdf

from moving.moves import NEWS, THEORY, moved, text


@pytest.mark.parametrize(
    ("written", "after"),
    [
        ("[a](a.md)", "[a](../theory/b.md)"),
        ("[a](a)", "[a](../theory/b)"),
        ("[a](a.md#一 '题')", "[a](../theory/b.md#一 '题')"),
        (f"[a](/{NEWS}/a.md)", f"[a](/{THEORY}/b.md)"),
        (f"[a]({{filename}}/{NEWS}/a.md)", f"[a]({{filename}}/{THEORY}/b.md)"),
        ("[a]({filename}a.md)", "[a]({filename}../theory/b.md)"),
        ("[a](<./a.md>)", "[a](<../theory/b.md>)"),
        ("[a][1]\n\n[1]: a.md", "[a][1]\n\n[1]: ../theory/b.md"),
        ('<a href="a.md">a</a>', '<a href="../theory/b.md">a</a>'),
        ("[a](%61.md)", "[a](../theory/b.md)"),
        ("[a](\\a.md) [a](a.md?x=1)", "[a](\\a.md) [a](../theory/b.md?x=1)"),
        ("[a](ab.md) a.md", "[a](ab.md) a.md"),
        ("[a](https://example.org/a.md)", "[a](https://example.org/a.md)"),
    ],
)
def test_links_of_others_are_mended_in_the_style_they_have(
    house: House, written: str, after: str
) -> None:
    house.article(f"{NEWS}/a.md")
    other = house.article(f"{NEWS}/other.md", f"前{written}\n\n后")
    before = text(house, other)
    done = moved(house, f"{NEWS}/a.md", f"{THEORY}/b.md")
    assert text(house, other) == before.replace(written, after)
    assert done.mended == ((other,) if after != written else ())
    assert done.left == ()


def test_picks_follow_and_other_texts_of_toml_stay(house: House) -> None:
    house.article(f"{NEWS}/a.md", head=f"{APPROVED}offer: province\n")
    picks = f'# 注\n[[picks]]\narticle = "{NEWS}/a.md"  # 选\ncolumn = "news"\n'
    house.write("hunan/picks.toml", picks)
    done = moved(house, f"{NEWS}/a.md", f"{NEWS}/b.md")
    assert done.mended == ("hunan/picks.toml",)
    assert text(house, "hunan/picks.toml") == picks.replace("/a.md", "/b.md")


def test_a_link_that_can_not_be_told_from_words_is_left_and_named(house: House) -> None:
    house.article(f"{NEWS}/a.md")
    other = house.article(f"{NEWS}/other.md", "[a](a.md)，写法是 `[a](a.md)`。")
    before = text(house, other)
    assert moved(house, f"{NEWS}/a.md", f"{NEWS}/b.md").left == (other,)
    assert text(house, other) == before
    assert house.check().problems == ()


FORWARDS = [
    "forwards: {}",
    "forwards: '{}'",
    "forwards: {{to: {}, title: 通知}}",
    'forwards: {{title: 通知, to: "{}"}}',
    "forwards:\n  to: {}\n  title: 通知",
    "forwards:\n  title: 通知\n  to: '{}'",
]


@pytest.mark.parametrize("form", FORWARDS)
def test_what_a_head_forwards_is_found_where_it_goes(house: House, form: str) -> None:
    house.article(f"{THEORY}/original.md")
    house.article(f"{NEWS}/a.md", head=f"{APPROVED}{form.format('../theory/original.md')}\n")
    done = moved(house, f"{THEORY}/original.md", f"{NEWS}/原文.md")
    assert done.left == ()
    assert f"{form.format('原文.md')}\n" in text(house, f"{NEWS}/a.md")
    moved(house, f"{NEWS}/a.md", f"{THEORY}/a.md")
    assert f"{form.format('../news/原文.md')}\n" in text(house, f"{THEORY}/a.md")
    assert house.check().problems == ()


def test_the_original_beside_a_notice_goes_along(house: House) -> None:
    house.write(f"{NEWS}/original.pdf", pdf())
    house.article(f"{NEWS}/a.md", head=f"{APPROVED}forwards: original.pdf\n")
    done = moved(house, f"{NEWS}/a.md", f"{THEORY}/a.md")
    assert done.along == (f"{NEWS}/original.pdf",)
    assert house.check().problems == ()


def test_a_form_that_is_not_known_holds_by_the_alias(house: House) -> None:
    house.article(f"{THEORY}/original.md")
    head = f"{APPROVED}forwards: {{title: '}}', to: ../theory/original.md}}\n"
    house.article(f"{NEWS}/a.md", head=head)
    moved(house, f"{THEORY}/original.md", f"{NEWS}/b.md")
    assert head in text(house, f"{NEWS}/a.md")
    assert house.check().problems == ()
