"""How pages are read: as articles without a column."""

from __future__ import annotations

from lianzhan.kinds.article.reading import ArticleReading

READING = ArticleReading("page")
