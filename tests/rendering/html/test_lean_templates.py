"""Templates of an environment of ours: each found once, run once however many import it."""

from __future__ import annotations

from jinja2 import DictLoader, Environment

from lianzhan.rendering.html.lean_templates import LeanTemplates

PAGES = {
    "part": "{% set ran = tick() %}{% macro word() %}词{% endmacro %}",
    "one": "{% from 'part' import word %}{{ word() }}{{ site }}",
    "two": "{% import 'part' as part %}{{ part.word() }}",
}


class Counting(Environment):
    """An environment that counts what it has looked up, beyond what is found at once."""

    def __init__(self, sources: dict[str, str]) -> None:
        self.looked_up: list[str] = []
        super().__init__(loader=DictLoader(sources), extensions=[LeanTemplates])

    def _load_template(self, name: str, globals: object) -> object:  # noqa: A002 - as Jinja's
        self.looked_up.append(name)
        return super()._load_template(name, globals)


def test_what_several_pages_import_runs_once() -> None:
    ran: list[int] = []
    environment = Counting(PAGES)
    environment.globals.update(tick=lambda: ran.append(1), site="站")
    said = [environment.get_template(name).render() for name in ("one", "two", "one")]
    assert said == ["词站", "词", "词站"]
    assert len(ran) == 1


def test_a_template_is_looked_up_once() -> None:
    environment = Counting(PAGES)
    environment.globals.update(tick=str, site="")
    for _ in range(3):
        environment.get_template("one").render()
    assert environment.looked_up == ["one", "part"]


def test_names_of_a_template_alone_are_no_others() -> None:
    environment = Counting({"page": "{{ word }}{{ site }}"})
    environment.globals["site"] = "站"
    assert environment.get_template("page").render() == "站"
    assert environment.get_template("page", globals={"word": "词"}).render() == "词站"
    assert "word" not in environment.globals


def test_pelicans_search_for_all_templates_finds_none() -> None:
    assert Counting(PAGES).list_templates() == []
