"""A preview follows content, theme and settings, in a folder of its own."""

from __future__ import annotations

import queue
import threading
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from waiting import PATIENCE

from lianzhan.commands.preview.rebuilding import preview_folder, rebuild_on_change, stamps
from lianzhan.commands.preview.reloading import Builds
from lianzhan.model.report import Report

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import House

STARTED = datetime(2026, 3, 8, tzinfo=UTC)


def test_a_change_in_content_or_settings_builds_again_and_a_failing_build_goes_on(
    house: House,
) -> None:
    settings = house.folder / "pelicanconf.py"
    settings.write_bytes(house.request().settings_file.read_bytes())
    request = replace(house.request(settings_file=settings), wait_seconds=0)
    heard: queue.Queue[Report | Exception] = queue.Queue()
    stop, builds = threading.Event(), Builds(STARTED)
    watching = threading.Thread(
        target=rebuild_on_change, args=(request, builds, heard.put, stop), daemon=True
    )
    watching.start()
    first = heard.get(timeout=PATIENCE)
    assert isinstance(first, Report)
    assert first.exit_status == 0
    version = builds.version
    assert builds.newer(version, 0.4) == version  # no change, no build

    house.article("hunan/articles/news/new.md", title="新稿")
    second = heard.get(timeout=PATIENCE)
    assert isinstance(second, Report)
    assert second.published == first.published + 1
    assert builds.newer(version, PATIENCE) != version
    assert "新稿" in house.page("hunan/news/new.html")

    (house.output / ".lianzhan").unlink()  # the folder is nobody's now
    settings.write_text(settings.read_text("utf-8") + "\nDEFAULT_PAGINATION = 10\n", "utf-8")
    assert isinstance(heard.get(timeout=PATIENCE), Exception)
    assert watching.is_alive()
    stop.set()
    watching.join(timeout=PATIENCE)
    assert not watching.is_alive()


def test_a_settings_file_that_goes_away_is_waited_for(house: House) -> None:
    request = house.request(settings_file=house.folder / "pelicanconf.py")
    (house.folder / "gone_conf.py").symlink_to(house.folder / "nowhere")
    assert stamps(request) == []


def test_previews_of_two_federations_are_two(tmp_path: Path) -> None:
    one, other = (preview_folder(tmp_path, tmp_path / name) for name in ("content", "mine"))
    assert one != other
    assert one.parent == other.parent == tmp_path / "previews"
