"""`python3 tasks.py photograph`: every kind of page in every size and mode, photographed and measured."""

from __future__ import annotations

import argparse
import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from pages import axe
from pages.boxes import STORED, boxes, probe, write
from pages.browser import MODES, chromium, lacking
from pages.example import built
from pages.inspection import findings, poured
from pages.kinds import KINDS, found
from pages.output import Output
from pages.photographs import photograph, print_out

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NOTHING_DONE = 2


def say(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def options_of(arguments: list[str]) -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(prog="photograph", description=__doc__)
    parser.add_argument("--to", type=Path, default=None, help="folder of the pictures")
    parser.add_argument("--output", default="", help="a built output; not given: the example's")
    parser.add_argument("--kinds", default="", help="these kinds alone, with commas between")
    parser.add_argument("--modes", default="", help="these modes alone: light,dark,large")
    parser.add_argument("--without-script", action="store_true")
    parser.add_argument("--boxes", action="store_true", help="write the boxes of blocks anew")
    parser.add_argument("--measure", action="store_true", help="list what is amiss")
    options = parser.parse_args(arguments)
    options.kinds = [kind for kind in options.kinds.split(",") if kind]
    options.modes = [mode for mode in options.modes.split(",") if mode] or list(MODES)
    for name, known in (("kinds", KINDS), ("modes", MODES)):
        if strangers := set(getattr(options, name)) - set(known):
            parser.error(f"no such {name}: {', '.join(sorted(strangers))}; {', '.join(known)}")
    return options


def main(arguments: list[str]) -> int:
    """Do what is asked; return 2 where nothing could be, 1 where something was found."""
    options = options_of(arguments)
    if options.boxes and (options.kinds or options.output):
        say("--boxes writes those of all kinds of the example: without --kinds, without --output")
        return NOTHING_DONE
    if wanting := lacking():
        say(wanting)
        return NOTHING_DONE
    with built(options.output) as folder, chromium() as browser:
        output = Output(folder)
        pages, missing = found(output, options.kinds)
        for kind in missing:
            say(f"{kind:20} not in this output: skipped")
        if options.to:
            chosen = {"modes": options.modes, "script": not options.without_script}
            for line in photograph(browser, output, pages, options.to, **chosen):
                say(line)
            for line in print_out(browser, output, pages, options.to):
                say(line)
        if options.boxes:
            write(STORED, probe(browser), boxes(browser, output, pages))
            say(f"written: {STORED}")
        return int(_measured(browser, output, pages)) if options.measure else 0


def _measured(browser: Browser, output: Output, pages: dict[str, str]) -> bool:
    """Print all that is amiss; return whether anything is."""
    if wanting := axe.lacking():
        say(f"skipped: {wanting}")
    count = 0
    for finding in chain(findings(browser, output, pages), poured(browser, output, pages)):
        say(str(finding))
        count += 1
    say(f"{len(pages)} pages, {len(output.homes)} first screens: {count} findings")
    return count > 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
