"""Values: what a problem code is. Each code stands beside the rule that raises it.

The texts are Chinese message ids for gettext; English stands in locale/en. Placeholders are filled
from a Problem's details. A code reads as "allow X". docs/codes.md explains each.
"""

from __future__ import annotations

from enum import StrEnum

from lianzhan.model.frozen import dataclass


class Severity(StrEnum):
    """An error withholds the file it is found in; a warning publishes the safe form."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True)
class Code:
    """A problem code: its name, its severity, what is wrong, and how to mend it.

    `of_setup`: what it names is no fault of content, but of theme, plugins, packages, disk, memory
    or workers. A build that meets one ends with status 2. Without slots: problems are pickled with
    their codes.
    """

    name: str
    severity: Severity
    message: str
    help: str
    of_setup: bool = False


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "translate later"
    """Mark a text for extraction."""
    return text


def error(name: str, message: str, remedy: str) -> Code:
    """Return the code of a fault that withholds what it is found in."""
    return Code(name, Severity.ERROR, message, remedy)


def setup_error(name: str, message: str, remedy: str) -> Code:
    """Return the code of a fault of the set-up, and not of content."""
    return Code(name, Severity.ERROR, message, remedy, of_setup=True)


def warning(name: str, message: str, remedy: str) -> Code:
    """Return the code of a fault that is published in a safe form."""
    return Code(name, Severity.WARNING, message, remedy)
