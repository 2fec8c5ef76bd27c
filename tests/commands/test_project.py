"""The folder that tasks work on: the clone; for those who have a wheel, their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import ROOT

from lianzhan.commands import project
from lianzhan.commands.project import NoProjectError, program, project_folder

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of someone who has a wheel."""
    monkeypatch.setattr(project, "is_installed", lambda: True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def touch(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch()


def test_a_clone_works_on_itself_wherever_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    touch(tmp_path / "content/federation.toml")
    monkeypatch.chdir(tmp_path)
    assert (project_folder("--content"), program()) == (ROOT, "python3 tasks.py")


@pytest.mark.parametrize("mark", ["content/federation.toml", "pelicanconf.py", "publishconf.py"])
def test_the_nearest_folder_that_holds_a_federation_is_meant(
    own: Path, mark: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    touch(own / mark)
    touch(own / "content/hunan/content/x.md")  # a site's folder may be called so, too
    for here in (own, own / "content/hunan"):
        monkeypatch.chdir(here)
        assert (project_folder("--content"), program()) == (own, "lianzhan")


def test_content_that_lacks_its_federation_is_still_the_one_that_is_meant(own: Path) -> None:
    (own / "content").mkdir()
    assert project_folder("--content") == own


def test_where_there_is_none_an_option_does_without(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    with pytest.raises(NoProjectError, match=r"^Neither .* pelicanconf\.py: .* --output$"):
        project_folder("--output")
    assert project_folder("--output", "public") == own
