"""Keys of notices: what an article is as an official document, what it forwards, what it calls for.

Of a mapping every part is checked: one that is unknown is named with the nearest that is known.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from lianzhan.kinds.article.parts import day_of, mapping_schema, parts_of, refuse, required
from lianzhan.kinds.article.values import ASKED, Call, Document, Forwards
from lianzhan.kinds.rules.head import MISSING_KEY
from lianzhan.model.codes import N_, error
from lianzhan.model.target import Kind, classify
from lianzhan.reading.dates import is_day_alone
from lianzhan.reading.fields import Fields, first_values
from lianzhan.reading.keys import MOMENT, TEXT, KeyType
from lianzhan.reading.toml_file import nearest
from lianzhan.reading.yaml_values import Mapping, Scalar
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from datetime import datetime

    from lianzhan.reading.keys import Context
from lianzhan.reading.yaml_values import Value

_MISSING = {
    "document.number": error(
        MISSING_KEY.name, N_("公文没有写文号（{key}）"), N_("在 document 里加上 number: 文号")
    ),
    "forwards.to": error(
        MISSING_KEY.name,
        N_("没有写转发的是哪个通知（{key}）"),
        N_("在 forwards 里加上 to: 路径或网址"),
    ),
    "call.to": error(
        MISSING_KEY.name, N_("征集没有写网址（{key}）"), N_("在 call 里加上 to: 网址")
    ),
}
"""What is said of each part that must be there."""
_DOCUMENT = ("number", "issuer", "issued")
_FORWARDS = ("to", "title")
_CALL = ("to", "title", "from", "until", "asks")
_MEANT = {
    "文号": "number", "发文字号": "number", "发文机关": "issuer", "成文日期": "issued",
    "网址": "to", "链接": "to", "标题": "title", "开始": "from", "截止": "until",
    "要求": "asks", "要写": "asks",
}  # fmt: skip
"""Parts, by what people write in their place."""
_MEANT_ASKS = {"年龄": "age", "年龄段": "age", "学校": "school", "单位": "unit"}
_DOCUMENT_FORM = N_("{number: 文号, issuer: 发文机关, issued: 成文日期}")
_FORWARDS_FORM = N_("路径或网址，或 {to: 路径或网址, title: 标题}")
_CALL_FORM = N_("{to: 网址, from: 开始, until: 截止, title: 链接上的字, asks: [作品要写的项]}")
_WEB = N_("完整的网址，如 https://example.org/a")
_PAGE = N_("稿件或文件的路径，或完整的网址")
_YEAR = late(r"[\[［(（【〖〔﹝]\s*([0-9０-９]{4})\s*[\]］)）】〗〕﹞]")
_NARROW = str.maketrans("０１２３４５６７８９", "0123456789")


def number_as_meant(text: str) -> str:
    """Return a document's number with its year in 〔〕, whatever brackets were typed for them.

    GB/T 9704-2012, 7.2.5: the year in full, in Arabic digits, in hexagonal brackets.
    """
    return _YEAR.sub(lambda found: f"〔{found[1].translate(_NARROW)}〕", text)


def _document(fields: Fields, key: str, context: Context) -> Document | None:
    value = fields.get(key)
    if isinstance(value, Scalar):
        return Document(number_as_meant(fields.text(key)), context.unit)
    if not isinstance(value, Mapping):
        refuse(fields, key, _DOCUMENT_FORM)
        return None
    parts = parts_of(fields, key, value, _DOCUMENT, _MEANT)
    number = required(parts, f"{key}.number", value.line, _MISSING[f"{key}.number"])
    issuer = parts.text(f"{key}.issuer") or context.unit
    issued = day_of(parts, f"{key}.issued")
    return Document(number_as_meant(number), issuer, issued) if number else None


def forwarded_target(value: Value | None) -> str:
    """Return what `forwards` in a head leads to, as it is written; "" for nothing."""
    if isinstance(value, Mapping):
        value = first_values(value).get("to")
    return value.text.strip() if isinstance(value, Scalar) else ""


def _forwards(fields: Fields, key: str, _context: Context) -> Forwards | None:
    value = fields.get(key)
    if isinstance(value, Scalar):
        found = Forwards(value.text.strip())
    elif isinstance(value, Mapping):
        parts = parts_of(fields, key, value, _FORWARDS, _MEANT)
        to = required(parts, f"{key}.to", value.line, _MISSING[f"{key}.to"])
        found = Forwards(to, parts.text(f"{key}.title"))
    else:
        refuse(fields, key, _FORWARDS_FORM)
        return None
    target = classify(found.to)
    if target.kind is Kind.ANCHOR or (target.kind is Kind.EXTERNAL and not target.is_web):
        fields.fault(key, Scalar(found.to, value.line), _PAGE)
        return None
    return found if found.to else None


def _call(fields: Fields, key: str, context: Context) -> Call | None:
    value = fields.get(key)
    if not isinstance(value, Mapping):
        refuse(fields, key, _CALL_FORM)
        return None
    parts = parts_of(fields, key, value, _CALL, _MEANT)
    to = required(parts, f"{key}.to", value.line, _MISSING[f"{key}.to"])
    target = classify(to)
    if to and not (target.is_web or target.is_refused):
        fields.fault(f"{key}.to", Scalar(to, value.line), _WEB)
        return None
    start = parts.moment(f"{key}.from", context.zone)
    until = parts.moment(f"{key}.until", context.zone)
    end = _end(parts.get(f"{key}.until"), until)
    asks = _asks(parts, f"{key}.asks")
    return Call(to, parts.text(f"{key}.title"), start, until, end, asks) if to else None


def _asks(parts: Fields, key: str) -> tuple[str, ...]:
    """Return what a call asks of a work; a word that is no part of one is a fault."""
    value, words = parts.get(key), parts.words(key)
    for word in words:
        if value and word not in ASKED:
            near = _MEANT_ASKS.get(word) or nearest(word, ASKED)
            parts.fault(key, Scalar(word, value.line), " | ".join(ASKED) if near == "—" else near)
    return tuple(word for word in words if word in ASKED)


def _end(written: object, until: datetime | None) -> datetime | None:
    """Return when a call closes: after the whole of a day that is written without a time."""
    is_day = isinstance(written, Scalar) and is_day_alone(written.text)
    return until + timedelta(days=1) if until and is_day else until


DOCUMENT = KeyType(
    _document,
    _DOCUMENT_FORM,
    {
        "anyOf": [
            TEXT.schema,
            mapping_schema("number", number=TEXT.schema, issuer=TEXT.schema, issued=MOMENT.schema),
        ]
    },
    is_text=False,
    unwritten=None,
    is_prose=True,
)
FORWARDS = KeyType(
    _forwards,
    _FORWARDS_FORM,
    {"anyOf": [TEXT.schema, mapping_schema("to", to=TEXT.schema, title=TEXT.schema)]},
    is_text=False,
    unwritten=None,
    is_prose=True,
    is_address=True,
)
CALL = KeyType(
    _call,
    _CALL_FORM,
    mapping_schema(
        "to",
        to=TEXT.schema,
        title=TEXT.schema,
        **{"from": MOMENT.schema, "until": MOMENT.schema},
        asks={"type": "array", "items": {"enum": [*ASKED]}},
    ),
    is_text=False,
    unwritten=None,
    is_prose=True,
    is_address=True,
)
