"""The one place that writes: a whole bundle, or nothing, and never over what is there."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import yaml

from lianzhan.desk.importing.results import ARTICLE, SIDECAR
from lianzhan.model.names import composed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from lianzhan.desk.importing.aliases import Foreign
    from lianzhan.desk.importing.mapping import Field

_WIDTH = 1 << 30
"""Never break a line: a head is read and edited by people, line by line."""


class _Readable(yaml.SafeDumper):
    """Writes dates without quotes, as people do, and texts of several lines as blocks."""


_Readable.yaml_implicit_resolvers = {
    start: [(tag, form) for tag, form in resolvers if not tag.endswith(":timestamp")]
    for start, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
}


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Readable.add_representer(str, _represent_text)


def _yaml(value: object, flow: bool | None) -> str:
    return yaml.dump(
        value,
        Dumper=_Readable,
        allow_unicode=True,
        default_flow_style=flow,
        sort_keys=False,
        width=_WIDTH,
    )


def head_text(fields: Mapping[str, Field]) -> str:
    """Return front matter as YAML, one line a key."""
    flow = {key: False if isinstance(value, str) else None for key, value in fields.items()}
    return "".join(_yaml({key: value}, flow[key]) for key, value in fields.items())


def article_text(fields: Mapping[str, Field], body: str) -> str:
    """Return a whole article."""
    return f"---\n{head_text(fields)}---\n\n{body.strip(chr(10))}\n"


def sidecar_text(aside: Mapping[str, Foreign], source: str) -> str:
    """Return what is kept aside as YAML that people can read, and where it comes from."""
    shown = source.encode("utf-8", "replace").decode()
    return f"# {shown}\n{_yaml(dict(aside), flow=False)}"


def existing(folder: Path) -> dict[str, str]:
    """Return the names that articles of a column have, as addresses compare them, with files."""
    if not folder.is_dir():
        return {}
    found = sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    names = {entry: entry.name if entry.is_dir() else entry.stem for entry in found}
    return {address_key(name): entry.name for entry, name in names.items()}


def address_key(name: str) -> str:
    """Return what two names have in common that would collide in an address."""
    return composed(name).casefold()


def write_bundle(
    folder: Path, name: str, texts: Mapping[str, str], files: Mapping[str, Path]
) -> None:
    """Put a bundle into a column's folder: texts and copies of files by name. Raises OSError.

    It is made under a hidden name, which no reader looks at, and then moved in as a whole.
    """
    folder.mkdir(parents=True, exist_ok=True)
    partial = folder / f".{name}.{os.getpid()}"
    try:
        partial.mkdir()
        for file, text in texts.items():
            (partial / file).write_text(text, "utf-8", newline="\n")
        for file, source in files.items():
            shutil.copyfile(source, partial / file)
        if (folder / name).exists():
            raise FileExistsError(folder / name)
        partial.rename(folder / name)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def bundle_texts(article: str, sidecar: str) -> dict[str, str]:
    """Return the text files of a bundle by name."""
    return {ARTICLE: article, **({SIDECAR: sidecar} if sidecar else {})}
