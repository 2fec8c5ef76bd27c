"""What happens to files of many values, such as services, and what federation.toml says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helping import service
from kinds.account.written import account
from kinds.honour.written import family, honour

from changing.scene import Scene

if TYPE_CHECKING:
    from pathlib import Path

FIRST = 'status = "approved"'
HOTLINE = '[[hotlines]]\nnumber = "12110"\ntitle = "短信报警"\n'
HELPS = (
    ('number = "12345"', 'number = "12346"'),
    ('title = "报警"\ntop = true', 'title = "报警电话"\nhome = true'),
    (HOTLINE, "# 没有短信报警\n"),
    ('slug = "mind"', 'slug = "law"'),
    ('title = "心理关爱"', 'title = "心理"\nsummary = "有人听你说"'),
    ('title = "权益维护"', 'title = "维权"'),
    ('title = "巾帼文明岗"', 'title = "文明岗"'),
    ('slug = "family"', 'slug = "home"'),
    ('levels = ["全国", "省级", "市级"]', 'levels = ["省级", "全国"]'),
)
VALUES = (
    ('kind = "rights"', 'kind = "mind"'),
    ('kind = "rights"', 'kind = "law"'),
    ("0731-84555555", "0731-84555556"),
    ("checked = 2026-06-01", "checked = 2024-11-02"),
    ('title = "', 'title = "新'),
    ('name = "a"', 'name = "乙"'),
    ('platform = "微信公众号"', 'platform = "抖音"'),
    (FIRST, f'state = "stopped"\n{FIRST}'),
    ('level = "全国"', 'level = "省级"'),
    ("year = 2024", "year = 2023"),
    ("term = 2026-11-02", "term = 5"),
    ('consent = {by = "本人", at = 2026-03-01}', "# 没有问过"),
    (FIRST, f"revoked = 2026-10-01\n{FIRST}"),
    (FIRST, f"since = 2026-11-02\n{FIRST}"),
    (FIRST, f"expires = 2026-11-03\n{FIRST}"),
    (FIRST, f'text = "见[那里](/hunan/services.toml#a)。"\n{FIRST}'),
    (FIRST, 'status = "withdrawn"'),
    (FIRST, 'statu = "approved"'),
    ("by = ", "bye = "),
    ("[[", "["),
)
"""Changes that can be taken back; some are of one kind alone, and a key twice is no TOML."""


class ValueOps(Scene):
    """Changes of values in files of many."""

    def add_service(self) -> None:
        file = self.pick(self.sites) / "services.toml"
        name, kind = self.pick(("a", "b", "丙")), self.pick(("rights", "mind", "none"))
        text = self.pick(('"""\n## 材料\n\n见[^1]。\n\n[^1]: 注\n"""', ""))
        self._add_value(file, service(name, kind=f'"{kind}"', text=text))

    def add_account(self) -> None:
        file = self.pick(self.sites) / "accounts.toml"
        name, number = self.pick(("a", "b")), self.pick(("", "shared", "own"))
        address = self.pick(("", "https://example.com/a?b=c&d=e"))
        platform = self.pick(("微信公众号", "微博"))
        self._add_value(file, account(name, id=number, address=address, platform=platform))

    def add_honour(self) -> None:
        file = self.pick(self.sites) / "honours.toml"
        name, term = self.pick(("a", "b", "丙")), self.pick(("", "3", "2026-11-02"))
        text, unit = self.pick((("", '"某院"'), ('"说**明**"', f'"单位{name}"')))
        made = honour(name, term=term, text=text, unit=unit)
        self._add_value(file, self.pick((made, family(name))))

    def _add_value(self, file: Path, text: str) -> None:
        self.write_toml(file, (file.read_text("utf-8") if file.exists() else "") + text)

    def change_value(self) -> None:
        if self.value_files:
            self.toggle(self.pick(self.value_files), *self.pick(VALUES))

    def copy_values(self) -> None:
        """The same again at another site."""
        if self.value_files:
            file = self.pick(self.value_files)
            (self.pick(self.sites) / file.name).write_bytes(file.read_bytes())

    def delete_values(self) -> None:
        if self.value_files:
            self.pick(self.value_files).unlink()

    def delete_last_value(self) -> None:
        if self.value_files:
            file = self.pick(self.value_files)
            kept, mark, _ = file.read_text("utf-8").rpartition("\n[[")
            file.write_text(f"{kept}\n" if mark else "", "utf-8")

    def change_help(self) -> None:
        self.toggle(self.federation_file, *self.pick(HELPS))

    def change_help_beside(self) -> None:
        key, value = self.pick((("service", '"rights"'), ("hotline", '"12338"')))
        self.say_of_column(self.pick(("news", "activity")), key, self.pick((value, "")))
