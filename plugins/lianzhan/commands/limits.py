"""What the options of a task may be: limits of their values, and what is said beyond them."""

from __future__ import annotations

from lianzhan.model.frozen import dataclass
from lianzhan.texts.language import in_user_language as _
from lianzhan.texts.language import printable

_SHOWN = 60
"""Characters of a word that a message repeats."""


def flag(name: str) -> str:
    """Return what a parameter or option is called on the command line."""
    return f"--{name.replace('_', '-')}"


def shown(value: object) -> str:
    """Return a word safe to print, and not too long to read."""
    text = printable(str(value))
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


@dataclass(frozen=True, slots=True)
class Between:
    """Whole numbers that an option takes."""

    least: int
    most: int = 1_000_000_000

    def fault(self, name: str, value: object) -> str:
        """Return what is wrong with an option's value; "" where nothing is."""
        if isinstance(value, int) and self.least <= value <= self.most:
            return ""
        text = _("{option} 的值 {value} 不对：应为 {least} 到 {most} 的整数")
        return text.format(option=flag(name), value=shown(value), least=self.least, most=self.most)


@dataclass(frozen=True, slots=True)
class OneOf:
    """The few words that an option takes."""

    words: tuple[str, ...]
    may_be_missing: bool = False

    def fault(self, name: str, value: object) -> str:
        """Return what is wrong with an option's value; "" where nothing is."""
        if value in self.words or (self.may_be_missing and not value):
            return ""
        text = _("{option} 的值“{value}”不对：应为 {words}")
        words = " | ".join(self.words)
        return text.format(option=flag(name), value=shown(value), words=words)


@dataclass(frozen=True, slots=True)
class Needed:
    """What a task can't do without; `like` shows how it is written."""

    like: str

    def fault(self, name: str, value: object) -> str:
        """Return what is missing; "" where nothing is."""
        if value and (not isinstance(value, str) or value.strip()):
            return ""
        return _("缺少 {option}，例如 {like}").format(option=flag(name), like=_(self.like))


Limit = Between | OneOf | Needed
