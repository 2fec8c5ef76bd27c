"""Keys of what holds for a campaign's entries: limits, quotas, who may take part, whom to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.article.parts import mapping_schema
from lianzhan.kinds.campaign.parts import has_all, number, table, tables
from lianzhan.kinds.campaign.terms import QUOTA_KINDS, Audience, Limits, Quota
from lianzhan.kinds.campaign.values import Contact
from lianzhan.model.codes import N_
from lianzhan.model.federation import ImageProfile
from lianzhan.reading.image_profiles import FORMATS
from lianzhan.reading.keys import TEXT, KeyType
from lianzhan.reading.telephones import A_TELEPHONE, parse_telephones
from lianzhan.reading.yaml_values import Mapping, Scalar
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from lianzhan.model.contact import Telephone
    from lianzhan.reading.fields import Fields
    from lianzhan.reading.keys import Context
    from lianzhan.reading.yaml_values import Value

MOST_CHARACTERS = 100_000
"""Characters that a limit of texts may allow: far above any text here."""
MOST_ENTRIES = 100_000
"""Entries that a quota may name."""
_LARGEST = 1_000_000_000
"""Pixels and bytes, as of the profiles of federation.toml."""
_MOST_CONTACTS = 5
_MOST_QUOTAS = 20
_LIMITS = N_('text = 2000，images = "national"（federation.toml 里的图片规格）')
_IMAGES = N_(
    "federation.toml 里图片规格的名字，或 {width = 750, height = 445, max_bytes = 1048576, "
    'formats = ["jpeg"]}'
)
_TOLERANCE = N_("0 到 1 之间的小数，如 0.01")
_QUOTAS = N_(
    "submit（报送）或 recommend（推荐），各写层级和数目，"
    "如 recommend.province = {min = 30, max = 50}"
)
_AUDIENCE = N_('who = "…"，award = "荣誉的 slug"，excluded = ["…"]，sites、levels')
_CONTACTS = N_('[[contacts]]：name = "…"，telephones = "0731-…"，email = "…"；不超过 5 个')
_AN_EMAIL = N_("电子邮箱，如 office@example.org")
_EMAIL = late(r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63}){1,5}")
_DECIMAL = late(r"0(\.[0-9]{1,6})?")
_SIZES = ("width", "height", "max_bytes")
_NUMBER = {"type": "integer", "minimum": 0}
_WORDS = {"type": "array", "items": {"type": "string"}}


def _limits(fields: Fields, key: str, _context: Context) -> Limits:
    value = fields.get(key)
    if value is None:
        return Limits()
    parts = table(fields, key, value, ("text", "images"), _LIMITS)
    text = number(parts, f"{key}.text", 1, MOST_CHARACTERS)
    images = parts.get(f"{key}.images")
    if isinstance(images, Mapping):
        return Limits(text, own_profile=_own_profile(parts, f"{key}.images", images))
    return Limits(text, parts.text(f"{key}.images"))


def _own_profile(fields: Fields, key: str, value: Mapping) -> ImageProfile | None:
    parts = table(fields, key, value, (*_SIZES, "formats", "tolerance"), _IMAGES)
    keys = (f"{key}.{name}" for name in (*_SIZES, "formats"))
    is_whole = has_all(parts, value.line, *keys)
    sizes = [number(parts, f"{key}.{name}", 1, _LARGEST) or 0 for name in _SIZES]
    formats = parts.words(f"{key}.formats")
    if not is_whole or not all(sizes):
        return None
    if not {*formats} <= {*FORMATS}:
        fields.fault(key, value, _IMAGES)
        return None
    width, height, most = sizes
    return ImageProfile("", formats, most, width, height, _tolerance(parts, f"{key}.tolerance"))


def _tolerance(parts: Fields, key: str) -> float:
    value = parts.get(key)
    if value is None:
        return 0.01
    text = value.text if isinstance(value, Scalar) else ""
    if not _DECIMAL.fullmatch(text):
        parts.fault(key, value, _TOLERANCE)
        return 0.01
    return float(text)


def _quotas(fields: Fields, key: str, _context: Context) -> tuple[Quota, ...]:
    value = fields.get(key)
    if value is None:
        return ()
    parts = table(fields, key, value, QUOTA_KINDS, _QUOTAS)
    found = []
    for kind in QUOTA_KINDS:
        by_level = parts.get(f"{key}.{kind}")
        if by_level is None:
            continue
        if not isinstance(by_level, Mapping) or len(by_level.items) > _MOST_QUOTAS:
            fields.fault(f"{key}.{kind}", by_level, _QUOTAS)
            continue
        for level, held in by_level.items:
            found.append(_quota(parts, f"{key}.{kind}.{level.text[:40]}", (kind, level.text), held))
    return tuple(found)


def _quota(fields: Fields, key: str, of: tuple[str, str], value: Value) -> Quota:
    parts = table(fields, key, value, ("min", "max"), _QUOTAS)
    least = number(parts, f"{key}.min", 0, MOST_ENTRIES)
    return Quota(*of, least or 0, number(parts, f"{key}.max", 1, MOST_ENTRIES))


def _audience(fields: Fields, key: str, _context: Context) -> Audience:
    value = fields.get(key)
    if value is None:
        return Audience()
    known = ("who", "award", "level", "excluded", "sites", "levels")
    parts = table(fields, key, value, known, _AUDIENCE)
    who, award, level = (parts.text(f"{key}.{name}") for name in known[:3])
    excluded, sites, levels = (parts.words(f"{key}.{name}") for name in known[3:])
    return Audience(who, award, level, excluded, sites, levels)


def _contacts(fields: Fields, key: str, _context: Context) -> tuple[Contact, ...]:
    known = ("name", "telephones", "email")
    found = []
    for parts, line in tables(fields, key, known, _CONTACTS, _MOST_CONTACTS):
        is_named = has_all(parts, line, f"{key}.name")
        said = _telephones(parts, f"{key}.telephones"), _email(parts, f"{key}.email")
        if is_named:
            found.append(Contact(parts.text(f"{key}.name"), *said))
    return tuple(found)


def _telephones(parts: Fields, key: str) -> tuple[Telephone, ...]:
    value, text = parts.get(key), parts.text(key)
    numbers = parse_telephones(text)
    if value is not None and text and not numbers:
        parts.fault(key, value, A_TELEPHONE)
    return tuple(numbers)


def _email(parts: Fields, key: str) -> str:
    value, text = parts.get(key), parts.text(key)
    if value is not None and text and not _EMAIL.fullmatch(text):
        parts.fault(key, value, _AN_EMAIL)
        return ""
    return text


_RANGE = mapping_schema(min=_NUMBER, max=_NUMBER)
_BY_LEVEL = {"type": "object", "additionalProperties": _RANGE}
_PROFILE = mapping_schema(
    *_SIZES,
    "formats",
    **dict.fromkeys(_SIZES, _NUMBER),
    formats={"type": "array", "items": {"enum": [*FORMATS]}},
    tolerance={"type": "number"},
)
LIMITS = KeyType(
    _limits,
    _LIMITS,
    mapping_schema(text=_NUMBER, images={"anyOf": [TEXT.schema, _PROFILE]}),
    is_text=False,
    unwritten=Limits(),
)
QUOTAS = KeyType(
    _quotas,
    _QUOTAS,
    mapping_schema(**dict.fromkeys(QUOTA_KINDS, _BY_LEVEL)),
    is_text=False,
    unwritten=(),
)
AUDIENCE = KeyType(
    _audience,
    _AUDIENCE,
    mapping_schema(
        **dict.fromkeys(("who", "award", "level"), TEXT.schema),
        **dict.fromkeys(("excluded", "sites", "levels"), _WORDS),
    ),
    is_text=False,
    unwritten=Audience(),
    is_prose=True,
)
CONTACTS = KeyType(
    _contacts,
    _CONTACTS,
    {
        "type": "array",
        "maxItems": _MOST_CONTACTS,
        "items": mapping_schema(
            "name",
            name=TEXT.schema,
            telephones={"type": ["string", "integer"]},
            email=TEXT.schema,
        ),
    },
    is_text=False,
    unwritten=(),
    is_prose=True,
)
