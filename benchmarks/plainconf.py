"""The project's own settings, but for 5 articles to a page and the plain theme."""

import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(_ROOT))

from pelicanconf import *  # noqa: E402, F403 - a settings file extends another one so

SETTINGS_FILE = __file__
THEME = str(_ROOT / "benchmarks" / "themes" / "plain")
DEFAULT_PAGINATION = 5
