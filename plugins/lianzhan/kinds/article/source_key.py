"""The key `source` of an article: where it was first published, or what it is based on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.article.parts import day_of, parts_of
from lianzhan.kinds.article.values import Source
from lianzhan.model.codes import N_
from lianzhan.model.target import classify
from lianzhan.reading.keys import MOMENT, TEXT, KeyType
from lianzhan.reading.yaml_values import Mapping, Scalar

if TYPE_CHECKING:
    from lianzhan.reading.fields import Fields
    from lianzhan.reading.keys import Context

_PARTS = ("name", "url", "date")
_MEANT = {
    "来源": "name", "名称": "name", "网址": "url", "链接": "url", "原文": "url", "原文网址": "url",
    "原载日期": "date",
}  # fmt: skip
"""Parts, by what people write in their place."""
_FORM = N_("{name: 来源, url: 原文网址, date: 原载日期}")


def _source(fields: Fields, key: str, _context: Context) -> Source | None:
    value = fields.get(key)
    if value is None:
        return None
    if isinstance(value, Scalar):
        return Source(fields.text(key))
    if not isinstance(value, Mapping):
        fields.fault(key, value, _FORM)
        return None
    parts = parts_of(fields, key, value, _PARTS, _MEANT)
    url = parts.text(f"{key}.url")
    source = Source(parts.text(f"{key}.name"), classify(url).address, day_of(parts, f"{key}.date"))
    if url and not classify(url).is_web:
        fields.fault(f"{key}.url", Scalar(url, value.line), "https://…")
        return None
    return source


SOURCE = KeyType(
    _source,
    _FORM,
    {
        "anyOf": [
            TEXT.schema,
            {
                "type": "object",
                "properties": {"name": TEXT.schema, "url": TEXT.schema, "date": MOMENT.schema},
                "additionalProperties": False,
            },
        ]
    },
    is_text=False,
    unwritten=None,
    is_prose=True,
)
