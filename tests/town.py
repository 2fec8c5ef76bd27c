"""The federation that attacks on the gate are made on: people.toml, digests everywhere, keys."""

from __future__ import annotations

import shutil
from base64 import b64decode
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from conftest import NOW, SITES, House
from made_files import pdf
from rendering.conftest import picture
from ssh_keys import Key

from lianzhan.desk.approval import Desk, Signature, approve, read_texts
from lianzhan.desk.approval.keys import SigningKey
from lianzhan.kinds.review.digest import seen_digest, signed_page
from lianzhan.kinds.review.signatures import signed_message

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FORGED = "没有审过的话"
CHANGSHA = "hunan/changsha"
PLAIN = f"{CHANGSHA}/articles/news/x/index.md"
KEYED = f"{CHANGSHA}/articles/activity/k.md"
OTHER = f"{CHANGSHA}/articles/news/other.md"
DAY = date(2026, 3, 7)
KEYS = {name: Key() for name in ("甲", "乙", "丙", "戊", "旧", "废")}
STEPS = (("first", "甲"), ("second", "乙"), ("final", "丙"))
HEAD = "title: 题\ndate: 2026-03-08 09:00\nsummary: 摘要\ntags: [甲]\nauthor: 某\ncover: a.png\n"
BODY = "正文。\n\n![图](a.png)\n\n[附件](f.pdf)\n"


def person(number: int, name: str, steps: str, site: str = "hunan", more: str = "") -> str:
    key = KEYS.get(name)
    keys = f'keys = ["{key.text}"]\n' if key and "keys" not in more else ""
    return (
        f'[[people]]\nid = "p{number}"\nname = "{name}"\nsteps = [{steps}]\nsites = ["{site}"]\n'
        f"below = true\n{keys}{more}\n"
    )


PEOPLE = "".join(
    (
        person(1, "甲", '"first"'),
        person(2, "乙", '"second"'),
        person(3, "丙", '"final"'),
        person(4, "丁", '"first"', more="until = 2025-12-31\n"),
        person(5, "戊", '"first", "second", "final"', "hengyang"),
        person(
            6, "旧", '"first"', more=f'keys = [{{key = "{KEYS["旧"].text}", until = 2026-03-06}}]\n'
        ),
        person(
            7, "废", '"first"', more=f'keys = [{{key = "{KEYS["废"].text}", revoked = true}}]\n'
        ),
    )
)


@dataclass
class Town:
    """The federation under attack."""

    house: House

    def file(self, path: str) -> Path:
        return self.house.content / path

    def read(self, path: str) -> str:
        return self.file(path).read_text("utf-8")

    def put(self, path: str, text: str) -> None:
        self.house.write(path, text)

    def edit(self, path: str, old: str, new: str) -> None:
        text = self.read(path)
        assert old in text
        self.put(path, text.replace(old, new))

    def forge(self, path: str, text: str = "正文。") -> None:
        """Put unreviewed words into a text."""
        self.edit(path, text, FORGED)

    def sign(self, path: str, *steps: tuple[str, str], keys: bool = False) -> None:
        for step, by in steps or STEPS:
            key = KEYS[by]
            signing = SigningKey(key.text, lambda m, key=key: _raw(key, m)) if keys else None
            desk = Desk(self.house.content, self.house.federation, NOW, signing)
            (text,) = read_texts(desk, [path]).texts.values()
            done = approve(desk, text, Signature(step, by, DAY), anyway=True)
            assert not done.is_refused, done

    def digest(self, path: str) -> str:
        """The digest that a signature for a text as it is now bears."""
        (text,) = read_texts(
            Desk(self.house.content, self.house.federation, NOW), [path]
        ).texts.values()
        return seen_digest(text.value, signed_page(path))

    def typed(self, path: str, *steps: str, status: str = "approved", body: str = FORGED) -> str:
        """Write an article whose chain is typed by hand; return its path."""
        lines = "".join(f"  - {step}\n" for step in steps)
        chain = f"review:\n{lines}" if lines else ""
        self.put(
            path, f"---\ntitle: 题\ndate: 2026-03-08\nstatus: {status}\n{chain}---\n\n{body}\n"
        )
        return path

    def with_digests(self, path: str, chain: Callable[[str], tuple[str, ...]]) -> None:
        """Type a chain that knows the right digest of the text."""
        self.typed(path)
        self.typed(path, *chain(self.digest(path)))

    def signed_by(self, path: str, key: Key, **changes: object) -> str:
        """A first step for a text as it is, signed with a key, its words changed afterwards."""
        facts: dict[str, object] = {
            "step": "first",
            "by": "甲",
            "person": "p1",
            "page": signed_page(path),
        }
        facts |= {"at": DAY, "digest": self.digest(path), **changes}
        said = Signature(str(facts["step"]), str(facts["by"]), DAY, str(facts["digest"])).added
        signed = replace(said, at=facts.get("signed_at", facts["at"]))
        signed = replace(signed, step=str(facts.get("signed_step", facts["step"])))
        message = signed_message(signed, str(facts["page"]), str(facts["person"]))
        signature = key.sign(message, namespace=str(facts.get("namespace", "lianzhan-review")))
        return (
            f"{{step: {facts['step']}, by: {facts['by']}, at: {facts['at']}, "
            f"digest: {facts['digest']}, signature: {signature}}}"
        )


def _raw(key: Key, message: bytes) -> bytes:
    return b64decode(key.sign(message))


def built_town(folder: Path) -> Town:
    """The federation before any attack: all is signed, and all is published."""
    house = House(folder)
    shutil.copytree(SITES / "valid", house.content)
    federation = (house.content / "federation.toml").read_text("utf-8")
    federation = federation.replace(
        'slug = "activity"\n', 'slug = "activity"\nsignatures = "required"\n'
    )
    house.write(
        "federation.toml", f'{federation}\n[review]\ndigest = "required"\nseparation = true\n'
    )
    house.write("people.toml", PEOPLE)
    town = Town(house)
    house.write(f"{CHANGSHA}/articles/news/x/a.png", picture(40, 30))
    house.write(f"{CHANGSHA}/articles/news/x/f.pdf", pdf())
    town.put(PLAIN, f"---\n{HEAD}---\n\n{BODY}")
    town.put(OTHER, "---\ntitle: 别的\ndate: 2026-03-08\n---\n\n别的正文。\n")
    town.put(KEYED, "---\ntitle: 钥\ndate: 2026-03-08\n---\n\n正文。\n")
    house.renew()
    town.sign(PLAIN)
    town.sign(OTHER)
    town.sign(KEYED, keys=True)
    report = house.build()
    assert (report.exit_status, report.withheld) == (0, ()), report.problems
    return town


def copy_of(town: Town, folder: Path) -> Town:
    """The same with its output and cache, to be attacked."""
    for name in ("content", "output", "cache"):
        shutil.copytree(town.house.folder / name, folder / name)
    return Town(House(folder))
