"""Our writer does what Pelican's does: the same files and signals, and nothing outside."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest
from conftest import everything_in
from jinja2 import ChainableUndefined, Environment
from pelican import signals
from pelican.paginator import PaginationRule
from pelican.settings import DEFAULT_CONFIG
from pelican.writers import FileOverwriteFailedError, Writer

from lianzhan.rendering.pelican.writer import PageWriter, is_plain, write_whole

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = DEFAULT_CONFIG | {
    "PAGINATED_TEMPLATES": {"category": None},
    "DEFAULT_PAGINATION": 2,
    "PAGINATION_PATTERNS": [
        PaginationRule(1, "{url}", "{save_as}"),
        PaginationRule(2, "{base_name}/page/{number}.html", "{base_name}/page/{number}.html"),
    ],
}
TEXT = (
    "{{ output_file }} {{ SITEURL }} {{ localsiteurl }} {{ known }} {{ articles_page.object_list }}"
    "{{ articles_previous_page.url }} {{ articles_next_page.url }} {{ articles_paginator.num_pages }}"
)


def written(kind: type[Writer], folder: Path, *calls: dict[str, Any]) -> tuple[Any, ...]:
    """What a writer leaves in the folder and the context, and says of each file."""
    environment = Environment(autoescape=True, undefined=ChainableUndefined)
    environment.globals["known"] = "文"
    template, writer = environment.from_string(TEXT), kind(str(folder), SETTINGS)
    context: dict[str, Any] = {"SITEURL": "x", "localsiteurl": ""}
    said: list[tuple[str, str]] = []

    def hear(path: str, context: dict[str, Any]) -> None:
        said.append((path.removeprefix(str(folder)), context["SITEURL"]))

    with signals.content_written.connected_to(hear):
        for call in calls:
            writer.write_file(**{"template": template, "context": context, "url": "u"} | call)
    return everything_in(folder), said, context


def test_pages_lists_and_odd_names_are_as_pelican_writes_them(tmp_path: Path) -> None:
    calls: list[dict[str, Any]] = [
        {"name": "a/b.html", "relative_urls": True},
        {"name": "index.html", "relative_urls": True},
        {"name": "./c//../d.html", "relative_urls": True},
        {"name": "plain.html"},
        {"name": ""},
        {"name": "e/index.html", "template_name": "category", "articles": [1, 2, 3, 4, 5]},
        {"name": "f/index.html", "template_name": "category", "articles": []},
        {"name": "g.html", "template_name": "other", "articles": [1, 2, 3]},
        {"name": "h.html", "override_output": True, "known": "一"},
        {"name": "h.html", "known": "二"},
    ]
    ours = written(PageWriter, tmp_path / "ours", *calls)
    assert ours == written(Writer, tmp_path / "theirs", *calls)
    assert "e/page/3.html" in ours[0]


@pytest.mark.parametrize("name", ["../x.html", "a/../../x.html", "/x.html"])
def test_nothing_is_written_outside_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(RuntimeError, match="break out"):
        written(PageWriter, tmp_path / "site", {"name": name})
    assert not list(tmp_path.rglob("x.html"))


def test_no_page_takes_the_place_of_another(tmp_path: Path) -> None:
    with pytest.raises(FileOverwriteFailedError):
        written(PageWriter, tmp_path, {"name": "a.html"}, {"name": "a.html"})


@pytest.mark.parametrize(
    "path", ["", ".", "..", "/a", "a/../b", "a//b", "a/.b", "a\\b", "c:a", "a/"]
)
def test_a_path_that_could_lead_elsewhere_is_not_plain(path: str) -> None:
    assert not is_plain(path)


@pytest.mark.parametrize("path", ["a", "a/b.html", "巾帼/a b..html"])
def test_an_ordinary_path_is_plain(path: str) -> None:
    assert is_plain(path)


@pytest.mark.skipif(sys.platform == "win32", reason="no limits on Windows")
def test_a_file_that_the_disk_takes_only_a_part_of_is_an_error(tmp_path: Path) -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(OSError, match="too large"):
            write_whole(str(tmp_path / "x"), bytes(1500))
        write_whole(str(tmp_path / "y"), bytes(1000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert (tmp_path / "y").read_bytes() == bytes(1000)
