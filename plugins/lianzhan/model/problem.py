"""Values: a problem is a located finding of a rule. Its code says what it is (see `codes`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.codes import Severity
from lianzhan.model.frozen import dataclass

if TYPE_CHECKING:
    from lianzhan.model.codes import Code


@dataclass(frozen=True, order=True)
class Problem:
    """One finding at one place.

    `path` is relative to the content folder, `line` counts from 1 (0: the file as a whole),
    `details` fill the texts of its definition. Problems sort by path, line and code.
    """

    path: str
    line: int
    definition: Code
    details: tuple[tuple[str, str], ...] = ()

    @property
    def code(self) -> str:
        """The name of its code."""
        return self.definition.name

    @property
    def severity(self) -> Severity:
        """Error withholds the file it is found in; warning publishes the safe form."""
        return self.definition.severity

    @property
    def is_error(self) -> bool:
        """Whether the file it is found in is withheld."""
        return self.severity is Severity.ERROR

    @property
    def of_setup(self) -> bool:
        """Whether it is a fault of the set-up, and not of content."""
        return self.definition.of_setup


def problem(path: str, line: int, code: Code, **details: object) -> Problem:
    """Return a Problem whose details are text, in the order given, and can be written as UTF-8."""
    texts = {key: str(value).encode("utf-8", "replace").decode() for key, value in details.items()}
    return Problem(path, line, code, tuple(texts.items()))
