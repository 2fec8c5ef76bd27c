"""Keys: what the head of a kind of content may say, as one table a kind.

From a table come reading, the checks of a head, the known keys that messages name, the handbook's
table and the JSON Schema for editors' programs.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from lianzhan.model.body import Image
from lianzhan.model.catalog import NEVER
from lianzhan.model.codes import N_
from lianzhan.model.frozen import dataclass
from lianzhan.reading.dates import MOMENT_PATTERN
from lianzhan.reading.meant_words import is_withdrawn
from lianzhan.reading.review_steps import notice_text, review_steps
from lianzhan.reading.yaml_values import Scalar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from zoneinfo import ZoneInfo

    from lianzhan.reading.fields import Fields

WITHDRAWN = "withdrawn"
STATUSES = ("submitted", "approved", WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Context:
    """What reading a head needs to know of its site: time zone, default unit, offers."""

    zone: ZoneInfo
    unit: str
    offers: tuple[str, ...]


@dataclass(frozen=True)
class KeyType:
    """How a key's value is read, how people write it, and how JSON Schema (2020-12) describes it.

    `is_text`: TOML takes nothing but a text for it. `unwritten` is what `read` returns where the
    key is not written: most keys are not, in most heads. `is_prose`: people write words there;
    where it `is_address`, only in the parts of a mapping: a text alone is a path or an address.
    """

    read: Callable[[Fields, str, Context], object]
    form: str
    schema: Mapping[str, object]
    is_text: bool = True
    unwritten: object = ""
    is_prose: bool = False
    is_address: bool = False


@dataclass(frozen=True)
class Key:
    """A key of a kind: its name, the type of its value, and what people are told of it.

    What is written for one that `is_hidden` no reader sees.
    """

    name: str
    type: KeyType
    text: str
    required: bool = False
    is_hidden: bool = False

    @property
    def is_prose(self) -> bool:
        """Whether readers see the words that people write there."""
        return self.type.is_prose and not self.is_hidden


def choice(allowed: tuple[str, ...], default: str = "") -> KeyType:
    """Return the type of a key that takes one of some words."""
    return KeyType(
        lambda fields, key, _context: fields.choice(key, allowed, default),
        " | ".join(allowed),
        {"enum": list(allowed)},
        unwritten=default,
    )


def _status(fields: Fields, key: str, _context: Context) -> str:
    """Read a status: approved and submitted as they are spelled here, withdrawn in any spelling."""
    value = fields.get(key)
    if isinstance(value, Scalar) and is_withdrawn(value.text):
        return WITHDRAWN
    return fields.choice(key, STATUSES, STATUSES[0])


def _cover(fields: Fields, key: str, _context: Context) -> Image | None:
    value, text = fields.get(key), fields.text(key)
    return Image(text, "", value.line, decorative=True) if text and value else None


_A_DATE = N_("日期，如 2026-03-08、2026年3月8日 或 2026-03-08 09:00")
_TEXT: Mapping[str, object] = {"type": ["string", "number", "boolean"]}
"""Whatever is written without quotes is text, too: `0731` and `no`."""
_DATE: Mapping[str, object] = {
    "type": "string",
    "pattern": MOMENT_PATTERN,
    "examples": ["2026-03-08", "2026-03-08 09:00"],
}
_STEP: Mapping[str, object] = {
    "type": "object",
    "properties": {
        "step": _TEXT,
        "by": _TEXT,
        "at": _DATE,
        "digest": _TEXT,
        "signature": _TEXT,
    },
    "required": ["step", "by", "at"],
    "additionalProperties": False,
}
TEXT = KeyType(lambda fields, key, _context: fields.text(key), N_("文字"), _TEXT, is_prose=True)
MOMENT = KeyType(
    lambda fields, key, c: fields.moment(key, c.zone),
    _A_DATE,
    _DATE,
    is_text=False,
    unwritten=None,
)
START = KeyType(
    lambda fields, key, c: fields.required_moment(key, c.zone),
    _A_DATE,
    _DATE,
    is_text=False,
    unwritten=NEVER,
)
"""A moment; what has none never comes."""
WORDS = KeyType(
    lambda fields, key, _context: fields.words(key),
    N_("几个词：反诈、社区，或 [反诈, 社区]"),
    {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]},
    is_text=False,
    unwritten=(),
    is_prose=True,
)
COVER = KeyType(_cover, N_("图片文件的名字"), _TEXT, unwritten=None)
OFFER = KeyType(
    lambda fields, key, c: fields.choice(key, c.offers, ""),
    N_("层级的名字，如 province，或 national"),
    _TEXT,
)
REVIEW = KeyType(
    lambda fields, key, c: review_steps(fields, key, c.zone),
    N_("一行一审：- {step: first, by: 姓名, at: 2026-03-06}"),
    {"anyOf": [_STEP, {"type": "array", "items": _STEP}]},
    is_text=False,
    unwritten=(),
)

SAID = KeyType(
    lambda fields, key, c: notice_text(fields, key, c.zone),
    N_("{text: 说明, review: 审签}"),
    {
        "anyOf": [
            _TEXT,
            {
                "type": "object",
                "properties": {"text": _TEXT, "review": REVIEW.schema},
                "required": ["text"],
                "additionalProperties": False,
            },
        ]
    },
    is_text=False,
    unwritten=None,
)
NOTICE = Key(
    "notice",
    SAID,
    N_("撤稿说明：撤稿后原网址上显示的一段话，不带标题；有自己的审签，用 approve 签"),
)
"""The notice of withdrawal, for kinds whose values have pages of their own."""

STATUS = replace(choice(STATUSES, STATUSES[0]), read=_status)

REVIEW_KEYS = (
    Key(
        "status",
        STATUS,
        N_("submitted 已报送（默认），approved 审定，withdrawn 撤稿"),
    ),
    Key(
        "review",
        REVIEW,
        N_("审签记录，发布必填；用 approve 签，要求摘要或密钥的地方手工写的不作数"),
    ),
    Key("expires", MOMENT, N_("过期时间，到时自动撤下")),
    Key(
        "submitter",
        TEXT,
        N_("报送人，不在页面上显示；不写就算 author；终审不能由本人签时用"),
        is_hidden=True,
    ),
)
"""Keys of everything that passes the gate."""


def typed(fields: Fields, keys: Iterable[Key], context: Context) -> dict[str, Any]:
    """Return the values of all keys by name; what can't be read is noted in `fields`."""
    written = fields.values
    return {
        key.name: key.type.read(fields, key.name, context)
        if key.name in written
        else key.type.unwritten
        for key in keys
    }
