"""Tasks of the real program that get too little memory: content is never blamed for it."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import pytest
from cli import LIANZHAN, run, unmeasured
from conftest import NOW
from PIL import Image as Pillow

if TYPE_CHECKING:
    import subprocess

    from conftest import House

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("sh") is None, reason="needs Linux and sh"
)
ARTICLE = "hunan/articles/news/pictured.md"
PAGE = "hunan/news/pictured.html"


def run_with(house: House, task: str, kilobytes: int | str) -> subprocess.CompletedProcess[str]:
    command = f'ulimit -v {kilobytes}; exec "$@"'
    options = ["--content", "content", "--now", NOW.isoformat()]
    if task == "build":
        options += ["--output", "output", "--jobs", "1", "--no-cache"]
    limited = ["sh", "-c", command, "sh", *LIANZHAN, task, *options]
    return run(limited, house.folder, unmeasured(LIANZHAN_CACHE_KEY="k" * 40))


@pytest.mark.parametrize("task", ["check", "build"])
def test_no_article_is_withheld_for_want_of_memory(house: House, task: str) -> None:
    house.article(ARTICLE, "![图](a.webp)")
    picture = house.content / "hunan/articles/news/a.webp"
    Pillow.new("RGB", (1500, 900)).save(picture)
    assert run_with(house, "build", "unlimited").returncode == 0
    for count, megabytes in enumerate(range(30, 66, 6)):
        Pillow.new("RGB", (1500, 900), count).save(picture)
        done = run_with(house, task, megabytes * 1024)
        assert done.returncode in (0, 2), (megabytes, done.stderr)
        assert "image-unreadable" not in done.stderr, megabytes
        assert "Traceback" not in done.stderr
        assert (house.output / PAGE).is_file(), megabytes
    done = run_with(house, task, "unlimited")
    assert (done.returncode, done.stderr) == (0, "")
