"""What changes are made on: the files of a federation, chosen by small numbers."""

from __future__ import annotations

import re
import tomllib
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from lianzhan.model.kinds import TOML_FOLDERS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from conftest import House

T = TypeVar("T")
COLUMNS = ("theory", "news", "activity")
COLOURS = ("red", "lime", "blue")


@dataclass
class Scene:
    """A house, and the numbers by which the next change chooses."""

    house: House
    random: list[int] = field(default_factory=list)

    def pick(self, choices: Sequence[T]) -> T:
        """Choose by the next of the numbers."""
        return choices[self.random.pop(0) % len(choices)]

    @property
    def articles(self) -> list[Path]:
        """Every article but the one that fills all top slots."""
        found = sorted(self.house.content.rglob("articles/*/*.md"))
        return [file for file in found if file.name != "equality.md"]

    @property
    def events(self) -> list[Path]:
        return sorted(self.house.content.rglob("events/*.md"))

    @property
    def texts(self) -> list[Path]:
        """Articles, events and pages: whatever has a file of its own."""
        return [*self.articles, *self.events, *sorted(self.house.content.rglob("pages/*.md"))]

    @property
    def files_of_one(self) -> list[Path]:
        """All files that have an address of their own: texts, topics and campaigns."""
        content = self.house.content
        values = (file for folder in TOML_FOLDERS for file in content.rglob(f"{folder}/*.toml"))
        return [*self.texts, *sorted(values)]

    def written(self) -> dict[Path, bytes]:
        return {file: file.read_bytes() for file in self.files_of_one}

    def put_back(self, written: dict[Path, bytes]) -> None:
        """Have these files stand as they were written at an earlier time."""
        for file in self.files_of_one:
            file.unlink()
        for file, data in written.items():
            file.write_bytes(data)

    @property
    def value_files(self) -> list[Path]:
        """Files with services, accounts or honours."""
        names = ("services.toml", "accounts.toml", "honours.toml")
        return sorted(file for name in names for file in self.house.content.rglob(name))

    @property
    def sites(self) -> list[Path]:
        return sorted(file.parent for file in self.house.content.rglob("site.toml"))

    @property
    def federation_file(self) -> Path:
        return self.house.content / "federation.toml"

    def path(self, file: Path) -> str:
        """A file's path below content/."""
        return file.relative_to(self.house.content).as_posix()

    def edit(self, file: Path, old: str, new: str) -> None:
        file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")

    def add_to_head(self, file: Path, lines: str) -> None:
        self.edit(file, "status:", f"{lines}\nstatus:")

    def add(self, file: Path, text: str) -> None:
        with file.open("a", encoding="utf-8") as out:
            out.write(text)

    def write_toml(self, file: Path, text: str) -> None:
        """Write a file, if it is TOML: else nobody knows what it holds, and what is live stays.

        A clean build knows nothing of what was live.
        """
        with suppress(tomllib.TOMLDecodeError):
            tomllib.loads(text)
            file.write_text(text, "utf-8")

    def toggle(self, file: Path, one: str, other: str) -> None:
        """Put one text of a TOML file in the place of another, or take that back."""
        text = file.read_text("utf-8")
        old, new = (other, one) if other in text else (one, other)
        self.write_toml(file, text.replace(old, new, 1))

    def say(self, file: Path, key: str, value: str) -> None:
        """Have a key at the top of a TOML file, once, with a value of one line; "": not at all."""
        rest = re.sub(rf"^{key} = .*\n", "", file.read_text("utf-8"), flags=re.MULTILINE)
        file.write_text((f"{key} = {value}\n" if value else "") + rest, "utf-8")

    def say_of_column(self, slug: str, key: str, value: str) -> None:
        """Have a key in the federation's column of a slug, as `say` does."""

        def again(found: re.Match[str]) -> str:
            kept = [line for line in found[2].splitlines(True) if not line.startswith(f"{key} =")]
            return "".join((found[1], *kept, f"{key} = {value}\n" if value else ""))

        text = self.federation_file.read_text("utf-8")
        lines = re.compile(rf'(slug = "{slug}"\n)((?:\w+ = .*\n)*)')
        self.federation_file.write_text(lines.sub(again, text, count=1), "utf-8")
