"""The names that others give to fields of ours, and a foreign head to look them up in."""

from __future__ import annotations

from dataclasses import field

from lianzhan.desk.importing.results import Note, note
from lianzhan.model.frozen import dataclass

Foreign = str | list["Foreign"] | dict[str, "Foreign"]
"""A value of a head that is not ours."""

SOURCE_NAMES = ("source", "来源", "稿源", "出处")
"""Names of a source that may be a name, and not only an address."""
ALIASES = {
    "title": ("title", "标题", "题目"),
    "date": ("date", "publishdate", "pubdate", "日期", "发布日期", "发布时间"),
    "summary": ("summary", "description", "excerpt", "摘要", "导语", "简介"),
    "cover": ("cover", "banner", "featured_image", "featuredimage", "thumbnail", "image"),
    "tags": ("tags", "tag", "keywords", "categories", "category", "标签", "关键词"),
    "author": ("author", "authors", "byline", "作者", "撰稿", "通讯员"),
    "unit": ("unit", "报送单位", "单位", "供稿单位"),
    "source": (*SOURCE_NAMES, "originallink", "original_url", "originalurl", "original",
               "source_url", "sourceurl"),
    "source.date": ("originalpublishdate", "source_date"),
    "campaign": ("campaign",),
    "expires": ("expires", "expirydate"),
}  # fmt: skip
"""Our keys, in the order they are written, and the names that Hugo, Jekyll, Hexo, Pelican and
offices give them."""
TEXTS = frozenset(
    alias
    for ours in ("title", "summary", "tags", "author", "unit", "source", "campaign")
    for alias in ALIASES[ours]
)
"""Names of fields that hold words, in which "#" begins no comment."""
KNOWN = frozenset(alias for aliases in ALIASES.values() for alias in aliases)


@dataclass(slots=True)
class AliasedFields:
    """The fields that no key of ours has taken yet, what was taken, and what there is to tell."""

    rest: list[tuple[str, Foreign]]
    mapped: list[tuple[str, str]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def texts(self, ours: str) -> list[tuple[str, str]]:
        """Return the aliases of a key that hold a text, with it, in the order of ALIASES."""
        order = ALIASES[ours]
        found = [(key, folded(text_of(value))) for key, value in self.rest if key in order]
        return sorted((pair for pair in found if pair[1]), key=lambda pair: order.index(pair[0]))

    def use_up(self, ours: str, key: str, text: str) -> str:
        """Use up an alias, and whatever else says the same; return its text."""
        self.mapped.append((key, ours))
        said = {(alias, text) for alias in ALIASES[ours]}
        self.rest = [pair for pair in self.rest if (pair[0], folded(text_of(pair[1]))) not in said]
        return text

    def text(self, ours: str) -> str:
        """Take the first text of a key; "" where there is none."""
        return next((self.use_up(ours, key, text) for key, text in self.texts(ours)), "")

    def tell(self, code: str, **details: object) -> None:
        """Note something that an editor should know."""
        self.notes.append(note(code, **details))


def folded(text: str) -> str:
    """Return a text with white space folded, as `reading.fields` reads it."""
    return " ".join(text.split())


def texts_in(value: Foreign) -> list[str]:
    """Return the texts of a list, and of lists in it (Hexo's categories); none of what is more."""
    if isinstance(value, str):
        return [value] if value.strip() else []
    parts = [texts_in(entry) for entry in value] if isinstance(value, list) else []
    return [text for part in parts for text in part] if all(parts) else []


def text_of(value: Foreign) -> str:
    """Return a text, or the texts of a list in one; "" for what is neither."""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(entry, str) for entry in value):
        return "、".join(entry for entry in value if isinstance(entry, str) and entry.strip())
    return ""
