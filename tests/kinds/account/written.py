"""Files of accounts, as an editor writes them."""

from __future__ import annotations

CHAIN = """\
status = "approved"
review = [
  {step = "first", by = "甲", at = 2026-03-01},
  {step = "second", by = "乙", at = 2026-03-02},
  {step = "final", by = "丙", at = 2026-03-03},
]
"""


def account(name: str = "wx", chain: str = CHAIN, **values: str) -> str:
    """An account as TOML: each value as it stands in quotes; "" leaves a key out."""
    written = {"title": "湖湘女性", "platform": "微信公众号", "id": f"id-{name}", **values}
    lines = (f'{key} = "{value}"\n' for key, value in written.items() if value)
    return f'[[accounts]]\nname = "{name}"\n{"".join(lines)}{chain}\n'
