"""The way back to the site where a reader followed a link: js/way_back.js, run as a browser runs it."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest
from conftest import ROOT

SCRIPT = ROOT / "themes/lianzhan/static/js/way_back.js"
WAY_BACK = SCRIPT.read_text("utf-8")
BROWSER = """\
const [script, home, slug, referrer] = JSON.parse(process.argv[1]);
const link = {href: home};
const box = {firstElementChild: link, dataset: {slug}, hidden: true};
globalThis.document = {referrer, querySelector: (name) => slug && name === ".way-back" ? box : null};
new Function(script)();
console.log(box.hidden ? "" : link.href);
"""
HOST = "https://hunan.example.org/"


@pytest.mark.skipif(not shutil.which("node"), reason="needs node: .ci/run installs it with npm")
@pytest.mark.parametrize(
    ("home", "slug", "referrer", "back"),
    [
        ("hunan/index.html", "hunan", "anhua/index.html", "anhua/index.html"),
        ("hunan/index.html", "hunan", "anhua/theory/page/2.html?a#b", "anhua/index.html"),
        ("women/hunan/", "hunan", "women/yi-yang2/", "women/yi-yang2/"),
        ("hunan/w/", "hunan", "anhua/w/news/", "anhua/w/"),
        ("hunan/hunan/", "hunan", "hunan/anhua/", "hunan/anhua/"),
        ("hunan/index.html", "hunan", "hunan/news/index.html", ""),
        ("hunan/index.html", "hunan", "", ""),
        ("hunan/index.html", "hunan", "index.html", ""),
        ("hunan/index.html", "hunan", "anhua", ""),
        ("hunan/index.html", "hunan", "%2e%2e/x/", ""),
        ("hunan/index.html", "hunan", "//evil.example/x/", ""),
        ("women/hunan/", "hunan", "anhua/", ""),
        ("hunan/index.html", "", "anhua/", ""),
    ],
)
def test_a_reader_of_another_site_is_shown_the_way_back_and_no_other(
    home: str, slug: str, referrer: str, back: str
) -> None:
    said = [WAY_BACK, HOST + home, slug, HOST + referrer]
    command = ["node", "-e", BROWSER, json.dumps(said)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == (HOST + back if back else "")


@pytest.mark.skipif(not shutil.which("node"), reason="needs node: .ci/run installs it with npm")
@pytest.mark.parametrize("referrer", ["", "https://evil.example/hunan.example.org/x/"])
def test_who_comes_from_elsewhere_is_shown_none(referrer: str) -> None:
    said = [WAY_BACK, f"{HOST}hunan/", "hunan", referrer]
    command = ["node", "-e", BROWSER, json.dumps(said)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
