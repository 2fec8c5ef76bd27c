"""The keys of an article's head, and of a page's: one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.article.values import Source
from lianzhan.model.codes import N_
from lianzhan.model.target import classify
from lianzhan.reading.fields import Fields, first_values, has_only
from lianzhan.reading.front_matter import Mapping, Scalar
from lianzhan.reading.keys import (
    COVER,
    OFFER,
    REVIEW_KEYS,
    START,
    TEXT,
    WORDS,
    Key,
    KeyType,
    choice,
)

if TYPE_CHECKING:
    from lianzhan.reading.keys import Context

_SOURCE_KEYS = frozenset({"name", "url", "date"})
_FORM = "{name: …, url: …, date: …}"


def _source(fields: Fields, key: str, _context: Context) -> Source | None:
    value = fields.get(key)
    if value is None:
        return None
    if isinstance(value, Scalar):
        return Source(value.text)
    if not isinstance(value, Mapping) or not has_only(value, _SOURCE_KEYS):
        fields.fault(key, value, _FORM)
        return None
    entry = Fields(fields.path, first_values(value))
    url = entry.text("url")
    source = Source(entry.text("name"), classify(url).address, entry.text("date"))
    fields.problems += entry.problems
    if url and not classify(url).is_web:
        fields.fault(f"{key}.url", Scalar(url, value.line), "https://…")
        return None
    return source


_TEXT = {"type": "string"}
SOURCE = KeyType(
    _source,
    _FORM,
    {
        "anyOf": [
            _TEXT,
            {
                "type": "object",
                "properties": dict.fromkeys(sorted(_SOURCE_KEYS), _TEXT),
                "additionalProperties": False,
            },
        ]
    },
    is_text=False,
)
ORIGINS = ("original", "repost")

KEYS = (
    Key("title", TEXT, N_("标题，最多 60 字"), required=True),
    Key("date", START, N_("发布日期；还没有到的，到时候才发布"), required=True),
    Key("summary", TEXT, N_("摘要；不写就用正文开头")),
    Key("cover", COVER, N_("列表和订阅里用的图片")),
    Key("tags", WORDS, N_("标签")),
    Key("author", TEXT, N_("作者")),
    Key("unit", TEXT, N_("供稿单位；不写就是本站的单位")),
    Key("kind", choice(ORIGINS, ORIGINS[0]), N_("原创还是转载")),
    Key("source", SOURCE, N_("转载自哪里；转载必填")),
    Key("offer", OFFER, N_("向哪一级推荐")),
    Key("campaign", TEXT, N_("所属主题活动")),
    *REVIEW_KEYS,
)
"""What a head may say, in the order in which messages name it."""
