"""`python -m benchmarks`: make the corpus, check that the three build the same, measure, print."""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path

from benchmarks.bench import Bench
from benchmarks.measure import FailedBuildError
from benchmarks.rows import ALL_ROWS
from benchmarks.table import text

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - a tmpfs: disks are too noisy to measure on
MARKER = ".lianzhan-bench"
NOTES = {
    "wall": "medians of whole processes, interpreter start included; builders in turn, run by run",
    "CPU": "user and system seconds of the command and all its descendants (wait4)",
    "peak": "resident set of the largest single process (ru_maxrss), not the sum",
    "× Hugo, loop": "our median wall divided by the peer's median cold wall in this same bench",
    "ours also": "checks every article, gates by review, reads every page back, writes 404.html, "
    "sitemap.xml and robots.txt a site and the OPML: Hugo is not asked for these",
    "the loop": "one `pelican` process a site, one after another; no pushed articles, no portal, "
    "no neighbours, so fewer pages",
    "own-theme and below": "our own theme, and content of kinds that the peers have not; their "
    "ratios are to the peers' plain content",
}


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python3 tasks.py bench", description=__doc__)
    parser.add_argument("--sites", type=int, default=137)
    parser.add_argument("--articles", type=int, default=6_850)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=5, help="rounds of our rows and Hugo")
    parser.add_argument(
        "--peer-runs", type=int, default=1, help="runs of the slow stock loop; 0: none"
    )
    parser.add_argument(
        "--rows", default=",".join(ALL_ROWS), help="rows wanted, with commas between"
    )
    parser.add_argument("--ten-times-runs", type=int, default=1)
    parser.add_argument(
        "--ten-times-peers", action="store_true", help="run Hugo on ten times the content, too"
    )
    parser.add_argument(
        "--patience", type=float, default=60, help="seconds to wait for a quiet machine, each time"
    )
    parser.add_argument("--profile", action="store_true", help="print where our time goes")
    parser.add_argument("--json", type=Path, help="write medians and ratios to this file")
    parser.add_argument("--folder", type=Path, default=_default_folder())
    parser.add_argument("--keep", action="store_true", help="leave the folder when done")
    options = parser.parse_args()
    options.rows = options.rows.split(",")
    unknown = set(options.rows) - set(ALL_ROWS)
    if unknown:
        parser.error(f"no such row: {', '.join(sorted(unknown))}; there are {', '.join(ALL_ROWS)}")
    options.folder = options.folder.absolute()
    return options


def _default_folder() -> Path:
    base = SHARED_MEMORY if SHARED_MEMORY.is_dir() else Path(tempfile.gettempdir())
    return base / "lianzhan-bench"


def _claim(folder: Path) -> None:
    """Start from an empty folder; one that a bench did not make is not touched."""
    if folder.exists() and any(folder.iterdir()) and not (folder / MARKER).exists():
        raise SystemExit(f"{folder} holds something that no bench has put there")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / MARKER).touch()


def main() -> None:
    """Run the bench and print the table."""
    options = _options()
    _claim(options.folder)
    bench = Bench(options)
    try:
        bench.run()
    except FailedBuildError as error:
        raise SystemExit(str(error)) from None
    finally:
        if not options.keep:
            shutil.rmtree(options.folder, ignore_errors=True)
    print(text(bench.results, bench.about | NOTES))
    if options.json:
        document = json.dumps(bench.results.document(), indent=1)
        options.json.write_text(document + "\n", "utf-8")


if __name__ == "__main__":
    main()
