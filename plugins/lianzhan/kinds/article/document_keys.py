"""Keys of notices: what an article is as an official document, what it forwards, what it calls for.

Of a mapping every part is checked: one that is unknown is named with the nearest that is known.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from lianzhan.kinds.article.values import Call, Document, Forwards
from lianzhan.kinds.rules.head import DUPLICATE_KEY, MISSING_KEY, UNKNOWN_KEY
from lianzhan.model.codes import N_, error
from lianzhan.model.problem import problem
from lianzhan.model.target import Kind, classify
from lianzhan.reading.dates import date_wanted, is_day_alone, parse_day
from lianzhan.reading.fields import Fields, first_values
from lianzhan.reading.keys import MOMENT, TEXT, KeyType
from lianzhan.reading.toml_file import nearest
from lianzhan.reading.yaml_values import Mapping, Scalar
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from datetime import date, datetime

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
_CALL = ("to", "title", "from", "until")
_MEANT = {
    "文号": "number", "发文字号": "number", "发文机关": "issuer", "成文日期": "issued",
    "网址": "to", "链接": "to", "标题": "title", "开始": "from", "截止": "until",
    "来源": "name", "名称": "name", "原文": "url", "原文网址": "url", "原载日期": "date",
}  # fmt: skip
"""Parts, by what people write in their place."""
_DOCUMENT_FORM = N_("{number: 文号, issuer: 发文机关, issued: 成文日期}")
_FORWARDS_FORM = N_("路径或网址，或 {to: 路径或网址, title: 标题}")
_CALL_FORM = N_("{to: 网址, from: 开始, until: 截止, title: 链接上的字}")
_WEB = N_("完整的网址，如 https://example.org/a")
_PAGE = N_("稿件或文件的路径，或完整的网址")
_YEAR = late(r"[\[［(（【〖〔﹝]\s*([0-9０-９]{4})\s*[\]］)）】〗〕﹞]")
_NARROW = str.maketrans("０１２３４５６７８９", "0123456789")


def number_as_meant(text: str) -> str:
    """Return a document's number with its year in 〔〕, whatever brackets were typed for them.

    GB/T 9704-2012, 7.2.5: the year in full, in Arabic digits, in hexagonal brackets.
    """
    return _YEAR.sub(lambda found: f"〔{found[1].translate(_NARROW)}〕", text)


def parts_of(fields: Fields, key: str, value: Mapping, known: tuple[str, ...]) -> Fields:
    """Return the parts of a key's value by "key.part"; what is unknown or repeated is a fault."""
    seen: set[str] = set()
    for name, _ in value.items:
        part, details = name.text, {"key": f"{key}.{name.text[:40]}"}
        if part not in known:
            word = part.partition("：")[0]
            meant = _MEANT.get(word, word)
            near = meant if meant in known else nearest(word, known)
            more = {"nearest": near, "known": ", ".join(known)}
            fields.problems.append(problem(fields.path, name.line, UNKNOWN_KEY, **details, **more))
        elif part in seen:
            fields.problems.append(problem(fields.path, name.line, DUPLICATE_KEY, **details))
        seen.add(part)
    named = {f"{key}.{part}": held for part, held in first_values(value).items()}
    return Fields(fields.path, named, fields.problems)


def _required(parts: Fields, key: str, line: int) -> str:
    """Return the text of a part that must be there."""
    if parts.get(key) is None:
        parts.problems.append(problem(parts.path, line, _MISSING[key], key=key))
    return parts.text(key)


def day_of(parts: Fields, key: str) -> date | None:
    """Return the day of a part; None where there is none, or what is written is no day."""
    value, text = parts.get(key), parts.text(key)
    day = parse_day(text)
    if value is not None and text and day is None:
        parts.fault(key, value, date_wanted(text))
    return day


def _document(fields: Fields, key: str, context: Context) -> Document | None:
    value = fields.get(key)
    if isinstance(value, Scalar):
        return Document(number_as_meant(fields.text(key)), context.unit)
    if not isinstance(value, Mapping):
        _refuse(fields, key, _DOCUMENT_FORM)
        return None
    parts = parts_of(fields, key, value, _DOCUMENT)
    number = _required(parts, f"{key}.number", value.line)
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
        parts = parts_of(fields, key, value, _FORWARDS)
        to = _required(parts, f"{key}.to", value.line)
        found = Forwards(to, parts.text(f"{key}.title"))
    else:
        _refuse(fields, key, _FORWARDS_FORM)
        return None
    target = classify(found.to)
    if target.kind is Kind.ANCHOR or (target.kind is Kind.EXTERNAL and not target.is_web):
        fields.fault(key, Scalar(found.to, value.line), _PAGE)
        return None
    return found if found.to else None


def _call(fields: Fields, key: str, context: Context) -> Call | None:
    value = fields.get(key)
    if not isinstance(value, Mapping):
        _refuse(fields, key, _CALL_FORM)
        return None
    parts = parts_of(fields, key, value, _CALL)
    to = _required(parts, f"{key}.to", value.line)
    target = classify(to)
    if to and not (target.is_web or target.is_refused):
        fields.fault(f"{key}.to", Scalar(to, value.line), _WEB)
        return None
    start = parts.moment(f"{key}.from", context.zone)
    until = parts.moment(f"{key}.until", context.zone)
    end = _end(parts.get(f"{key}.until"), until)
    return Call(to, parts.text(f"{key}.title"), start, until, end) if to else None


def _end(written: object, until: datetime | None) -> datetime | None:
    """Return when a call closes: after the whole of a day that is written without a time."""
    is_day = isinstance(written, Scalar) and is_day_alone(written.text)
    return until + timedelta(days=1) if until and is_day else until


def _refuse(fields: Fields, key: str, form: str) -> None:
    """Note that a value has another shape than its key; an empty one says nothing."""
    value = fields.get(key)
    if value is not None:
        fields.fault(key, value, form)


def _object(required: str, **parts: object) -> dict[str, object]:
    return {
        "type": "object",
        "properties": parts,
        "required": [required],
        "additionalProperties": False,
    }


DOCUMENT = KeyType(
    _document,
    _DOCUMENT_FORM,
    {
        "anyOf": [
            TEXT.schema,
            _object("number", number=TEXT.schema, issuer=TEXT.schema, issued=MOMENT.schema),
        ]
    },
    is_text=False,
    unwritten=None,
    is_prose=True,
)
FORWARDS = KeyType(
    _forwards,
    _FORWARDS_FORM,
    {"anyOf": [TEXT.schema, _object("to", to=TEXT.schema, title=TEXT.schema)]},
    is_text=False,
    unwritten=None,
    is_prose=True,
    is_address=True,
)
CALL = KeyType(
    _call,
    _CALL_FORM,
    _object(
        "to",
        to=TEXT.schema,
        title=TEXT.schema,
        **{"from": MOMENT.schema, "until": MOMENT.schema},
    ),
    is_text=False,
    unwritten=None,
    is_prose=True,
    is_address=True,
)
