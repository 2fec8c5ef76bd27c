"""Rules of the head of a Markdown file, by its kind's table of keys.

TOML files are held to the same table where they are read (`reading.toml_values`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.codes import N_, error
from lianzhan.model.problem import Problem, problem
from lianzhan.reading.meant_words import meant_key
from lianzhan.reading.toml_file import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.kinds.value import Value
    from lianzhan.reading.keys import Key

MISSING_KEY = error("missing-key", N_("缺少必填项 {key}"), N_("在稿头加上一行 {key}: …"))
UNKNOWN_KEY = error(
    "unknown-key", N_("不认识的稿头项 {key}"), N_("最接近的是 {nearest}；可用的有 {known}")
)
_NO_KEYS = {
    "column": error(
        UNKNOWN_KEY.name,
        N_("稿头里不写栏目（{key}）"),
        N_("删去这一行：稿件放在哪个栏目的文件夹里，就属于哪个栏目"),
    ),
    "date": error(
        UNKNOWN_KEY.name,
        N_("活动的稿头里不写 {key}"),
        N_("活动的时间写在 start 和 end；审签齐全就发布"),
    ),
}
"""Keys that people expect, and what is there in their place."""
DUPLICATE_KEY = error("duplicate-key", N_("稿头项 {key} 出现了不止一次"), N_("只保留一处"))


def head_problems(value: Value, keys: tuple[Key, ...]) -> Iterator[Problem]:
    """Return what all rules of heads find in one."""
    yield from required_keys(value, keys)
    yield from unknown_keys(value, keys)
    yield from duplicate_keys(value)


def required_keys(value: Value, keys: tuple[Key, ...]) -> Iterator[Problem]:
    """A head has every key that its kind requires, and none of these is empty.

    One that is written by another name, 标题 for title, is told as that alone.
    """
    written = {name for name, _ in value.keys}
    meant = {meant_key(name) for name in written if not name.isascii()}
    for key in keys if written else ():
        if key.name not in written:
            is_missing = key.required and key.name not in meant
        else:
            is_missing = key.required and getattr(value, key.name) == ""
        if is_missing:
            yield problem(value.path, value.line(key.name), MISSING_KEY, key=key.name)


def unknown_keys(value: Value, keys: tuple[Key, ...]) -> Iterator[Problem]:
    """Only known keys: Pelican would take any key as an attribute, `save_as` among them."""
    known = {key.name for key in keys}
    for name, line in value.keys:
        if name not in known:
            meant = meant_key(name)
            near = meant if meant in known else nearest(name, known)
            details = {"key": name[:40], "nearest": near}
            in_order = ", ".join(key.name for key in keys)
            code = _NO_KEYS.get(meant, UNKNOWN_KEY) if meant not in known else UNKNOWN_KEY
            yield problem(value.path, line, code, **details, known=in_order)


def duplicate_keys(value: Value) -> Iterator[Problem]:
    """A key stands once: of two titles, or two statuses, nobody could say which was approved."""
    seen: set[str] = set()
    for name, line in value.keys:
        if name in seen:
            yield problem(value.path, line, DUPLICATE_KEY, key=name[:40])
        seen.add(name)
