"""Photographs pages in the browsers that are there, with script and without. What is missing is said.

`PYTHONPATH=plugins:tests .venv/bin/python -m pages.old_browsers --to DIR [--output DIR] [--kinds …]`.
Pictures: `KIND-DEVICE-BROWSER.png`, `…-noscript.png`. How to get the browsers: CONTRIBUTING.md.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from pages.browser import DESK, PHONE
from pages.example import PROJECT, built
from pages.kinds import found
from pages.output import Output

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

KINDS = (
    "portal", "province", "city", "county-few", "county-none", "list", "article-long", "services", "events",
    "accounts", "subscribe", "404",
)  # fmt: skip
HERE = Path(__file__).parent
CHROMIUM69 = PROJECT / ".cache/chromium69/bin/python"
_PATIENCE = 300
"""Seconds for the pictures of one browser, and for one of Firefox's."""
_FIREFOX = """user_pref("javascript.enabled", {script});
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("app.update.enabled", false);
user_pref("network.captive-portal-service.enabled", false);
"""

Picture = tuple[str, str, int, int]
"""The page's address, the file of the picture, width and height of the window."""


def chromium69(pictures: Sequence[Picture], script: bool) -> str:
    """Photograph in Qt's Chromium 69; return which it is, or what is missing."""
    if not CHROMIUM69.exists():
        return f"skipped: no {CHROMIUM69.relative_to(PROJECT)}"
    return _by_child([str(CHROMIUM69), str(HERE / "chromium69.py")], pictures, script)


def webkit(pictures: Sequence[Picture], script: bool) -> str:
    """Photograph in WebKitGTK; return which it is, or what is missing."""
    if not shutil.which("xvfb-run"):
        return "skipped: no xvfb-run (apt: xvfb)"
    command = ["xvfb-run", "-a", "/usr/bin/python3", str(HERE / "webkit.py")]
    return _by_child(command, pictures, script)


def _by_child(command: list[str], pictures: Sequence[Picture], script: bool) -> str:
    wanted = json.dumps({"script": script, "pictures": pictures})
    plain = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(
        command,
        input=wanted,
        capture_output=True,
        text=True,
        timeout=_PATIENCE,
        check=False,
        env=plain,
    )
    said = done.stdout.strip() or done.stderr.strip()[-300:]
    return said if done.returncode == 0 else f"failed: {said}"


def firefox(pictures: Sequence[Picture], script: bool) -> str:
    """Photograph in Firefox ESR; return which it is, or what is missing."""
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if not program:
        return "skipped: no firefox-esr (apt)"
    with tempfile.TemporaryDirectory(prefix="lianzhan-firefox-") as profile:
        settings = _FIREFOX.format(script=str(script).lower())
        (Path(profile) / "user.js").write_text(settings, "utf-8")
        flags = ["--headless", "--no-remote", "--profile", profile]
        for address, file, width, height in pictures:
            window = ["--window-size", f"{width},{height}", "--screenshot", file, address]
            command = [program, *flags, *window]
            subprocess.run(command, capture_output=True, timeout=_PATIENCE, check=False)
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    return version.stdout.strip()


BROWSERS: dict[str, Callable[[Sequence[Picture], bool], str]] = {
    "chromium69": chromium69,
    "webkit": webkit,
    "firefox": firefox,
}


def wanted(
    output: Output, pages: dict[str, str], folder: Path, name: str, script: bool
) -> list[Picture]:
    """Return the pictures of one browser."""
    suffix = "" if script else "-noscript"
    return [
        (
            output.address(path),
            str(folder / f"{kind}-{d.name}-{name}{suffix}.png"),
            d.width,
            d.height,
        )
        for kind, path in pages.items()
        for d in (PHONE, DESK)
    ]


def main(arguments: list[str]) -> int:
    """Photograph; return 1 where a browser that is there made fewer pictures than were wanted."""
    parser = argparse.ArgumentParser(prog="old_browsers", description=__doc__)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--output", default="")
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--browsers", default=",".join(BROWSERS))
    options = parser.parse_args(arguments)
    options.to.mkdir(parents=True, exist_ok=True)
    status = 0
    with built(options.output) as folder:
        output = Output(folder)
        pages = found(output, options.kinds.split(","))[0]
        pages = {kind: path for kind, path in pages.items() if kind in options.kinds.split(",")}
        for name in options.browsers.split(","):
            for script in (True, False):
                pictures = wanted(output, pages, options.to.absolute(), name, script)
                said = BROWSERS[name](pictures, script)
                made = sum(Path(file).is_file() for _, file, _, _ in pictures)
                way = "with script" if script else "without script"
                sys.stdout.write(
                    f"{name:12} {way:16} {made:3} of {len(pictures)} pictures; {said}\n"
                )
                sys.stdout.flush()
                status |= not said.startswith("skipped") and made < len(pictures)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
