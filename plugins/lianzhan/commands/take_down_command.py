"""The arguments of the task `take-down`, with and without packages to ask."""

from __future__ import annotations

from lianzhan.commands.arguments import Command, Option
from lianzhan.commands.limits import Between
from lianzhan.model.codes import N_

WAIT = Between(0, 1_000_000)
"""Seconds to wait for a build: a million is twelve days."""
HELP = {
    "path": N_("稿件、输出文件夹中的页面，或其网址"),
    "output": N_("已生成内容的文件夹（不写：设置中的 OUTPUT_PATH，一般是 output/）"),
    "settings": N_("写明输出文件夹的设置文件（不写：publishconf.py，没有它就是 pelicanconf.py）"),
    "wait": N_("等待另一次生成让出输出文件夹的秒数"),
}
COMMAND = Command(
    "take-down",
    (
        Option("path", str, "PATH", "", HELP["path"]),
        Option("output", str, "DIR", "o", HELP["output"]),
        Option("wait", int, "SECONDS", "w", HELP["wait"], 600, WAIT),
        Option("settings", str, "FILE", "s", HELP["settings"]),
    ),
    "path",
)
