"""A task's words on the command line to values, or to one line that says what is wrong with them.

The standard library alone, since `take-down` must read its arguments where no package is there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.commands.limits import Limit, Needed, flag, shown
from lianzhan.commands.project import program
from lianzhan.model.frozen import dataclass
from lianzhan.texts.language import in_user_language as _

if TYPE_CHECKING:
    from collections.abc import Iterable

Value = str | int | bool | list[str]
_DASHES = "-–—−－﹣‐‑‒―"
"""What word processors and chat programs make of `-`."""


class UsageError(Exception):
    """What was given can't be understood; the text says what it was, and what is right."""


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a task: `--name VALUE`, or `--name` alone where its kind is bool.

    `placeholder` stands for the value in what users read.
    """

    name: str
    kind: type
    placeholder: str = ""
    short: str = ""
    help: str = ""
    default: object = ""
    limit: Limit | None = None

    @property
    def form(self) -> str:
        """How it is written, as in `--jobs N`."""
        return f"{flag(self.name)} {self.placeholder}".rstrip()


@dataclass(frozen=True, slots=True)
class Command:
    """A task as the command line knows it.

    `place` is the option whose values need no name, as in `explain PATH`; "" for none.
    """

    name: str
    options: tuple[Option, ...] = ()
    place: str = ""

    @property
    def by_flag(self) -> dict[str, Option]:
        """Its options by what they are called on the command line, long and short."""
        short = {f"-{option.short}": option for option in self.options if option.short}
        return short | {flag(option.name): option for option in self.options}

    @property
    def placed(self) -> Option | None:
        """The option whose values need no name."""
        return self.by_flag.get(flag(self.place))

    @property
    def named(self) -> tuple[Option, ...]:
        """The options that are called by their names."""
        return tuple(option for option in self.options if option.name != self.place)

    @property
    def synopsis(self) -> str:
        """How it is called: what it can't do without, and whether it has more options."""
        words = [program(), self.name]
        if placed := self.placed:
            one_by_one = " " in placed.placeholder  # each has a name of its own, as OLD NEW
            many = placed.placeholder if one_by_one else f"{placed.placeholder} …"
            many = many if isinstance(placed.limit, Needed) else f"[{many}]"
            words.append(many if placed.kind is list else placed.placeholder)
        needed = [option.form for option in self.named if isinstance(option.limit, Needed)]
        others = len(needed) < len(self.named)
        return " ".join([*words, *needed, *([_("[选项 …]")] if others else [])])


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that a mistyped one most likely means; "" where none is near."""
    import difflib  # wanted by nobody who types well

    names = {name.casefold(): name for name in sorted(known)}
    found = difflib.get_close_matches(word.casefold(), names, n=1, cutoff=0.6)
    return names[found[0]] if found else ""


def unknown_task(given: str, known: Iterable[str]) -> UsageError:
    """Return what to say of a task that there is not."""
    names = list(known)
    if given.startswith(tuple(_DASHES)):
        text = _("没有选项 {given}；任务写在选项之前，任务有 {known}")
        return UsageError(text.format(given=shown(given), known=_listed(names)))
    if near := nearest(given, names):
        text = _("没有任务“{given}”；最接近的是 {near}（全部任务：{program} --list）")
        return UsageError(text.format(given=shown(given), near=near, program=program()))
    text = _("没有任务“{given}”；有 {known}")
    return UsageError(text.format(given=shown(given), known=_listed(names)))


def read(command: Command, words: list[str]) -> dict[str, Value]:
    """Return the values given for a task's options, by parameter; raises UsageError.

    After `--`, nothing is an option any more.
    """
    reading = _Reading(command, words)
    while reading.waiting:
        word = reading.waiting.pop(0)
        if word == "--":
            reading.place_all()
        elif len(word) > 1 and word.startswith(tuple(_DASHES)):
            reading.option(word)
        else:
            reading.place(word)
    if (fault := _missing(command, reading.values)) is not None:
        raise UsageError(fault)
    return {name.replace("-", "_"): value for name, value in reading.values.items()}


def _missing(command: Command, values: dict[str, Value]) -> str | None:
    """Return what to say where what needs no name is not there, but has to be."""
    placed = command.placed
    if placed is None or values.get(placed.name):
        return None
    if placed.kind is list and not isinstance(placed.limit, Needed):
        return None
    text = _("{task} 缺少 {place}（{help}）：{synopsis}")
    details = {"place": placed.placeholder, "help": _(placed.help)}
    return text.format(task=command.name, **details, synopsis=command.synopsis)


class _Reading:
    """The words that are still to be read, and the values found so far."""

    def __init__(self, command: Command, words: list[str]) -> None:
        self.command = command
        self.waiting = list(words)
        lists = (option.name for option in command.options if option.kind is list)
        self.values: dict[str, Value] = {name: [] for name in lists}

    def place_all(self) -> None:
        """Take all that is left for what needs no name."""
        while self.waiting:
            self.place(self.waiting.pop(0))

    def place(self, word: str) -> None:
        """Take a word that is not an option's."""
        option = self.command.placed
        if option is None or (option.kind is not list and option.name in self.values):
            raise UsageError(self._surplus(word))
        self._keep(option, word)

    def option(self, word: str) -> None:
        """Take an option with its value: `--jobs 4`, `--jobs=4`, `-j 4`, `-j4`."""
        name, equals, value = word.partition("=")
        known = self.command.by_flag
        option = known.get(name)
        if option is None and word[2:].isdigit() and word[:2] in known:
            option, equals, value = known[word[:2]], "=", word[2:]
        if option is None:
            raise UsageError(self._unknown(word))
        if option.kind is bool:
            if equals:
                text = _("{option} 后面不写值（写了“{value}”）")
                raise UsageError(text.format(option=flag(option.name), value=shown(value)))
            self._keep(option, True)
        else:
            self._keep(option, value if equals else self._value_after(option))

    def _value_after(self, option: Option) -> str:
        if not self.waiting or self._is_option(self.waiting[0]):
            raise UsageError(
                _("{option} 后面缺少值：{form}").format(option=flag(option.name), form=option.form)
            )
        return self.waiting.pop(0)

    def _is_option(self, word: str) -> bool:
        """Whether a word is no value: it begins as an option does, and is no number."""
        return len(word) > 1 and word[0] == "-" and not word[1:2].isdigit()

    def _keep(self, option: Option, value: Value) -> None:
        if value == "" and option.name not in _MAY_BE_EMPTY:
            raise UsageError(_("{option} 的值是空的").format(option=flag(option.name)))
        if option.kind is list:
            values = self.values[option.name]
            if isinstance(values, list):
                values.append(str(value))
        elif option.name in self.values:
            raise UsageError(_("{option} 写了不止一次").format(option=flag(option.name)))
        else:
            self.values[option.name] = _number(option, value) if option.kind is int else value

    def _unknown(self, word: str) -> str:
        known = [flag(option.name) for option in self.command.named]
        if not known:
            text = _("{task} 没有选项，写了 {given}")
            return text.format(task=self.command.name, given=shown(word))
        name = word.partition("=")[0].lstrip(_DASHES)
        near = nearest(name, [option.name for option in self.command.options])
        text = _("{task} 没有选项 {given}；有 {known}")
        if near:
            text = _("{task} 没有选项 {given}；最接近的是 {near}，全部有 {known}")
        return text.format(
            task=self.command.name, given=shown(word), near=flag(near), known=_listed(known)
        )

    def _surplus(self, word: str) -> str:
        near = nearest(word.partition("=")[0], [option.name for option in self.command.options])
        text = _("{task} 用不上“{given}”：{synopsis}")
        if near:
            text = _("{task} 用不上“{given}”，是不是 {near}？{synopsis}")
        usage = self.command.synopsis
        return text.format(
            task=self.command.name, given=shown(word), near=flag(near), synopsis=usage
        )


_MAY_BE_EMPTY = frozenset({"args"})
"""Options whose value scripts put together, and which then may hold nothing."""


def _number(option: Option, value: Value) -> int:
    try:
        return int(value) if isinstance(value, str) else 0
    except ValueError:
        text = _("{option} 的值“{value}”不是整数")
        raise UsageError(text.format(option=flag(option.name), value=shown(value))) from None


def _listed(names: Iterable[str]) -> str:
    return _("、").join(names)
