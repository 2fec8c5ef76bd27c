"""Values: a problem is a located finding of a rule. Texts stand in `codes`."""

from __future__ import annotations

from dataclasses import dataclass

from lianzhan.model.codes import CODES, Severity


@dataclass(frozen=True, order=True)
class Problem:
    """One finding at one place.

    `path` is relative to the content folder, `line` counts from 1 (0: the file as a whole), `code`
    is a key of `codes.CODES`, `details` fill the code's texts. Problems sort by path and line.
    """

    path: str
    line: int
    code: str
    details: tuple[tuple[str, str], ...] = ()

    @property
    def severity(self) -> Severity:
        """Error withholds the file it is found in; warning publishes the safe form."""
        return CODES[self.code].severity

    @property
    def is_error(self) -> bool:
        """Whether the file it is found in is withheld."""
        return self.severity is Severity.ERROR

    @property
    def of_setup(self) -> bool:
        """Whether it is a fault of the set-up, and not of content."""
        return CODES[self.code].of_setup


def problem(path: str, line: int, code: str, **details: object) -> Problem:
    """Return a Problem whose details are text, in the order given, and can be written as UTF-8."""
    texts = {key: str(value).encode("utf-8", "replace").decode() for key, value in details.items()}
    return Problem(path, line, code, tuple(texts.items()))
