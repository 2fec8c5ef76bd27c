"""An article while it is being damaged, and the files that it becomes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from fuzz.seeds import Seed

HEAD = """\
title: {title}
date: 2026-03-08 09:00
tags: [妇联, 通知]
summary: 摘要。
author: 甲
status: approved
review:
  - {{step: first, by: 甲, at: 2026-03-01}}
  - {{step: second, by: 乙, at: 2026-03-02}}
  - {{step: final, by: 丙, at: 2026-03-03}}"""


@dataclass
class Draft:
    """What mutators change.

    `name` is the file's without its ending; a bundle is a folder of that name. `late` are changes
    of the finished bytes, `beside` more files in the folder, `links` symbolic links in it, by name.
    `own` is what replaces the article's file by a link; `log` is what was put in.
    """

    name: str
    word: str
    head: list[str]
    body: str
    pictures: dict[str, bytes]
    ending: str = ".md"
    is_bundle: bool = True
    opening: str = "---\n"
    closing: str = "\n---\n\n"
    late: list[Callable[[bytes], bytes]] = field(default_factory=list)
    beside: dict[str, bytes] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    own: str = ""
    log: list[str] = field(default_factory=list)

    @property
    def lines(self) -> list[str]:
        """The body's lines."""
        return self.body.split("\n")

    def insert(self, chance: Random, text: str) -> None:
        """Put a text between two lines of the body."""
        self.log.append(text)
        lines = self.lines
        lines.insert(chance.randint(0, len(lines)), text)
        self.body = "\n".join(lines)

    def set(self, key: str, value: str) -> None:
        """Give a key of the head a value, whether it is there or not."""
        self.log.append(f"{key}: {value}")
        self.head = [line for line in self.head if not line.startswith(f"{key}:")]
        self.head.insert(0, f"{key}: {value}")


@dataclass(frozen=True)
class Mutant:
    """A damaged article: what was done to it, and its files by their paths below the column.

    `main` is the file whose fate is asked, `word` stands in it and in no other.
    """

    number: int
    seed: str
    done: tuple[str, ...]
    word: str
    main: str
    files: tuple[tuple[str, bytes], ...]
    links: tuple[tuple[str, str], ...]


def begun(number: int, seed: Seed, chance: Random) -> Draft:
    """Return an undamaged draft: a part of a seed, so that what is damaged often matters."""
    word, lines = f"暗号{number:06}", seed.body.split("\n")
    if chance.random() < 0.7:
        start = chance.randrange(len(lines))
        lines = lines[start : start + chance.randint(1, 60)]
    body = "\n".join([*lines, "", word, ""])
    head = HEAD.format(title=f"标题{number}").split("\n")
    return Draft(f"m{number:06}", word, head, body, dict(seed.pictures))


def finished(draft: Draft, number: int, seed: str, done: tuple[str, ...]) -> Mutant:
    """Return the files that a draft becomes."""
    text = draft.opening + "\n".join(draft.head) + draft.closing + draft.body
    data = text.encode("utf-8", "surrogatepass")
    for change in draft.late:
        data = change(data)
    folder = f"{draft.name}/" if draft.is_bundle else ""
    main = f"{folder}index{draft.ending}" if draft.is_bundle else f"{draft.name}{draft.ending}"
    beside = {**draft.pictures, **draft.beside}
    files = {f"{folder}{name}": content for name, content in beside.items()}
    links = {f"{folder}{name}": target for name, target in draft.links.items()}
    if draft.own:
        links[main] = draft.own
    else:
        files[main] = data
    return Mutant(number, seed, done, draft.word, main, (*files.items(),), (*links.items(),))
