"""One site, one plain Pelican run: what fails in it fails the site, and nothing is left behind."""

from __future__ import annotations

import logging
import shutil
from typing import TYPE_CHECKING, Any

import blinker
import pytest
from conftest import ROOT, House, everything_in
from pelican import Pelican, signals
from pelican.contents import Content
from pelican.settings import read_settings

from lianzhan.model.report import NOTHING
from lianzhan.rendering.pelican.settings import is_plain_data
from lianzhan.rendering.pelican.site import RenderError
from rendering.in_process import own_settings, plugin, stage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def receivers() -> list[Any]:
    found = (s for s in vars(signals).values() if isinstance(s, blinker.Signal))
    return [receiver for signal in found for receiver in signal.receivers_for(blinker.ANY)]


@pytest.fixture(autouse=True)
def _nothing_is_left_behind() -> Iterator[None]:
    """After every site here, built or failed: no receiver, no cached article, no handler."""
    handlers = list(logging.getLogger("pelican").handlers)
    yield
    assert receivers() == []
    assert Content.__dict__["get_content"].cache == {}
    assert Content.__dict__["get_summary"].cache == {}
    assert logging.getLogger("pelican").handlers == handlers


def test_a_plugin_that_can_not_register_fails_the_site(house: House, tmp_path: Path) -> None:
    """TRAPS 1: Pelican alone would log it, go on without it, and end with 0."""
    broken = "def register():\n    raise RuntimeError('没有许可')\n"
    settings = own_settings(tmp_path, broken_register=broken)
    with pytest.raises(RenderError, match=r"broken_register: .*没有许可"):
        stage(house, settings_file=settings).site("hunan")


def test_a_plugin_that_is_not_installed_fails_the_site(house: House, tmp_path: Path) -> None:
    settings = own_settings(tmp_path, 'PLUGINS += ["no_such_plugin_anywhere"]')
    with pytest.raises(RenderError, match="no_such_plugin_anywhere"):
        stage(house, settings_file=settings).site("hunan")


def test_a_plugin_that_fails_later_fails_the_site(house: House, tmp_path: Path) -> None:
    settings = own_settings(tmp_path, fails_later=plugin("1 / 0"))
    with pytest.raises(RenderError, match="ZeroDivisionError: division by zero"):
        stage(house, settings_file=settings).site("hunan")


@pytest.mark.parametrize(
    ("name", "body", "text"),
    [
        ("logs_error", "logging.getLogger('pelican.x').error('%s 失败', '题图')", "题图 失败"),
        (
            "logs_trace",
            "try:\n    {}[1]\nexcept KeyError:\n    logging.getLogger('pelican').exception('算错')",
            r"算错: KeyError\(1\)",
        ),
        ("logs_critical", "logging.getLogger('pelican').critical('坏了')", "坏了"),
    ],
)  # fmt: skip
def test_an_error_that_is_only_logged_fails_the_site(
    house: House, tmp_path: Path, name: str, body: str, text: str
) -> None:
    settings = own_settings(tmp_path, **{name: plugin(body)})
    with pytest.raises(RenderError, match=text):
        stage(house, settings_file=settings).site("hunan")


def test_a_warning_fails_nothing(house: House, tmp_path: Path) -> None:
    body = "logging.getLogger('pelican.x').warning('只是提醒')"
    settings = own_settings(tmp_path, logs_warning=plugin(body))
    assert stage(house, settings_file=settings).site("hunan").problems == ()


def test_a_template_with_a_fault_fails_the_site(house: House, tmp_path: Path) -> None:
    (tmp_path / "article.html").write_text("{% if %}", "utf-8")
    settings = own_settings(tmp_path, f"THEME_TEMPLATES_OVERRIDES = [{str(tmp_path)!r}]")
    with pytest.raises(RenderError, match="TemplateSyntaxError"):
        stage(house, settings_file=settings).site("hunan")


def test_sites_whose_plugin_fails_keep_their_last_good_output(house: House, tmp_path: Path) -> None:
    assert house.build().exit_status == 0
    before = everything_in(house.output)
    body = "if generator.settings['SITE_PLAN'].slug == 'changsha':\n    1 / 0"
    settings = own_settings(tmp_path, fails_at_one=plugin(body))
    house.article("hunan/articles/theory/new.md")
    report = house.build(settings_file=settings)
    assert report.exit_status == NOTHING
    status = {site.slug: site.status for site in report.sites}
    assert status == {"hunan": "built", "changsha": "kept", "furong": "built", "hengyang": "built"}
    assert [(p.path, p.code) for p in report.problems] == [
        ("hunan/changsha/site.toml", "site-failed")
    ]
    after = everything_in(house.output)
    assert [p for p in after if p.startswith("changsha/") and after[p] != before[p]] == []


def test_no_receiver_of_one_site_hears_the_next(house: House, tmp_path: Path) -> None:
    """TRAPS 11: signals are global and never disconnect."""
    log = tmp_path / "log.txt"
    body = f"open({str(log)!r}, 'a').write(generator.settings['SITE_PLAN'].slug + ' ')"
    staged = stage(house, settings_file=own_settings(tmp_path, writes_log=plugin(body)))
    for slug in ("hunan", "changsha", "furong"):
        staged.site(slug)
        assert receivers() == []
    assert log.read_text() == "hunan changsha furong "
    stage(house).site("hengyang")
    assert log.read_text() == "hunan changsha furong "


def test_what_a_plugin_left_connected_before_is_not_heard(house: House, tmp_path: Path) -> None:
    heard: list[str] = []

    def stranger(generator: Any) -> None:
        heard.append(generator.settings["SITENAME"])

    signals.article_generator_finalized.connect(stranger)
    stage(house, output=tmp_path / "out").site("hunan")
    assert heard == []


def test_articles_are_not_kept_alive_by_pelicans_caches(house: House, tmp_path: Path) -> None:
    """TRAPS 13: memoized is a class-level dict keyed by self."""
    body = (
        "for name in ('get_content', 'get_summary'):\n"
        "    method = Content.__dict__[name]\n"
        "    for article in generator.articles:\n"
        "        method(article, '')\n"
        "    assert method.cache"
    )
    settings = own_settings(tmp_path, fills_caches=plugin(body))
    assert stage(house, settings_file=settings).site("hunan").problems == ()
    assert Content.__dict__["get_content"].cache == {}
    assert Content.__dict__["get_summary"].cache == {}


def test_a_site_of_the_same_plan_has_the_same_bytes_again(house: House) -> None:
    first, second = (stage(house, output=house.folder / name) for name in ("one", "two"))
    for staged in (first, second):
        for slug in ("hunan", "changsha"):
            assert staged.site(slug).problems == ()
    assert everything_in(first.folder) == everything_in(second.folder)


def test_pelican_says_nothing_on_the_screen(house: House, capsys: Any) -> None:
    stage(house).site("hunan")
    assert capsys.readouterr().out == ""


def test_our_plugins_leave_an_ordinary_pelican_site_alone(tmp_path: Path) -> None:
    """A run without a plan, such as a test of someone's theme: each plugin stands aside."""
    content, output = tmp_path / "content", tmp_path / "output"
    (content / "news").mkdir(parents=True)
    (content / "news/one.md").write_text("Title: One\nDate: 2026-03-08\n\nText.\n", "utf-8")
    plugins = read_settings(str(ROOT / "pelicanconf.py"))["PLUGINS"]
    changes = {"PLUGINS": plugins, "PATH": str(content), "OUTPUT_PATH": str(output)}
    try:
        Pelican(read_settings(override=changes)).run()
        assert len(receivers()) >= len(plugins)
    finally:
        for signal in vars(signals).values():
            if isinstance(signal, blinker.Signal):
                for receiver in list(signal.receivers_for(blinker.ANY)):
                    signal.disconnect(receiver)
        Content.__dict__["get_content"].cache.clear()
        Content.__dict__["get_summary"].cache.clear()
    assert "Text." in (output / "one.html").read_text("utf-8")
    assert not (output / "sitemap.xml").exists()
    assert not (output / "feed.xml").exists()


@pytest.mark.parametrize(
    ("value", "is_plain"),
    [
        (None, True),
        ("x", True),
        (1.5, True),
        ([1, ("a", {"b": True})], True),
        ({"a": {1: [None]}}, True),
        (len, False),
        ([len], False),
        ({"a": {"b": object()}}, False),
        ({shutil: 1}, False),
    ],
)
def test_only_plain_values_go_to_other_processes(value: object, is_plain: bool) -> None:
    assert is_plain_data(value) is is_plain
