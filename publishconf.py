"""Production: pelicanconf plus the differences, and nothing else."""

from pelicanconf import *  # noqa: F403 - that is the point

SETTINGS_FILE = __file__
