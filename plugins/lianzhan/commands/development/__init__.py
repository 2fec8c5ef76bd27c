"""The tasks of those who work on the program: they need a clone with its tests and benchmarks."""
