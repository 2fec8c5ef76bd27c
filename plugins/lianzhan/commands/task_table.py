"""The tasks there are, by the names that users call them, and the modules that hold them.

A module is imported when its task is asked for: a build loads none of the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

from invoke.tasks import Task

from lianzhan.runtime.shipped import is_installed

DAILY = {
    "build": "build",
    "check": "check",
    "explain": "explain",
    "keys": "keys",
    "serve": "serve",
    "import": "import_",
    "approve": "approve",
    "proof": "proof",
    "queue": "queue",
    "audit-log": "audit_log",
    "figures": "figures",
    "export": "export",
    "owners": "owners",
    "move": "move",
    "take-down": "take_down",
    "deploy": "deploy",
}
"""The tasks of those who run a federation: their modules below `commands/tasks/`."""
DEVELOPMENT = {
    "lint": "lint",
    "test": "test",
    "messages": "messages",
    "components": "components",
    "bench": "bench",
    "fuzz": "fuzz",
    "photograph": "photograph",
    "acceptance": "acceptance",
}
"""The tasks of those who work on the program: their modules below `commands/development/`."""


class Tasks(Mapping[str, Task[Any]]):
    """The tasks by name, each imported when it is asked for."""

    def __init__(self, modules: Mapping[str, str]) -> None:
        self._modules = modules

    def __getitem__(self, name: str) -> Task[Any]:
        """Import a task. Its module holds one task alone, under its own name."""
        module = self._modules[name]
        task: Task[Any] = getattr(import_module(module), module.rpartition(".")[2])
        return task

    def __contains__(self, name: object) -> bool:
        """Whether there is such a task; nothing is imported to know."""
        return name in self._modules

    def __iter__(self) -> Iterator[str]:
        """Go over the names, as users call them."""
        return iter(self._modules)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._modules)


def all_tasks() -> Tasks:
    """Return all tasks that there are here: those for development need a clone."""
    daily = _in("lianzhan.commands.tasks", DAILY)
    development = _in("lianzhan.commands.development", DEVELOPMENT)
    return Tasks(daily if is_installed() else daily | development)


def _in(package: str, modules: Mapping[str, str]) -> dict[str, str]:
    return {name: f"{package}.{module}" for name, module in modules.items()}
