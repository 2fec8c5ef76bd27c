"""Frozen dataclasses that are defined in a tenth of the time that the standard library takes.

It compiles six functions for each class that is frozen, some 0.4 ms; a build defines two hundred
such classes in two processes before it does anything. Here all classes share five of the six, and
a class's `__init__` is compiled when its first value is made (see docs/decisions/0063).
"""

from __future__ import annotations

import dataclasses
from dataclasses import MISSING, FrozenInstanceError, fields
from operator import attrgetter
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass
else:

    def dataclass(cls=None, /, *, frozen=False, order=False, **options):
        """Do what `dataclasses.dataclass` does: as it does it, where the values may change.

        `order` leaves all to it, too. Of frozen ones `slots` is the one option that is known here;
        their fields are all parameters, in order.
        """
        if order or not frozen:
            return dataclasses.dataclass(cls, frozen=frozen, order=order, **options)
        return (lambda made: _frozen(made, **options)) if cls is None else _frozen(cls, **options)


__all__ = ["dataclass"]


def _frozen(cls: type[Any], *, slots: bool = False) -> Any:
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(cls)
    shared = _SHARED_BY_SLOTTED if slots else _SHARED
    for name in shared.keys() - cls.__dict__.keys():
        setattr(made, name, shared[name])
    every = fields(made)
    compared = [field.name for field in every if field.compare]
    made.__compared__ = attrgetter(*compared) if compared else staticmethod(_nothing)
    made.__shown__ = tuple(field.name for field in every if field.repr)
    made.__named__ = tuple(field.name for field in every)
    made.__init__ = _late_init(made)
    return made


def _nothing(_value: object) -> tuple[()]:
    """Return what is compared of values without fields."""
    return ()


def _late_init(cls: Any) -> Callable[..., None]:
    """Return an `__init__` that gives way to the class's own when it is first called."""

    def first(self: object, *args: object, **named: object) -> None:
        cls.__init__ = _init(cls)
        cls.__init__(self, *args, **named)

    return first


_UNSET = object()
"""The default of a parameter whose value is made anew for each."""


def _init(cls: Any) -> FunctionType:
    """Return an `__init__` that sets all fields, then calls `__post_init__` if there is one."""
    given: dict[str, object] = {"_set": object.__setattr__, "_unset": _UNSET}
    lines, defaults = [], []
    for field in fields(cls):
        value = field.name
        if field.default_factory is not MISSING:
            given[f"_new_{value}"] = field.default_factory
            defaults.append(_UNSET)
            value = f"_new_{value}() if {value} is _unset else {value}"
        elif field.default is not MISSING:
            defaults.append(field.default)
        lines.append(f" _set(self, {field.name!r}, {value})")
    if hasattr(cls, "__post_init__"):
        lines.append(" self.__post_init__()")
    names = ", ".join(("self", *(field.name for field in fields(cls))))
    text = "\n".join((f"def __init__({names}):", *(lines or [" pass"])))
    module = compile(text, f"<fields of {cls.__qualname__}>", "exec")
    code = next(part for part in module.co_consts if isinstance(part, CodeType))
    return FunctionType(code, given, "__init__", tuple(defaults))


def _equals(self: Any, other: Any) -> Any:
    if other.__class__ is not self.__class__:
        return NotImplemented
    compared = self.__compared__
    return compared(self) == compared(other)  # both are tuples, or both are the one value


def _hash(self: Any) -> int:
    return hash(self.__compared__(self))


def _shown(self: Any) -> str:
    parts = ", ".join([f"{name}={getattr(self, name)!r}" for name in self.__shown__])
    return f"{self.__class__.__qualname__}({parts})"


def _refuse_change(self: object, name: str, _value: object = None) -> None:
    del self
    raise FrozenInstanceError(f"cannot change field {name!r}")


def _state(self: Any) -> list[object]:
    """Return what a pickle of a value with slots holds."""
    return [getattr(self, name) for name in self.__named__]


def _set_state(self: Any, state: list[object]) -> None:
    for name, value in zip(self.__named__, state, strict=False):
        object.__setattr__(self, name, value)


_SHARED: dict[str, Callable[..., Any]] = {
    "__eq__": _equals,
    "__hash__": _hash,
    "__repr__": _shown,
    "__setattr__": _refuse_change,
    "__delattr__": _refuse_change,
}
_SHARED_BY_SLOTTED = {**_SHARED, "__getstate__": _state, "__setstate__": _set_state}
