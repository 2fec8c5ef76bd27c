"""An attachment's address carries its name, safe and readable, and its content's digest."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from lianzhan.model.attachments import Attachment, ending_of, safe_name, size_text


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("报名表.docx", "报名表.docx"),
        ("报名表（2026年 终稿）.DOCX", "报名表-2026年-终稿.docx"),
        ("a&b <c>'\".pdf", "a-b-c.pdf"),
        ("..a..b.pdf", "a..b.pdf"),
        ("a\nb\u202e.pdf", "a-b.pdf"),
        ("…….pdf", "file.pdf"),
        ("CON.pdf", "file-CON.pdf"),
        ("བོད.pdf", "བོད.pdf"),
        ("e\u0301.pdf", "é.pdf"),
    ],
)
def test_a_name_is_made_safe_and_stays_readable(title: str, name: str) -> None:
    assert safe_name(title) == name


def test_a_long_name_is_cut_between_characters() -> None:
    name = safe_name(f"{'长' * 80}.pdf")
    assert name == f"{'长' * 50}.pdf"


def test_an_address_has_digest_and_name() -> None:
    file = Attachment("hunan/a", "表.pdf", "0123456789abcdef0123456789abcdef", 3)
    assert file.asset == "files/0123456789abcdef0123/表.pdf"
    assert quote(file.asset).isascii()


def test_sizes_are_read_as_people_write_them() -> None:
    assert [size_text(n) for n in (1, 34 * 1024, 1_048_575, 1_572_864)] == [
        "1 KB", "34 KB", "1024 KB", "1.5 MB",
    ]  # fmt: skip


def test_endings() -> None:
    assert [ending_of(n) for n in ("a.B", "a", ".b", "a.b.c", "a.")] == ["b", "", "", "c", ""]
