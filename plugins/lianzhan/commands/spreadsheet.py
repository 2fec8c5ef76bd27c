"""A table as a workbook that spreadsheets open (XLSX), where the library for it is installed."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LIBRARY = "xlsxwriter"
_CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""Any day, always the same: the same rows have the same bytes."""
_NARROWEST, _WIDEST = 6, 40
"""Widths of columns, in characters."""


def can_be_written() -> bool:
    """Whether the library is there: the extra `export`."""
    return find_spec(_LIBRARY) is not None


def workbook(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return a workbook of one table; what is no whole number is text, and never a formula."""
    library: Any = import_module(_LIBRARY)
    out = BytesIO()
    book = library.Workbook(out, {"in_memory": True})
    book.set_properties({"created": _CREATED})
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, columns, book.add_format({"bold": True}))
    widths = [2 * len(column) for column in columns]
    for line, row in enumerate(rows, 1):
        for place, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(line, place, value)
            else:
                sheet.write_string(line, place, str(value))
                widths[place] = max(widths[place], 2 * len(str(value)))
    for place, width in enumerate(widths):
        sheet.set_column(place, place, min(_WIDEST, max(_NARROWEST, width)))
    book.close()
    return out.getvalue()
