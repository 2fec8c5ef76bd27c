"""Hotlines, kinds of services and services as TOML, for tests of help."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import House

HELP = """
[[hotlines]]
number = "12338"
title = "妇女维权热线"
summary = "家暴、婚姻、就业歧视"
hours = "24小时"

[[hotlines]]
number = "110"
title = "报警"
top = true

[[hotlines]]
number = "12110"
title = "短信报警"

[[hotlines]]
number = "12345"
title = "政务服务热线"

[[service_kinds]]
slug = "rights"
title = "权益维护"

[[service_kinds]]
slug = "mind"
title = "心理关爱"
"""
CHAIN = """\
status = "approved"
review = [
  {step = "first", by = "甲", at = 2026-03-01},
  {step = "second", by = "乙", at = "2026-03-02"},
  {step = "final", by = "丙", at = 2026-03-03},
]
"""
GONE = CHAIN.replace("approved", "withdrawn")


def service(name: str, chain: str = CHAIN, **values: str) -> str:
    """A service as TOML, its values as they are written there; one of "" is left out."""
    written = {
        "name": f'"{name}"',
        "title": f'"题{name}"',
        "kind": '"rights"',
        "checked": "2026-06-01",
        "telephones": '["0731-84555555"]',
        **values,
    }
    lines = (f"{key} = {value}\n" for key, value in written.items() if value)
    return f"[[services]]\n{''.join(lines)}{chain}\n"


def add_help(house: House, text: str = HELP) -> None:
    """Have a house's federation say where to turn to."""
    file = house.content / "federation.toml"
    house.write("federation.toml", f"{file.read_text('utf-8')}{text}")
