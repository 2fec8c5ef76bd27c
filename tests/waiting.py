"""Waiting in tests: for what must come, as long as it takes, with one limit for all of them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE = 240
"""Seconds until something counts as never to come; less than a test may take (pyproject.toml)."""


def wait_until(is_so: Callable[[], object]) -> None:
    """Return when a condition holds. Raises TimeoutError where it never does."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.005)
