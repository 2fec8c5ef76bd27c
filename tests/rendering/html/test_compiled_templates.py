"""Templates are compiled once for a set-up, and anew where anything that decides is another."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jinja2 import DictLoader, Environment, TemplateNotFound

from lianzhan.rendering.html import compiled_templates as module
from lianzhan.rendering.html.compiled_templates import (
    CompiledTemplates,
    HeldTemplates,
    compiled_templates,
    folder_of_templates,
)

if TYPE_CHECKING:
    from collections.abc import Callable


class Counting(Environment):
    """An environment that counts what it compiles."""

    compiled = 0

    def compile(self, *given: Any, **named: Any) -> Any:
        self.compiled += 1
        return super().compile(*given, **named)


def render(kept: CompiledTemplates, source: str = "{{ 1 + 1 }}") -> tuple[str, int]:
    """What a template says, and how many had to be compiled for it."""
    environment = Counting(loader=DictLoader({"x": source}), bytecode_cache=kept, autoescape=True)
    return environment.get_template("x").render(), environment.compiled


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "compiled"


def test_another_environment_and_another_process_have_nothing_to_compile(folder: Path) -> None:
    kept = CompiledTemplates(folder, "setup", "zh-CN")
    assert render(kept) == ("2", 1)
    assert render(kept) == ("2", 0)
    assert render(CompiledTemplates(folder, "setup", "zh-CN")) == ("2", 0)


def test_another_source_or_another_set_up_is_compiled_anew(folder: Path) -> None:
    kept = CompiledTemplates(folder, "setup", "zh-CN")
    render(kept)
    assert render(kept, "{{ 1 + 2 }}") == ("3", 1)
    assert render(CompiledTemplates(folder, "other", "zh-CN")) == ("2", 1)


DAMAGE: dict[str, Callable[[Path], object]] = {
    "cut": lambda file: file.write_bytes(file.read_bytes()[:-9]),
    "the start alone": lambda file: file.write_bytes(file.read_bytes()[:20]),
    "empty": lambda file: file.write_bytes(b""),
    "another version's": lambda file: file.write_bytes(b"j2" + bytes(20)),
    "a folder": lambda file: (file.unlink(), file.mkdir()),
    "gone": lambda file: file.unlink(),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_file_is_none(folder: Path, damage: str) -> None:
    render(CompiledTemplates(folder, "setup", "zh-CN"))
    (file,) = folder.iterdir()
    DAMAGE[damage](file)
    kept = CompiledTemplates(folder, "setup", "zh-CN")
    assert render(kept) == ("2", 1)
    assert render(kept) == ("2", 0)


def test_where_nothing_can_be_written_it_is_kept_as_long_as_the_process(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for folder in (tmp_path / "file", tmp_path / "no" / "where"):
        kept = CompiledTemplates(folder, "setup", "zh-CN")
        assert render(kept) == ("2", 1)
        assert render(kept) == ("2", 0)


def test_there_are_never_more_than_some_hundred(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_MOST", 3)
    loader = DictLoader({name: name for name in "abcd"})
    kept = CompiledTemplates(folder, "setup", "zh-CN")
    environment = Environment(loader=loader, bytecode_cache=kept, autoescape=True)
    for name, files in (("a", 1), ("b", 2), ("c", 3), ("d", 1)):
        assert environment.get_template(name).render() == name
        assert len(list(folder.iterdir())) == files


def test_they_stand_beside_the_packages_not_in_a_cache_that_may_come_from_elsewhere() -> None:
    assert folder_of_templates().is_relative_to(sys.prefix)
    assert Path(compiled_templates("setup", "theme", "zh-CN").directory) == folder_of_templates()


def test_a_template_is_read_once_for_all_sites_of_a_process(folder: Path) -> None:
    class Counted(DictLoader):
        asked = 0

        def get_source(self, environment: Environment, template: str) -> Any:
            Counted.asked += 1
            return super().get_source(environment, template)

    kept = CompiledTemplates(folder, "setup", "zh-CN")
    texts = {"a.html": "{% include 'b.html' %}", "b.html": "{{ x }}"}
    for number in range(3):
        site = Environment(
            loader=HeldTemplates(Counted(texts)), bytecode_cache=kept, autoescape=True
        )
        assert site.get_template("a.html").render(x=number) == str(number)
        with pytest.raises(TemplateNotFound):
            site.get_template("c.html")
    assert Counted.asked == 5
    fresh = CompiledTemplates(folder, "setup", "zh-CN")
    again = Environment(
        loader=HeldTemplates(Counted({"a.html": "new"})), bytecode_cache=fresh, autoescape=True
    )
    assert again.get_template("a.html").render() == "new"
    unkept = Environment(loader=HeldTemplates(DictLoader(texts)), autoescape=True)
    assert unkept.get_template("b.html").render(x=1) == "1"


def test_a_set_up_a_theme_and_a_language_have_templates_of_their_own() -> None:
    one = compiled_templates("setup", "theme", "zh-CN")
    assert compiled_templates("setup", "theme", "zh-CN") is one
    for other in (
        ("other", "theme", "zh-CN"),
        ("setup", "other", "zh-CN"),
        ("setup", "theme", "en"),
    ):
        assert compiled_templates(*other).by_name is not one.by_name
