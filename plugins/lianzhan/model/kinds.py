"""Values: the kinds of content. A new kind is one room below `kinds/` and one line in `KINDS`.

The table says where a kind's files stand, whether it passes the gate and what its addresses look
like; all else about a kind stands in its room (see `kinds.room`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from lianzhan.model.codes import N_


class Gate(StrEnum):
    """Whether values of a kind are published only after their review, or are never shown."""

    REVIEWED = "reviewed"
    INTERNAL = "internal"


MARKDOWN = (".md", ".markdown")
"""How the names of Markdown files end, in lower case."""
TOML = ".toml"


@dataclass(frozen=True)
class Kind:
    """A kind of content.

    `name` is also its room below `kinds/`. `folder` holds one file a value, of Markdown or, where
    it `is_in_toml`, of TOML; `file` is a TOML file of many, both below a site's folder; "" where
    the kind has none: its values stand in the heads of others. `has_columns`: the folder holds a
    folder for each column. `address` is that
    of a value below its site, with {column} and {name}; "" where values have none, "#" where they
    stand on a page of many. `files` are what else a value has there, written as `address` is.
    Where a kind `is_shown_everywhere`, sites without a value of it show what the federation says.
    Values of a kind that `draws` list others, and show nowhere as long as there is nothing to list.
    Values that `can_be_picked` may be offered upward, and picked there. `title` is what people call
    its values.
    """

    name: str
    folder: str = ""
    file: str = ""
    gate: Gate = Gate.REVIEWED
    has_columns: bool = False
    is_in_toml: bool = False
    address: str = ""
    files: tuple[str, ...] = ()
    draws: bool = False
    can_be_picked: bool = False
    is_shown_everywhere: bool = False
    title: str = ""

    @property
    def is_reviewed(self) -> bool:
        """Whether readers see its values, once they have passed their review."""
        return self.gate is Gate.REVIEWED

    @property
    def is_everywhere(self) -> bool:
        """Whether hardly a site is without it, so that all who read sites may load its room."""
        return self.name in _EVERYWHERE

    @property
    def endings(self) -> tuple[str, ...]:
        """How the names of files in its folder end, in lower case."""
        return (TOML,) if self.is_in_toml else MARKDOWN

    @property
    def reserved(self) -> str:
        """The folder of a site's output that is its own, so that no column is called so."""
        first = self.address.partition("/")[0]
        return "" if "{" in first else first


_ANYWHERE = "{column}/{name}.html"
_EVERYWHERE = ("article", "page")
KINDS = (
    Kind(
        "article",
        "articles",
        has_columns=True,
        address=_ANYWHERE,
        can_be_picked=True,
        title=N_("稿件"),
    ),
    Kind("page", "pages", address="pages/{name}.html", title=N_("单页")),
    Kind(
        "event",
        "events",
        address="events/{name}.html",
        files=("events/{name}.ics",),
        can_be_picked=True,
        title=N_("活动"),
    ),
    Kind(
        "topic",
        "topics",
        is_in_toml=True,
        address="topics/{name}/",
        draws=True,
        title=N_("专题"),
    ),
    Kind(
        "campaign",
        "campaigns",
        is_in_toml=True,
        address="campaigns/{name}/",
        title=N_("主题活动"),
    ),
    Kind("notice", address=_ANYWHERE, title=N_("撤稿说明")),
    Kind(
        "service",
        file="services.toml",
        address="services/#{name}",
        files=("services/{name}.vcf",),
        is_shown_everywhere=True,
        title=N_("服务"),
    ),
    Kind(
        "account",
        file="accounts.toml",
        address="accounts/#account-{name}",
        files=("accounts/{name}.svg",),
        title=N_("新媒体账号"),
    ),
    Kind(
        "honour",
        file="honours.toml",
        address="honours/#honour-{name}",
        title=N_("荣誉"),
    ),
    Kind("pick", file="picks.toml", gate=Gate.INTERNAL, title=N_("选用")),
)
"""All kinds of content, in the order in which they are read."""
PLANNED_FOLDERS = (
    *("events", "services", "accounts", "campaigns", "topics", "honours"),
    *("search", "tags", "subscribe"),
)
"""Folders of a site's output that are, or will be, those of its own parts: neither a column nor a
site is called so, lest readers lose its address one day."""
TEXT_FOLDERS = tuple(kind.folder for kind in KINDS if kind.folder)
"""Folders of a site that hold its texts, a file each."""
TOML_FOLDERS = frozenset(kind.folder for kind in KINDS if kind.is_in_toml)
"""Those of them whose texts are TOML files."""
IMAGES = "images"
"""The folder of a site that holds pictures for all its texts, and for the sites below."""
CONTENT_FOLDERS = (*TEXT_FOLDERS, IMAGES)
"""Folders of a site that hold no other sites."""


NOTICE = "notice"
"""The kind of a notice of withdrawal, and its name in the file that was withdrawn."""
_IN_FILE = re.compile(r"(.*\.toml)#([^/]*)|(.*\.(?i:md|markdown))#(notice)", re.DOTALL)
"""The identity of a value in a file of others. No Markdown file's name holds "#"."""


def file_of(path: str) -> str:
    """Return the file below content/ of the value with this identity."""
    found = _IN_FILE.fullmatch(path) if "#" in path else None
    return (found[1] or found[3]) if found else path


def name_in_file(path: str) -> str:
    """Return the name of a value in a file of others; "" where the file is its own."""
    found = _IN_FILE.fullmatch(path) if "#" in path else None
    return (found[2] or found[4] or "") if found else ""


def is_in_toml(path: str) -> bool:
    """Whether the value with this identity stands in a TOML file, with others or alone."""
    return file_of(path).lower().endswith(TOML)


def kind_of_toml(file: str) -> Kind | None:
    """Return the kind whose values a TOML file below content/ holds, many or one; None for none.

    The file is known by its name, or else by the folder of its site that it is in.
    """
    *above, name = file.split("/")
    if not name.lower().endswith(TOML):
        return None
    is_beside = set(CONTENT_FOLDERS).isdisjoint(above)
    folder = above[-1] if above and set(CONTENT_FOLDERS).isdisjoint(above[:-1]) else ""
    for kind in KINDS:
        if (is_beside and kind.file == name) or (kind.is_in_toml and kind.folder == folder):
            return kind
    return None


def notice_of(path: str) -> str:
    """Return the identity of the notice that stands in the head of a Markdown file."""
    return f"{path}#{NOTICE}"


def is_notice(path: str) -> bool:
    """Whether an identity is that of a notice."""
    return path.endswith(f"#{NOTICE}") and not file_of(path).endswith(".toml")


def kind_named(name: str) -> Kind:
    """Return a kind by its name. Raises KeyError for a name that is none."""
    return _BY_NAME[name]


_BY_NAME = {kind.name: kind for kind in KINDS}
