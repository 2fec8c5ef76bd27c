"""`python -m lianzhan TASK …`: what must come before all else."""

if __name__ == "__main__":
    import gc
    import sys
    from types import ModuleType

    from lianzhan.bootstrap import ROOT

    sys.path.insert(0, ROOT)
    if sys.argv[1:2] == ["build"]:
        # This process ends soon, and what it makes lives as long: no need to search for garbage.
        gc.disable()
        # Most builds need these, and they take as long to import as all there is to do before:
        # workers do it meanwhile.
        from lianzhan.workers import start_ahead

        start_ahead("lianzhan.judging", "lianzhan.staging", "lianzhan.plan")
    # Invoke has a class for tests, and a version that nobody asks us for: to import what these take
    # is a sixth of a build without changes.
    mock, metadata = ModuleType("unittest.mock"), ModuleType("importlib.metadata")
    vars(mock)["Mock"] = object
    vars(metadata)["version"] = str
    sys.modules |= {mock.__name__: mock, metadata.__name__: metadata}
    from lianzhan.command_line import run_and_end

    del sys.modules[mock.__name__], sys.modules[metadata.__name__]
    run_and_end()
