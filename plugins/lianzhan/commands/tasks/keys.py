"""The task `keys`: what may be written of each kind of content, for people and for editors."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from invoke.tasks import task

from lianzhan.commands.usage import columns
from lianzhan.model.codes import N_
from lianzhan.texts.language import in_user_language as _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from invoke.context import Context

    from lianzhan.kinds.key_tables import KeyTable
    from lianzhan.reading.keys import Key


@task(help={"schema": N_("不打印，改为在这个文件夹里写 JSON Schema，供编辑器检查和补全")})
def keys(_context: Context, schema: str = "") -> None:
    """Print what may be written of each kind of content, or write it as JSON Schema."""
    from lianzhan.kinds.key_tables import key_tables

    if schema:
        _write_schemas(Path(schema), key_tables())
        return
    for known, tables in groupby(key_tables(), attrgetter("keys")):
        _print_keys(known, tables)


def _write_schemas(folder: Path, tables: Iterable[KeyTable]) -> None:
    import json

    from lianzhan.kinds.schema import schema_of

    folder.mkdir(parents=True, exist_ok=True)
    for table in tables:
        file = folder / f"{table.name}.schema.json"
        text = json.dumps(schema_of(table, _), ensure_ascii=False, indent=2)
        file.write_text(f"{text}\n", "utf-8")
        print(f"{file}: {_(table.title)} {table.files}")


def _print_keys(known: tuple[Key, ...], tables: Iterable[KeyTable]) -> None:
    """Print a table once, below all files that take its keys."""
    for table in tables:
        print(f"{_(table.title)} {table.files}")
    print(*columns(row for key in known for row in _rows(key)), "", sep="\n")


def _rows(key: Key) -> Iterator[tuple[str, str]]:
    """Yield what a key is for, and below it whether it is required and how it is written."""
    yield key.name, _(key.text)
    form = _("写法：{form}").format(form=_(key.type.form))
    required = _("必填") if key.required else ""
    yield f"  {required}".rstrip(), form
