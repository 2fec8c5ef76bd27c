"""Whether an environment holds what pyproject.toml asks for: run by the environment's own Python.

`python -I satisfied.py ROOT [EXTRA …]` prints what is lacking, one a line, and ends with LACKING;
with 0 where nothing is. Any other status: this Python can't run the project at all.
"""

from __future__ import annotations

import csv
import sys
import tomllib
from importlib import import_module
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import ModuleType

    from packaging.requirements import Requirement

LACKING = 10
"""Exit status; Python itself ends with 1 or 2 where it can't go on."""


def lacking(root: Path, extras: Iterable[str]) -> Iterator[str]:
    """Yield the requirements of a project, and of what it requires, that are not met here."""
    try:
        project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
        optional = project.get("optional-dependencies", {})
        wanted = [*project.get("dependencies", ()), *(t for e in extras for t in optional[e])]
        waiting = list(_applying(wanted))
    except (ValueError, KeyError) as error:
        yield f"pyproject.toml: {error}"
        return
    yield from _unmet(waiting)
    spec = find_spec("lianzhan")
    if not (spec and spec.origin and Path(spec.origin).resolve().is_relative_to(root.resolve())):
        yield "lianzhan"


def _unmet(waiting: list[Requirement]) -> Iterator[str]:
    """Yield each requirement that is not met, and whatever the others require that is not."""
    seen = set()
    while waiting:
        requirement = waiting.pop()
        if str(requirement) in seen:
            continue
        seen.add(str(requirement))
        try:
            found = distribution(requirement.name)
        except PackageNotFoundError:
            yield str(requirement)
            continue
        if requirement.specifier.contains(found.version, prereleases=True) and _is_whole(found):
            waiting += _applying(found.requires or (), requirement.extras)
        else:
            yield str(requirement)


def _applying(texts: Iterable[str], extras: Iterable[str] = ()) -> Iterator[Requirement]:
    """Yield the requirements that are made on this machine, with some extras."""
    parse = _requirements().Requirement
    for text in texts:
        requirement: Requirement = parse(text)
        marker = requirement.marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield requirement


def _requirements() -> ModuleType:
    """Return what reads requirements: a package, or the copy of it that pip brings."""
    try:
        return import_module("packaging.requirements")
    except ImportError:
        return import_module("pip._vendor.packaging.requirements")


def _is_whole(found: Distribution) -> bool:
    """Whether pip has finished installing a package, and all of its modules are still there.

    pip writes the list of files last. What it compiled, and scripts outside, may be missing. The
    list is read here, since `found.files` leaves out what is missing (Python 3.12 and later).
    """
    rows = csv.reader((found.read_text("RECORD") or "").splitlines())
    listed = [Path(row[0]) for row in rows if row]
    files = [f for f in listed if f.parts[0] != ".." and "__pycache__" not in f.parts]
    return bool(files) and all(Path(str(found.locate_file(file))).exists() for file in files)


if __name__ == "__main__":
    found = sorted(set(lacking(Path(sys.argv[1]), sys.argv[2:])))
    sys.stdout.write("".join(f"{line}\n" for line in found))
    sys.exit(LACKING if found else 0)
