"""Each form in which values of a kind are written has one table of its keys."""

from __future__ import annotations

from lianzhan.kinds.key_tables import key_tables
from lianzhan.model.kinds import Kind


def test_every_kind_has_a_table_for_each_of_its_forms() -> None:
    found = {table.name: (table.files, table.entries) for table in key_tables()}
    assert found == {
        "article": ("articles/*/*.md", ""),
        "page": ("pages/*.md", ""),
        "event": ("events/*.md", ""),
        "topic": ("topics/*.toml", ""),
        "campaign": ("campaigns/*.toml", ""),
        "services.toml": ("services.toml", "services"),
        "accounts.toml": ("accounts.toml", "accounts"),
        "honours.toml": ("honours.toml", "honours"),
        "picks.toml": ("picks.toml", "picks"),
    }


def test_a_kind_of_both_forms_has_two_and_its_toml_file_takes_name_and_text_besides() -> None:
    """Read as pages are, since a table asks nothing of a kind but its room."""
    in_heads, in_toml = key_tables((Kind("page", "notes", "notes.toml", address="notes/#{name}"),))
    assert (in_heads.name, in_heads.files, in_heads.title) == ("page", "notes/*.md", "page")
    assert (in_toml.name, in_toml.files, in_toml.entries) == ("notes.toml", "notes.toml", "notes")
    names = [key.name for key in in_heads.keys]
    assert [key.name for key in in_toml.keys] == ["name", *names, "text"]
