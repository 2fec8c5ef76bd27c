"""A run of some tests is not held to the coverage that all of them must reach."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

CHOOSING = ("keyword", "markexpr", "deselect", "lf", "ignore", "ignore_glob")
"""Options of pytest that leave tests out."""


def is_partial(config: pytest.Config) -> bool:
    """Whether some of the tests are left out, by a path or an option."""
    if any(config.getoption(name, None) for name in CHOOSING):
        return True
    folders = {config.rootpath / folder for folder in config.getini("testpaths")}
    return {Path(config.invocation_params.dir, given).resolve() for given in config.args} != folders


def hold_whole_runs_to_their_coverage(config: pytest.Config) -> None:
    """Let go of pyproject.toml's `fail_under` where not all tests are run."""
    coverage = config.pluginmanager.getplugin("_cov")
    if coverage and is_partial(config):
        coverage.options.cov_fail_under = 0
