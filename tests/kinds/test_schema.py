"""JSON Schemas of keys: valid ones, that take what `check` takes, and say no to slips of the pen."""

from __future__ import annotations

import datetime
import json
import re
import tomllib
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
import yaml
from jsonschema import Draft202012Validator

from lianzhan.kinds.key_tables import key_tables
from lianzhan.kinds.schema import schema_of
from lianzhan.model.kinds import Kind
from lianzhan.reading.front_matter import split
from lianzhan.reading.yaml_values import Mapping, Scalar
from lianzhan.texts.language import translations

if TYPE_CHECKING:
    from pathlib import Path

    from lianzhan.reading.yaml_values import Value

TABLES = {table.name: table for table in key_tables()}
HEAD = "title: 一\ndate: 2026-03-08\n"
PICK = '[[picks]]\narticle = "hunan/changsha/articles/news/a.md"\n'


class Yaml12(yaml.SafeLoader):
    """YAML as editors' programs read it (1.2): a date is a text."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {
        first: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
        for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def plain(value: Any) -> Any:
    """What TOML holds, with dates as JSON has them."""
    if isinstance(value, dict):
        return {key: plain(held) for key, held in value.items()}
    if isinstance(value, list):
        return [plain(held) for held in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def faults(name: str, text: str) -> list[str]:
    """What a schema finds in the YAML of a head, or in a TOML file."""
    is_toml = name.endswith(".toml")
    held = plain(tomllib.loads(text)) if is_toml else Yaml12(text).get_single_data()
    return found(name, held)


def faults_of_file(name: str, text: str) -> list[str]:
    """What a schema finds in a file; of heads in Pelican's form, in what our reader makes of it."""
    if name.endswith(".toml"):
        return faults(name, text)
    if text.startswith("---\n"):
        return faults(name, text.split("---\n")[1])
    return found(name, written(split(text, "x.md").fields))


def written(value: Value) -> object:
    """A value of our reader's as JSON has it."""
    if isinstance(value, Scalar):
        return value.text
    if isinstance(value, Mapping):
        return {key.text: written(held) for key, held in value.items}
    return [written(held) for held in value.items]


def found(name: str, held: object) -> list[str]:
    return [fault.message for fault in validator(name).iter_errors(held)]


def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(schema_of(TABLES[name], str))


def without_choices(schema: Any) -> Any:
    """A schema without the words that a file may hold: those are as they are in any language."""
    if isinstance(schema, dict):
        kept = {key: held for key, held in schema.items() if key not in ("enum", "examples")}
        return {key: without_choices(held) for key, held in kept.items()}
    return [*map(without_choices, schema)] if isinstance(schema, list) else schema


@pytest.mark.parametrize("name", TABLES)
def test_every_schema_is_one_and_says_all_in_the_users_language(name: str) -> None:
    for language in ("zh-CN", "en"):
        schema = schema_of(TABLES[name], translations(language).gettext)
        Draft202012Validator.check_schema(schema)
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert schema["title"]
        said = json.dumps(without_choices(schema), ensure_ascii=False)
        assert bool(re.search("[\u4e00-\u9fff]", said)) is (language == "zh-CN")


@pytest.mark.parametrize(
    ("name", "pattern", "least"),
    [
        ("article", "**/articles/**/*.md", 70),
        ("page", "**/pages/**/*.md", 1),
        ("picks.toml", "**/picks.toml", 3),
    ],
)
def test_every_file_of_the_example_is_as_its_schema_says(
    name: str, pattern: str, least: int, example_content: Path
) -> None:
    files = [*example_content.glob(pattern)]
    assert len(files) >= least
    for file in files:
        assert faults_of_file(name, file.read_text("utf-8")) == [], file


@pytest.mark.parametrize(
    "more",
    [
        "tags: 反诈、社区",
        "tags: [反诈, 2026]",
        "author: 0731",
        "expires: 2026-12-31 9:00+08:00",
        "expires: 2026/12/31",
        "expires: 2026年12月31日（星期四） 09：30",
        "expires: ２０２６.12.31 下午3点",
        "source: 新华网",
        'source: {name: 新华网, url: "https://example.org/", date: 2026-03-01}',
        "review: {step: first, by: 甲, at: 2026-03-01}",
        "status: approved\nreview:\n  - {step: first, by: 甲, at: 2026-03-01 10:30}",
    ],
)
def test_what_check_takes_the_schema_takes(more: str) -> None:
    assert faults("article", HEAD + more) == []


@pytest.mark.parametrize(
    "head",
    [
        "title: 一",
        HEAD.replace("title", "titel"),
        HEAD + "sumary: 二",
        HEAD + "status: aproved",
        HEAD + "kind: copy",
        HEAD + "tags: {反诈: 社区}",
        HEAD + "source: {nmae: 新华网}",
        HEAD + "expires: 12月31日",
        HEAD + "expires: 2026-12-31 明天",
        HEAD + "expires: 2026",
        HEAD + "review: 甲",
        HEAD + "review: [{step: first, by: 甲}]",
        HEAD + "review: [{step: first, by: 甲, at: 三月}]",
        HEAD + "review: [{step: first, by: 甲, on: 2026-03-01}]",
    ],
)
def test_a_mistyped_key_or_value_is_found(head: str) -> None:
    assert faults("article", head) != []
    assert faults("page", head) != []


@pytest.mark.parametrize(
    "text",
    [
        "[[pick]]\n",
        "[picks]\n",
        "[[picks]]\n",
        "[[picks]]\narticle = 3\n",
        PICK + 'colum = "news"\n',
        'title = "选用"\n' + PICK,
    ],
)
def test_a_mistyped_file_of_many_is_found(text: str) -> None:
    assert faults("picks.toml", PICK) == []
    assert faults("picks.toml", text) != []


def test_choices_stay_choices_in_toml() -> None:
    (_, table) = key_tables((Kind("page", "notes", "notes.toml", address="notes/#{name}"),))
    schema = json.loads(json.dumps(schema_of(table, str)))
    entry = schema["properties"]["notes"]["items"]["properties"]
    assert entry["status"]["enum"] == ["submitted", "approved", "withdrawn"]
    assert entry["title"]["type"] == "string"
    assert "anyOf" in entry["tags"]
