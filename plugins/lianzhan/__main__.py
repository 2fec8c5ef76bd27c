"""`python -m lianzhan TASK …`, and a wheel's command `lianzhan`: what must come before all else."""

from typing import NoReturn

NEEDED_BY_MOST = (
    "lianzhan.gate.assess",
    "lianzhan.rendering.pelican.lean_import",
    "lianzhan.building.staging",
    "lianzhan.planning.planner",
    "lianzhan.rendering.pelican.feeds",
)
"""What workers of most builds take, the first to be needed first."""
_TAKEN_BY_BOTH = ("lianzhan.building.last_build", "lianzhan.rendering.build_setup")
"""What every build takes itself, even one that finds nothing changed, and its workers as well."""


def main() -> NoReturn:
    """Run the task that the command line names, and end the process."""
    from lianzhan.commands.ending import RESERVE, end_of, keep_quiet
    from lianzhan.commands.environment.bootstrap import complete_streams
    from lianzhan.runtime.signals import heed_signals

    reserve: list[bytes] = []
    try:
        reserve.append(bytes(RESERVE))
        complete_streams()
        keep_quiet()
        heed_signals()
        _begin()
        from lianzhan.commands.command_line import run_and_end
    except SystemExit:  # a task of its own has ended, and said how
        raise
    except BaseException as error:
        reserve.clear()
        import os

        os._exit(end_of(error))
    run_and_end(reserve)


def _begin() -> None:
    """Import what the command line takes; have workers import meanwhile what a build will take."""
    import gc
    import sys

    from lianzhan.runtime.shipped import CLONE, is_installed

    if not is_installed():
        sys.path.insert(0, str(CLONE))
    if sys.argv[1:2] == ["take-down"]:
        import os

        from lianzhan.commands.take_down import main

        status = main(sys.argv[2:])
        sys.stdout.flush()
        os._exit(status)
    is_build = sys.argv[1:2] == ["build"]
    if is_build:
        # This process ends soon, and what it makes lives as long: no need to search for garbage.
        gc.disable()
    _import_command_line()
    if is_build:
        # Most builds need these, and they take as long to import as all there is to do before:
        # workers do it meanwhile.
        from lianzhan.runtime.prestarted import prestart

        prestart(*NEEDED_BY_MOST, both=_TAKEN_BY_BOTH)


def _import_command_line() -> None:
    """Import what reads the command line, without what Invoke brings along for others.

    Invoke has a class for tests, a version that nobody asks us for, and a copy of YAML for settings
    of its own: to import what these take is a fifth of a build without changes.
    """
    import sys
    from importlib import import_module
    from types import ModuleType

    class LazyModule(ModuleType):
        """A module that is imported when an attribute is first used."""

        def __getattr__(self, name: str) -> object:
            if sys.modules.get(self.__name__) is self:
                del sys.modules[self.__name__]
            return getattr(import_module(self.__name__), name)

    mock, metadata = ModuleType("unittest.mock"), ModuleType("importlib.metadata")
    vars(mock)["Mock"] = object
    vars(metadata)["version"] = str
    stubs = {
        module.__name__: module for module in (mock, metadata, LazyModule("invoke.vendor.yaml"))
    }
    sys.modules |= stubs
    import_module("lianzhan.commands.command_line")
    for name, module in stubs.items():
        if sys.modules.get(name) is module:
            del sys.modules[name]


if __name__ == "__main__":
    main()
