"""Options that tasks have in common: what is said of them, and how limits of values are kept."""

from __future__ import annotations

from functools import wraps
from inspect import signature
from typing import TYPE_CHECKING, Any

from invoke.exceptions import Exit

from lianzhan.commands.ending import NOTHING_DONE
from lianzhan.model.codes import N_

if TYPE_CHECKING:
    from collections.abc import Callable

    from lianzhan.commands.limits import Limit

CONTENT = N_("federation.toml 所在的文件夹（不写：设置中的 PATH，一般是 content/）")
OUTPUT = N_("生成到哪个文件夹（不写：设置中的 OUTPUT_PATH，一般是 output/）")
SETTINGS = N_("设置文件：pelicanconf.py 或 publishconf.py")
FILE = N_("写入这个文件（不写：显示在屏幕上）")
NOW = N_("按这个时刻，例如 2026-03-08T09:00，不写时区就是联站的时区（不写：现在）")


def within(**limits: Limit) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Have a task refuse values beyond its limits; `invoke TASK`, too, comes by here."""

    def limited(body: Callable[..., None]) -> Callable[..., None]:
        @wraps(body)
        def checked(*given: Any, **named: Any) -> None:
            values = signature(body).bind(*given, **named)
            values.apply_defaults()
            for name, limit in limits.items():
                fault = limit.fault(name, values.arguments[name])
                if fault:
                    raise Exit(fault, NOTHING_DONE)
            body(*given, **named)

        vars(checked)["limits"] = limits
        return checked

    return limited
