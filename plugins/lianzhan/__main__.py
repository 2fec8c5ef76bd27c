"""`python -m lianzhan TASK …`. Worker processes import this module: it imports nothing for them."""

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
        # a worker does it meanwhile.
        from lianzhan.workers import start_ahead

        start_ahead("lianzhan.judging", "lianzhan.staging", "lianzhan.plan")
    # Invoke has a class for tests, and imports unittest for it: a tenth of a build without changes.
    mock = ModuleType("unittest.mock")
    vars(mock)["Mock"] = object
    sys.modules[mock.__name__] = mock
    from lianzhan.command_line import main

    del sys.modules[mock.__name__]
    main()
