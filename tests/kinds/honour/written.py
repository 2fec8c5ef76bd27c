"""Files of honours, as an editor writes them, and the awards that they name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.awards import Award

if TYPE_CHECKING:
    from conftest import House

AWARDS = """
[[awards]]
slug = "post"
title = "巾帼文明岗"
levels = ["全国", "省级", "市级"]
summary = "授予窗口和班组"

[[awards]]
slug = "family"
title = "最美家庭"
levels = ["省级", "市级"]
"""
KNOWN = (
    Award("post", "巾帼文明岗", ("全国", "省级", "市级"), "授予窗口和班组"),
    Award("family", "最美家庭", ("省级", "市级")),
)
"""The same as values."""
CHAIN = """\
status = "approved"
review = [
  {step = "first", by = "甲", at = 2026-03-01},
  {step = "second", by = "乙", at = 2026-03-02},
  {step = "final", by = "丙", at = 2026-03-03},
]
"""
AGREED = '{by = "本人", at = 2026-03-01}'


def honour(name: str = "a", chain: str = CHAIN, **values: str) -> str:
    """An honour as TOML: each value as it is written there; "" leaves a key out."""
    written = {
        "award": '"post"',
        "level": '"全国"',
        "year": "2024",
        "unit": f'"单位{name}"',
        **values,
    }
    lines = (f"{key} = {value}\n" for key, value in written.items() if value)
    return f'[[honours]]\nname = "{name}"\n{"".join(lines)}{chain}\n'


def family(name: str = "f", consent: str = AGREED, chain: str = CHAIN) -> str:
    """An honour of a family, which agreed to be named."""
    whom = {"unit": "", "person": f'"某家{name}"', "consent": consent}
    return honour(name, chain, award='"family"', level='"市级"', **whom)


def add_awards(house: House, text: str = AWARDS) -> None:
    """Have a house's federation know awards."""
    file = house.content / "federation.toml"
    house.write("federation.toml", f"{file.read_text('utf-8')}{text}")
