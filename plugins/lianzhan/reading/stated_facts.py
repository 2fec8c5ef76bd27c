"""Facts that a configuration file states for readers: taken where they are sound, else left out.

A slip in a telephone number must not take a site off line, so what is wrong with a fact is a
warning, and costs that fact alone.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from lianzhan.model.codes import N_, Code, warning
from lianzhan.model.frozen import dataclass
from lianzhan.model.problem import problem
from lianzhan.reading.bounds import MAX_PROBLEMS
from lianzhan.reading.telephones import A_TELEPHONE, parse_telephones
from lianzhan.reading.text import UNWANTED
from lianzhan.reading.toml_file import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from lianzhan.model.contact import Telephone
    from lianzhan.reading.toml_file import Table

T = TypeVar("T")
SITE_FACT = warning(
    "site-fact",
    N_("{key} 的值“{value}”不对，网站上不显示这一项"),
    N_("改成{expected}"),
)
OTHERS = {
    "unknown": warning(
        SITE_FACT.name,
        N_("这里没有“{key}”这一项，写了也不显示"),
        N_("最接近的是 {nearest}；可以写的有 {known}"),
    ),
    "inside": warning(
        SITE_FACT.name,
        N_("“{key}”写在了 [{table}] 的后面，就算进了那一组，不显示"),
        N_("移到文件前面，所有方括号之前"),
    ),
    "taken": warning(
        SITE_FACT.name,
        N_("{key} 的位置“{value}”已经是 {name} 的"),
        N_("换一个空着的位置"),
    ),
    "missing": warning(SITE_FACT.name, N_("缺少 {key}"), N_("加上 {key}：{expected}")),
}
"""In a table, as all that have a code's name but are not the code itself."""
A_LINE = N_("加引号的一行文字，不超过 100 字")
LONGEST = 100
"""Characters of a fact that stands on one line of a footer."""
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of a table; each is asked for by its key, and noted as a warning if it is wrong."""

    table: Table

    def part(self, key: str, *known: str, above: Collection[str] = ()) -> Facts:
        """Return the facts of the table `[key]`, which knows these keys; none where it is none.

        Keys of `above` belong before all tables: below this one they would be lost.
        """
        value = self.table.data.get(key, {})
        if not isinstance(value, dict):
            self.fault(key, value, f"[{key}]")
            value = {}
        own = {name: fact for name, fact in value.items() if name not in above}
        found = Facts(replace(self.table, data=own, start=self.table.line(key)))
        for name in filter(above.__contains__, value):
            found.note(name, OTHERS["inside"], key=name, table=key)
        found.reject_unknown(*known)
        return found

    def reject_unknown(self, *known: str) -> None:
        """Note every key that is not among these."""
        for key in [key for key in self.table.data if key not in known]:
            details = {"nearest": nearest(key, known), "known": ", ".join(known)}
            self.note(key, OTHERS["unknown"], key=key[:40], **details)

    def text(self, key: str, expected: str = A_LINE, most: int = LONGEST) -> str:
        """Return a text of one line and at most so many characters; "" where there is none."""
        value = self.table.data.get(key)
        if value is None:
            return ""
        text = " ".join(value.split()) if isinstance(value, str) else ""
        if not text or len(text) > most or UNWANTED.search(text):
            self.fault(key, value, expected)
            return ""
        return text

    def read(self, key: str, parse: Callable[[str], T | None], expected: str) -> T | None:
        """Return what a text means; None where there is none, or where it means nothing."""
        text = self.text(key, expected, most=2 * LONGEST)
        found = parse(text) if text else None
        if text and found is None:
            self.fault(key, text, expected)
        return found

    def telephones(self, key: str) -> tuple[Telephone, ...]:
        """Return the numbers of a text; () where there is none."""
        return self.read(key, lambda text: parse_telephones(text) or None, A_TELEPHONE) or ()

    def word(self, key: str, allowed: Collection[str]) -> str:
        """Return one of some words; "" where there is none. A fault names the nearest."""
        value = self.table.data.get(key)
        if value is None or (isinstance(value, str) and value in allowed):
            return value or ""
        near = nearest(value, allowed) if isinstance(value, str) else "—"
        self.fault(key, value, " | ".join(allowed) if near == "—" else near)
        return ""

    def words(self, key: str, expected: str) -> tuple[str, ...]:
        """Return the texts of a list, each once; () where there is none. A fault costs its own."""
        values = self.table.data.get(key, [])
        if not isinstance(values, list):
            self.fault(key, values, expected)
            return ()
        for value in values:
            if not _is_line(value):
                self.fault(key, value, expected)
        return tuple(dict.fromkeys(value.strip() for value in values if _is_line(value)))

    def fault(self, key: str, value: object, expected: str) -> None:
        """Note that a value is not what it should be."""
        shown = "[…]" if isinstance(value, (list, dict)) else str(value)[:_SHOWN]
        self.note(key, SITE_FACT, key=key, value=shown, expected=expected)

    def miss(self, key: str, expected: str) -> None:
        """Note that a value is missing where there should be one."""
        self.note(key, OTHERS["missing"], key=key, expected=expected)

    def note(self, key: str, code: Code, /, **details: str) -> None:
        """Note a warning at a key's line, unless the file is known well enough to be bad."""
        found = self.table.problems
        if sum(fault.code == SITE_FACT.name for fault in found) < MAX_PROBLEMS:
            found.append(problem(self.table.path, self.table.line(key), code, **details))


def _is_line(value: object) -> bool:
    is_short = isinstance(value, str) and 0 < len(value.strip()) <= LONGEST
    return is_short and not UNWANTED.search(str(value))
