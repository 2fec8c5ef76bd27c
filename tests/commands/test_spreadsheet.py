"""A table as a workbook: text is text, numbers are numbers, and the same rows have the same bytes."""

from __future__ import annotations

import io
import zipfile

from lianzhan.commands.spreadsheet import can_be_written, workbook

COLUMNS = ("序号", "标题")
ROWS = ((1, "=1+1"), (2, "https://a.example/"), (3, "甲<乙>&"))


def test_nothing_is_a_formula_or_a_link() -> None:
    with zipfile.ZipFile(io.BytesIO(workbook(COLUMNS, ROWS))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        words = book.read("xl/sharedStrings.xml").decode()
        assert "xl/worksheets/_rels/sheet1.xml.rels" not in book.namelist()
    assert "<f>" not in sheet
    assert '<c r="A2"><v>1</v></c>' in sheet
    assert ">=1+1<" in words
    assert "甲&lt;乙&gt;&amp;" in words


def test_the_same_rows_have_the_same_bytes() -> None:
    assert can_be_written()
    assert workbook(COLUMNS, ROWS) == workbook(COLUMNS, ROWS)
