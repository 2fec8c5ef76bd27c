"""Tasks of the real program that get too little memory: content is never blamed for it."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import pytest
from cli import LIANZHAN, run, unmeasured
from conftest import NOW, ROOT, WHOLE
from memory import least_megabytes, starved
from PIL import Image as Pillow

if TYPE_CHECKING:
    import subprocess

    from conftest import House

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("sh") is None, reason="needs Linux and sh"
)
ARTICLE = "hunan/articles/news/pictured.md"
PAGE = "hunan/news/pictured.html"
STEP, ENOUGH = 6 if WHOLE else 12, 600
"""Megabytes: between two runs, and more than Python takes until a task must be done."""


def run_with(
    house: House, task: str, megabytes: int | None = None
) -> subprocess.CompletedProcess[str]:
    options = ["--content", "content", "--now", NOW.isoformat()]
    if task == "build":
        options += ["--output", "output", "--jobs", "1", "--no-cache"]
    else:  # the project's own output may stand: what is there was never this house's
        head = f"import sys\nsys.path.insert(0, {str(ROOT)!r})\nfrom pelicanconf import *\n"
        house.write("../own.py", f"{head}OUTPUT_PATH = {str(house.output)!r}\n")
        options += ["--settings", "own.py"]
    prepare = None if megabytes is None else starved(megabytes)
    environment = unmeasured(LIANZHAN_CACHE_KEY="k" * 40)
    return run([*LIANZHAN, task, *options], house.folder, environment, prepare)


@pytest.mark.parametrize("task", ["check", "build"])
def test_no_article_is_withheld_for_want_of_memory(house: House, task: str) -> None:
    house.article(ARTICLE, "![图](a.webp)")
    picture = house.content / "hunan/articles/news/a.webp"
    Pillow.new("RGB", (1500, 900)).save(picture)
    assert run_with(house, "build").returncode == 0
    said = []
    for megabytes in range(least_megabytes(), least_megabytes() + ENOUGH, STEP):
        Pillow.new("RGB", (1500, 900), megabytes).save(picture)
        done = run_with(house, task, megabytes)
        assert done.returncode in (0, 2), (megabytes, done.stderr)
        assert "image-unreadable" not in done.stderr, megabytes
        assert "Traceback" not in done.stderr, megabytes
        assert (house.output / PAGE).is_file(), megabytes
        said.append(done.stderr)
        if done.returncode == 0:
            break
    assert said[-1] == "", "with more and more memory it is done at last"
    assert any("-failed: " in words for words in said), "none got as far as the content"
    done = run_with(house, task)
    assert (done.returncode, done.stderr) == (0, "")
