"""CODEOWNERS read as each host reads it, each file's owners by the host's own rule.

GitHub's by the package codeowners. GitLab's and Gitea's are written from what those hosts say and do
(ee/lib/gitlab/code_owners/file.rb; models/issues/pull.go and services/issue/pull.go), since no package
reads them; they know nothing of the writer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codeowners import CodeOwners

if TYPE_CHECKING:
    from collections.abc import Callable


def github(text: str) -> Callable[[str], set[str]]:
    read = CodeOwners(text)
    return lambda path: {owner for _, owner in read.of(path)}


def gitlab(text: str) -> Callable[[str], set[str]]:
    rules = []
    for line in map(str.strip, text.split("\n")):
        if not line or line.startswith("#"):
            continue
        assert not re.match(r"\^?\[", line), "a section"
        pattern, *owners = re.split(r"(?<!\\)\s+", line)
        pattern = re.sub(r"\\\s+", " ", re.sub(r"\A\\#", "#", pattern))
        pattern = "/**/*" if pattern == "*" else pattern
        pattern = pattern if pattern.startswith("/") else f"/**/{pattern}"
        pattern += "**/*" if pattern.endswith("/") else ""
        rules.append((_fnmatch(pattern), set(owners)))
    return lambda path: next(
        (o for rule, o in reversed(rules) if rule.fullmatch(f"/{path}")), set()
    )


def _fnmatch(pattern: str) -> re.Pattern[str]:
    """Ruby's File.fnmatch with FNM_PATHNAME and FNM_DOTMATCH."""
    found, at = "", 0
    while at < len(pattern):
        if pattern.startswith("**/", at) and (at == 0 or pattern[at - 1] == "/"):
            found, at = f"{found}(?:[^/]+/)*", at + 3
        elif pattern[at] == "[":
            end = pattern.index("]", at + 2)
            found, at = found + pattern[at : end + 1], end + 1
        elif pattern[at] == "\\":
            found, at = found + re.escape(pattern[at + 1]), at + 2
        else:
            signs = {"*": "[^/]*", "?": "[^/]"}
            found, at = found + signs.get(pattern[at], re.escape(pattern[at])), at + 1
    return re.compile(found, re.DOTALL)


def gitea(text: str) -> Callable[[str], set[str]]:
    rules = []
    for line in text.split("\n"):
        tokens = _tokens(line)
        if len(tokens) < 2:
            assert tokens == [], "a line that is left out"
            continue
        expression = tokens[0].removeprefix("!")
        assert not re.search(r"\(\?|\\[1-9]", expression), "Go knows no lookahead"
        rule = re.compile(f"^{expression}\\Z")
        rules.append((rule, tokens[0].startswith("!"), set(tokens[1:])))

    def owners(path: str) -> set[str]:
        return set().union(*(o for rule, is_not, o in rules if bool(rule.search(path)) != is_not))

    return owners


def _tokens(line: str) -> list[str]:
    tokens, token, escaped = [], "", False
    for char in line.strip().replace("\t", " "):
        if escaped:
            token, escaped = token + char, False
        elif char == "\\":
            escaped = True
        elif char == "#":
            break
        elif char == " ":
            tokens, token = [*tokens, token] if token else tokens, ""
        else:
            token += char
    return [*tokens, token] if token else tokens


READERS = {"github": github, "gitlab": gitlab, "gitea": gitea}
