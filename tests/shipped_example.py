"""The project's example federation, also where content/ holds an own one.

content/ is the example as long as its federation has the example's id. Where it has another one, the
example is taken out of the history: from the newest commit whose content/ is it. Moving the example
elsewhere would cost everybody a step (content/ is what is built first); a second copy would have to
be kept the same. A copy of the project without that history has to do without the example.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
import tomllib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

ID = "hunan-example"
_FEDERATION = "content/federation.toml"


def find_example(project: Path, into: Path) -> Path | str:
    """Return the example's content folder, unpacked `into` one if need be; or why there is none."""
    try:
        if _is_example((project / _FEDERATION).read_bytes()):
            return project / "content"
    except OSError:
        pass
    if not shutil.which("git"):
        return "content/ is an own federation, and git is not installed to find the example with"
    try:
        commits = _git(project, "log", "--format=%H", "--", "content").decode().split()
        for commit in commits:
            if _has_example(project, commit):
                packed = _git(project, "archive", "--format=tar", commit, "content")
                with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
                    archive.extractall(into, filter="data")
                return into / "content"
    except subprocess.CalledProcessError as error:
        return f"content/ is an own federation, and git says: {error.stderr.decode(errors='replace').strip()}"
    return (
        "content/ is an own federation, and the history here has no example: git fetch --unshallow"
    )


def _is_example(federation: bytes) -> bool:
    try:
        return tomllib.loads(federation.decode()).get("id") == ID
    except ValueError:
        return False


def _has_example(project: Path, commit: str) -> bool:
    """Whether content/ of a commit is the example; one that deletes it has none."""
    try:
        return _is_example(_git(project, "show", f"{commit}:./{_FEDERATION}"))
    except subprocess.CalledProcessError:
        return False


def _git(project: Path, *arguments: str) -> bytes:
    command = ["git", "-C", str(project), *arguments]
    return subprocess.run(command, capture_output=True, check=True).stdout
