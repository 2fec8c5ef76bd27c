"""Every problem code of the program, by name: each stands beside the rule that raises it."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import lianzhan
from lianzhan.model.codes import Code


def _every_code() -> dict[str, Code]:
    """Return all codes. A name that two definitions have is a fault of the program."""
    found: dict[str, Code] = {}
    for module in pkgutil.walk_packages(lianzhan.__path__, "lianzhan."):
        if module.name.rpartition(".")[2] != "__main__":
            for value in vars(import_module(module.name)).values():
                if isinstance(value, Code):
                    assert found.setdefault(value.name, value) is value, value.name
    return dict(sorted(found.items()))


CODES = _every_code()
