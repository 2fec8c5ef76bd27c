"""`keys`: what may be written, as text for people and as JSON Schema for editors' programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from cli import LIANZHAN, run, run_task, unmeasured

from lianzhan.kinds.article.reading import READING

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import House


def test_every_key_is_listed_once_with_its_text_and_form(house: House) -> None:
    said = run_task(house, "keys").stdout
    assert said.startswith("稿件 articles/*/*.md\n单页 pages/*.md\n  title ")
    assert "\n选用 picks.toml\n  article " in said
    listed = [line.split()[0] for line in said.splitlines() if line.startswith("  ")]
    names = [key.name for key in READING.keys]
    assert [name for name in listed if name.isascii()][: len(names)] == names
    lines = said.splitlines()
    title = next(i for i, line in enumerate(lines) if line.startswith("  title "))
    assert lines[title].split() == ["title", "标题，不超过", "60", "字"]
    assert lines[title + 1].split() == ["必填", "写法：文字"]
    assert "写法：submitted | approved | withdrawn" in said


def test_english_readers_read_no_chinese(house: House) -> None:
    said = run_task(house, "keys", LANGUAGE="en").stdout
    assert said.startswith("Articles articles/*/*.md\nPages pages/*.md\n  title ")
    assert said.isascii() or not any("\u4e00" <= char <= "\u9fff" for char in said)


@pytest.mark.parametrize(("language", "title"), [("", "稿件"), ("en", "Articles")])
def test_schemas_are_written_for_each_kind_and_form(
    house: House, language: str, title: str
) -> None:
    done = run_task(house, "keys", "--schema", "editor/schemas", LANGUAGE=language)
    folder = house.folder / "editor/schemas"
    tomls = ("services.toml", "accounts.toml", "honours.toml", "picks.toml")
    forms = ("article", "page", "event", "topic", "campaign", *tomls)
    names = [f"{form}.schema.json" for form in forms]
    assert {file.name for file in folder.iterdir()} == {*names}
    assert [line.partition(":")[0] for line in done.stdout.splitlines()] == [
        f"editor/schemas/{name}" for name in names
    ]
    document = json.loads((folder / names[0]).read_text("utf-8"))
    assert document["title"] == title
    assert document["required"] == ["title", "date"]
    assert document["additionalProperties"] is False
    assert document["properties"]["status"]["enum"] == ["submitted", "approved", "withdrawn"]


def test_a_folder_that_cannot_be_made_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    done = run((*LIANZHAN, "keys", "--schema", "file/schemas"), tmp_path, unmeasured())
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
