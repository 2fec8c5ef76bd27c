"""A site's settings: Pelican's keys that follow from the plan, and that nobody can change."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from conftest import APPROVED, ROOT, House

from lianzhan.rendering.pelican.settings import (
    FIXED,
    OF_DEPLOY,
    PLAN,
    PLANNED,
    date_text,
    jinja_environment,
    page_settings,
    site_settings,
)
from lianzhan.rendering.pelican.site import read_base_settings
from rendering.in_process import stage

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def base() -> dict[str, Any]:
    return read_base_settings(ROOT / "pelicanconf.py", {})


def settings(house: House, base: dict[str, Any], slug: str = "changsha") -> dict[str, Any]:
    return site_settings(base, stage(house).plan(slug), house.output / slug, "theme-1", {"a": 1})


def test_pelican_is_handed_the_files_of_the_plan_and_nothing_else(
    house: House, base: dict[str, Any]
) -> None:
    house.article("hunan/changsha/articles/news/withheld.md", head="status: submitted\n")
    house.article("hunan/changsha/pages/about.md")
    found = settings(house, base)
    assert sorted(found["ARTICLE_PATHS"]) == [
        "hunan/articles/theory/equality.md",
        "hunan/changsha/articles/news/two.md",
    ]
    assert found["PAGE_PATHS"] == ["hunan/changsha/pages/about.md"]
    assert found["STATIC_PATHS"] == []


def test_a_site_has_its_own_name_address_and_folder(house: House, base: dict[str, Any]) -> None:
    found = settings(house, base)
    assert found["SITENAME"] == "长沙市妇联"
    assert found["SITEURL"] == found["FEED_DOMAIN"] == "https://example.org/changsha"
    assert found["OUTPUT_PATH"] == str(house.output / "changsha")
    assert found["THEME_STATIC_DIR"] == "../assets/theme-1"
    assert (found["TIMEZONE"], found["DEFAULT_LANG"]) == ("Asia/Shanghai", "zh-cn")


def test_one_sites_run_can_not_change_the_settings_of_the_next(
    house: House, base: dict[str, Any]
) -> None:
    """TRAPS 12: Pelican appends to lists in place."""
    first = settings(house, base)
    first["PLUGINS"].append("x")
    first["JINJA_ENVIRONMENT"]["extensions"].append("y")
    first["DIRECT_TEMPLATES"].append("z")
    second = settings(house, base, "hunan")
    assert "x" not in second["PLUGINS"]
    assert "y" not in second["JINJA_ENVIRONMENT"]["extensions"]
    assert "z" not in second["DIRECT_TEMPLATES"]
    assert second[PLAN].slug == "hunan"


@pytest.mark.parametrize(
    "line",
    [
        "STATIC_PATHS = ['.']",
        "ARTICLE_PATHS = ['.']",
        "DRAFT_SAVE_AS = 'drafts/{slug}.html'",
        "OUTPUT_SOURCES = True",
        "DELETE_OUTPUT_DIRECTORY = True",
        "CACHE_CONTENT = LOAD_CONTENT_CACHE = True",
        "IGNORE_FILES = ['two*']",
        "ARTICLE_SAVE_AS = 'index.html'",
        "FEED_ALL_ATOM = 'feeds/all.atom.xml'",
        "USE_FOLDER_AS_CATEGORY = True",
        "DEFAULT_METADATA = {'status': 'draft'}",
        "JINJA_ENVIRONMENT = {'autoescape': False}",
    ],
)
def test_what_the_gate_decides_can_not_be_changed_in_a_settings_file(
    house: House, tmp_path: Path, line: str
) -> None:
    file = tmp_path / "ownconf.py"
    text = (ROOT / "pelicanconf.py").read_text("utf-8")
    file.write_text(f"{text}\n{line}\n", "utf-8")
    house.article("hunan/changsha/articles/news/draft.md", head="status: submitted\n")
    changed = stage(house, settings_file=file, output=tmp_path / "changed")
    plain = stage(house, output=tmp_path / "plain")
    assert changed.site("changsha").problems == ()
    assert plain.site("changsha").problems == ()
    assert changed.files("changsha") == plain.files("changsha")


def test_a_settings_file_may_change_what_is_a_matter_of_taste(house: House, tmp_path: Path) -> None:
    for number in range(3):
        house.article(f"hunan/articles/news/more-{number}.md", head=APPROVED)
    file = tmp_path / "ownconf.py"
    text = (ROOT / "pelicanconf.py").read_text("utf-8")
    file.write_text(f"{text}\nDEFAULT_PAGINATION = 3\n", "utf-8")
    staged = stage(house, settings_file=file)
    assert staged.site("hunan").problems == ()
    assert "hunan/news/page/2.html" in {f"hunan/{path}" for path in staged.files("hunan")}


def test_pagination_is_never_off(house: House, base: dict[str, Any]) -> None:
    found = site_settings(
        base | {"DEFAULT_PAGINATION": False}, stage(house).plan("hunan"), house.output, "t", {}
    )
    assert found["DEFAULT_PAGINATION"] == 20


def test_templates_escape_and_keep_the_extensions_that_were_asked_for() -> None:
    found = jinja_environment({"extensions": ["jinja2.ext.do"], "autoescape": False})
    assert found["autoescape"] is True
    assert found["extensions"] == ["jinja2.ext.do", "jinja2.ext.i18n"]
    assert jinja_environment({})["extensions"] == ["jinja2.ext.i18n"]


def test_no_feed_of_pelicans_own_is_written() -> None:
    assert {value for key, value in FIXED.items() if "FEED" in key} == {None}


@pytest.mark.parametrize(("language", "text"), [("zh-CN", "2026年3月8日"), ("tlh", "2026年3月8日")])
def test_a_day_is_written_as_readers_write_it(language: str, text: str) -> None:
    assert date_text(datetime(2026, 3, 8, tzinfo=UTC), language) == text


def test_a_site_is_handed_what_the_plan_decides_and_nothing_of_tasks(
    house: House, base: dict[str, Any]
) -> None:
    """What is no part of the digest can't reach a page: it is overwritten, or it is not there."""
    marked = {**base, **dict.fromkeys((*PLANNED, *FIXED, *OF_DEPLOY, "SETTINGS_FILE"), "MARK")}
    found = settings(house, marked)
    assert [key for key, value in found.items() if value == "MARK"] == []
    assert found.keys() & {*OF_DEPLOY, "SETTINGS_FILE"} == set()
    known = {*PLANNED, *FIXED, *OF_DEPLOY, "SETTINGS_FILE", "PATH", "OUTPUT_PATH", "THEME"}
    assert page_settings(dict.fromkeys(known, "MARK") | {"OURS": 1}) == [("OURS", 1)]
