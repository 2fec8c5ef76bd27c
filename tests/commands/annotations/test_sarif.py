"""SARIF 2.1.0: what its specification asks for, by the paragraphs of OASIS' text."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import unquote

import jsonschema

from commands.annotations.findings import findings
from lianzhan.commands.annotations.sarif import document

TEXT = {
    "type": "object",
    "required": ["text"],
    "properties": {"text": {"type": "string", "minLength": 1}},
}
SCHEMA = {
    "type": "object",
    "required": ["version", "runs"],  # §3.13
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool", "results"],  # §3.14
                "additionalProperties": False,
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "tool": {
                        "required": ["driver"],  # §3.18
                        "properties": {
                            "driver": {
                                "required": ["name"],  # §3.19
                                "properties": {
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {
                                            "required": ["id"],  # §3.49
                                            "additionalProperties": False,
                                            "properties": {
                                                "id": {"type": "string"},
                                                "shortDescription": TEXT,
                                                "help": TEXT,
                                                "defaultConfiguration": {
                                                    "properties": {
                                                        "level": {"enum": ["error", "warning"]}
                                                    }
                                                },
                                            },
                                        },
                                    }
                                },
                            }
                        },
                    },
                    "results": {
                        "type": "array",
                        "items": {
                            "required": ["message", "ruleId", "locations"],  # §3.27
                            "additionalProperties": False,
                            "properties": {
                                "ruleId": {"type": "string"},
                                "ruleIndex": {"type": "integer", "minimum": 0},
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "message": TEXT,
                                "locations": {"type": "array", "minItems": 1, "maxItems": 1},
                                "partialFingerprints": {
                                    "type": "object",
                                    "additionalProperties": {"type": "string"},
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}


def read(text: str) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(text.encode())
    jsonschema.validate(log, SCHEMA)
    return log


def test_a_log_is_as_the_specification_has_it() -> None:
    found = findings()
    (run,) = read(document(found))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["bad-word", "odd-word"]
    assert len(run["results"]) == len(found)
    for result, meant in zip(run["results"], found, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == meant.code
        place = result["locations"][0]["physicalLocation"]
        uri = place["artifactLocation"]["uri"]
        assert re.fullmatch(r"(?:[\w.~/-]|%[0-9A-F]{2})+", uri, re.ASCII), uri  # RFC 3986
        assert unquote(uri, errors="surrogateescape") == meant.path
        assert place["region"]["startLine"] >= 1  # §3.30.5
    marks = {result["partialFingerprints"]["lianzhan/v1"] for result in run["results"]}
    assert len(marks) == len(found)


def test_nothing_is_a_run_without_results() -> None:
    (run,) = read(document([]))["runs"]
    assert run["results"] == run["tool"]["driver"]["rules"] == []
