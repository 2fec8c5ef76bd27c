"""The key `aliases`: the addresses that an article or page had before, below its own site.

In: what a head says. Out: each as the page it was, whichever way it is written: `news/two`,
`/news/two.html`, `articles/news/two.md`, `pages/about`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lianzhan.model.catalog import Alias
from lianzhan.model.codes import N_, error
from lianzhan.model.kinds import TOML, TOML_FOLDERS
from lianzhan.model.names import composed
from lianzhan.model.problem import problem
from lianzhan.model.target import Kind, classify, legible
from lianzhan.reading.columns import RESERVED, SLUG
from lianzhan.reading.fields import first_values
from lianzhan.reading.file_names import name_fault
from lianzhan.reading.keys import TEXT, KeyType
from lianzhan.reading.paths import page_of
from lianzhan.reading.yaml_values import Mapping, Scalar
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.reading.fields import Fields
    from lianzhan.reading.keys import Context
    from lianzhan.reading.yaml_values import Value

BAD_ALIAS = error(
    "bad-alias",
    N_("“{alias}”不是本站稿件或单页的旧网址"),
    N_("写改名之前的栏目和文件名，例如 news/old-name，单页写 pages/about；不写 ..、域名和别的站点"),
)
ARTICLES, PAGES, EVENTS = "articles", "pages", "events"
ALONE = frozenset({EVENTS, *TOML_FOLDERS})
"""Folders of kinds whose values are never moved out of them, nor others into them."""
MAX_ALIASES = 50
"""One page each. An article that has moved more often is a mistake, or a trap."""
_MAX_CHARACTERS = 500
_SHOWN = 80
_SEPARATORS = late(r"[,，、;；]")
_PAGE = late(r"(?:/|(?:/index)?\.html|\.toml)$", re.IGNORECASE)


def _aliases(fields: Fields, key: str, _context: Context) -> tuple[Alias, ...]:
    value = fields.get(key)
    written = [*_written(value)] if value else []
    if len(written) > MAX_ALIASES or (value and not written):
        fields.fault(key, value or Scalar("", 0), N_("旧网址的列表，不超过 50 个"))
        return ()
    found: dict[str, Alias] = {}
    for text, line in written:
        alias = alias_of(text, fields.path, line)
        if alias is None:
            shown = legible(text)[:_SHOWN]
            fields.problems.append(problem(fields.path, line, BAD_ALIAS, alias=shown))
        else:
            found.setdefault(alias.page, alias)
    return tuple(found.values())


def _written(value: Value) -> Iterator[tuple[str, int]]:
    """Yield what is written of each alias, with its line; nothing where it is no list of texts."""
    if isinstance(value, Scalar):
        parts = _SEPARATORS.split(value.text)
        yield from ((part.strip(), value.line) for part in parts if part.strip())
    elif not isinstance(value, Mapping) and all(isinstance(x, Scalar) for x in value.items):
        yield from ((x.text, x.line) for x in value.items if isinstance(x, Scalar) and x.text)


def aliases_in(head: Mapping) -> list[tuple[str, int]]:
    """Return the aliases that a head has as they are written, each with its line."""
    value = first_values(head).get("aliases")
    return [*_written(value)] if value else []


def alias_of(text: str, path: str, line: int) -> Alias | None:
    """Return the page that an alias of the article, page or the like at `path` means, or None.

    What is in a folder of one kind was there before, too. The path of a file says whether that was
    `two.md` or `two/index.md`; where that is left out, it was what the file is now.
    """
    site, own_form = _site_and_form(path)
    plain = unquote(text) if "%" in text else text
    if len(plain) > _MAX_CHARACTERS or classify(plain).kind is not Kind.PATH:
        return None
    place = plain.removeprefix("/").removeprefix(f"{site}/")
    page = page_of(place)
    form = place[len(page) :] or own_form
    folder, _, name = _PAGE.sub("", page).rpartition("/")
    column = folder.removeprefix(f"{ARTICLES}/")
    if not _is_folder(column, path) or name_fault(name, path):
        return None
    below = column if column == PAGES or column in ALONE else f"{ARTICLES}/{column}"
    address, in_toml = composed(f"{column}/{name}"), column in TOML_FOLDERS
    place = f"{site}/{below}/{name}"
    return Alias(address, f"{place}{TOML}" if in_toml else place, "" if in_toml else form, line)


def _is_folder(column: str, path: str) -> bool:
    """Whether what is at `path` may have stood in a folder of pages."""
    folder = _folder_of(page_of(path))
    if folder in ALONE:
        return column == folder
    return column == PAGES or (SLUG.fullmatch(column) is not None and column not in RESERVED)


def _folder_of(page: str) -> str:
    """Return the folder of pages that a page is in; "" for that of a column."""
    parts = page.split("/")
    folder = parts[-2] if len(parts) > 1 else ""
    return folder if folder == PAGES or folder in ALONE else ""


def _site_and_form(path: str) -> tuple[str, str]:
    """Return the folder of the site that the file of an article or page is in, and its ending."""
    page = page_of(path)
    parts = page.split("/")
    depth = 2 if _folder_of(page) else 3
    return "/".join(parts[:-depth]), path[len(page) :]


ALIASES = KeyType(
    _aliases,
    N_("旧网址：news/old-name，或 [news/a, news/b]"),
    {"anyOf": [TEXT.schema, {"type": "array", "items": TEXT.schema}]},
    is_text=False,
    unwritten=(),
)
