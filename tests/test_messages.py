"""Every text has an English one that fits it, and the catalogs are those of the sources.

All of this is mended by `python3 tasks.py messages`, and by writing the English it asks for.
"""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from every_code import CODES

from lianzhan.model.report import REASONS
from lianzhan.rendering.pelican.settings import date_text
from lianzhan.texts.language import LOCALES, translations

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

ROOT = Path(__file__).parents[1]
ENGLISH = LOCALES / "en" / "LC_MESSAGES" / "lianzhan.po"
_PERCENT = re.compile(r"%\((\w+)\)s")
_CHINESE = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")


def read(file: Path) -> Catalog:
    with file.open("rb") as opened:
        return read_po(opened, locale="en")


def texts(catalog: Catalog) -> dict[str, str]:
    return {str(message.id): str(message.string or "") for message in catalog if message.id}


def placeholders(text: str) -> set[str]:
    """The names that are filled in: of `{site}`, `{0.year}` and `%(site)s` alike."""
    if _PERCENT.search(text):
        return set(_PERCENT.findall(text))
    fields = (name for _, name, _, _ in Formatter().parse(text) if name is not None)
    return {re.split(r"[.\[]", name)[0] for name in fields}


def test_every_text_has_an_english_one() -> None:
    catalog = read(ENGLISH)
    assert [m.id for m in catalog if m.id and (not m.string or m.fuzzy)] == []


def test_an_english_text_has_the_placeholders_of_the_chinese_one() -> None:
    differing = {
        chinese: english
        for chinese, english in texts(read(ENGLISH)).items()
        if placeholders(chinese) != placeholders(english)
    }
    assert differing == {}


def test_an_english_text_holds_no_chinese() -> None:
    english = texts(read(ENGLISH)).values()
    assert [text for text in english if _CHINESE.search(text)] == []


def test_the_compiled_catalog_is_that_of_the_source() -> None:
    with ENGLISH.with_suffix(".mo").open("rb") as opened:
        compiled = texts(read_mo(opened))
    assert compiled == texts(read(ENGLISH))


def test_the_template_holds_the_texts_of_code_and_theme(tmp_path: Path) -> None:
    fresh = tmp_path / "lianzhan.pot"
    command = [sys.executable, "-m", "babel.messages.frontend", "-q", "extract"]
    sources = ["plugins/lianzhan", "themes/lianzhan"]
    mapping = ["-F", str(LOCALES / "babel.cfg"), "-k", "N_"]
    subprocess.run([*command, *mapping, "-o", str(fresh), *sources], cwd=ROOT, check=True)
    wanted = texts(read(fresh))
    assert texts(read(LOCALES / "lianzhan.pot")) == wanted
    assert texts(read(ENGLISH)).keys() == wanted.keys()


@pytest.mark.parametrize("code", CODES)
def test_a_problem_speaks_english(code: str) -> None:
    english = translations("en").gettext
    assert english(CODES[code].message) != CODES[code].message
    assert english(CODES[code].help) != CODES[code].help


def test_reasons_and_days_are_written_as_their_readers_do() -> None:
    assert translations("en").gettext(REASONS["withdrawn"]) == "Withdrawn"
    assert translations("zh-CN").gettext(REASONS["withdrawn"]) == "已撤稿"
    assert date_text(date(2026, 3, 8), "zh-CN") == "2026年3月8日"
    assert date_text(date(2026, 3, 8), "en") == "2026-03-08"
