"""Texts in the reader's language, safe to print whatever content holds."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from conftest import SITES, House
from every_code import CODES

from lianzhan.model.problem import problem
from lianzhan.texts.language import (
    SAID,
    help_of,
    message_of,
    printable,
    translations,
    user_language,
)

if TYPE_CHECKING:
    from pathlib import Path

BROKEN = sorted(folder.name for folder in SITES.iterdir() if folder.name != "valid")
TOO_LONG = problem("x.md", 2, CODES["title-too-long"], length=65, limit=60)


def test_a_problem_speaks_chinese_and_english() -> None:
    assert message_of(TOO_LONG, "zh-CN") == "标题有 65 字，超过 60 字"
    assert help_of(TOO_LONG, "zh-CN") == "缩短标题"
    english = message_of(TOO_LONG, "en")
    assert english.isascii()
    assert "65" in english
    assert "60" in english


@pytest.mark.parametrize("language", ["en", "en-GB", "en_US"])
def test_a_region_of_a_language_is_that_language(language: str) -> None:
    assert message_of(TOO_LONG, language) == message_of(TOO_LONG, "en")


@pytest.mark.parametrize("language", ["zh", "zh-CN", "fr", "", "../../en", "x" * 500, "中文", "C"])
def test_a_language_that_is_not_known_is_chinese(language: str) -> None:
    assert message_of(TOO_LONG, language) == "标题有 65 字，超过 60 字"
    assert translations(language).gettext("缩短标题") == "缩短标题"


@pytest.mark.parametrize(
    ("wanted", "language"), [("en:zh", "en"), ("en", "en"), ("", "zh-CN"), (None, "zh-CN")]
)
def test_the_environment_says_which_language(
    monkeypatch: pytest.MonkeyPatch, wanted: str | None, language: str
) -> None:
    if wanted is None:
        monkeypatch.delenv("LANGUAGE", raising=False)
    else:
        monkeypatch.setenv("LANGUAGE", wanted)
    assert user_language() == language


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("code", BROKEN)
def test_every_problem_of_a_broken_site_can_be_said(
    tmp_path: Path, code: str, language: str
) -> None:
    shutil.copytree(SITES / "valid", tmp_path / "content", symlinks=True)
    shutil.copytree(SITES / code, tmp_path / "content", symlinks=True, dirs_exist_ok=True)
    said = translations(language).gettext
    for fault in House(tmp_path).check().problems:
        message, remedy = message_of(fault, language), help_of(fault, language)
        assert message != CODES[fault.code].message or not fault.details
        for key, value in fault.details:
            shown = said(value) if key in SAID else value
            assert printable(shown) in message + remedy


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("妇联 2026", "妇联 2026"),
        ("a\x1b[31mb", "a\\x1b[31mb"),
        ("a\nb\r\tc", "a\\nb\\r\\tc"),
        ("a\u202eb", "a\\u202eb"),
        ("a\udcffb", "a\\udcffb"),
        ("a\u2028b", "a\\u2028b"),
        ("{x}", "{x}"),
        ("👩", "👩"),
        ("", ""),
    ],
)
def test_what_could_harm_a_terminal_is_written_out(text: str, shown: str) -> None:
    assert printable(text) == shown
    assert printable(text).encode().decode() == shown


def test_content_is_never_taken_for_a_placeholder() -> None:
    fault = problem("x.md", 2, CODES["missing-key"], key="{limit}{0.__class__}\x1b")
    assert "{limit}{0.__class__}\\x1b" in message_of(fault, "zh-CN")
    assert "{limit}{0.__class__}\\x1b" in message_of(fault, "en")
