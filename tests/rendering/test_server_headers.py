"""Servers are told what the pages promise, where the theme keeps it."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

from conftest import ROOT, SITES, House

from lianzhan.output.public_files import public_files
from lianzhan.rendering.content_policy import ContentPolicy, read_policy
from lianzhan.rendering.server_headers import header_files

if TYPE_CHECKING:
    from pathlib import Path

POLICY = read_policy(ROOT / "themes" / "lianzhan").in_headers


def test_hosts_and_nginx_say_the_same_policy(house: House) -> None:
    assert house.build().problems == ()
    lines = house.page("_headers").splitlines()
    assert lines == [
        "/*",
        f"  Content-Security-Policy: {POLICY}",
        "  Referrer-Policy: same-origin",
        "  X-Content-Type-Options: nosniff",
    ]
    assert all(re.fullmatch(r"  [A-Z][A-Za-z-]+: \S.*", line) for line in lines[1:])
    assert house.page("headers.nginx.conf") == f'"~^text/html" "{POLICY}";\n'
    assert not (house.output / "changsha/_headers").exists()


def test_each_host_has_its_own(tmp_path: Path) -> None:
    shutil.copytree(SITES / "valid", tmp_path / "content")
    house = House(tmp_path)
    toml = house.content / "federation.toml"
    text = toml.read_text("utf-8").replace("example.org/{slug}/", "{slug}.example.org/")
    toml.write_text(text, "utf-8")
    assert house.build().problems == ()
    assert house.page("changsha/_headers") == house.page("hunan/_headers") == house.page("_headers")


def test_they_are_published_with_the_sites(house: House) -> None:
    house.build()
    assert {"_headers", "headers.nginx.conf"} <= public_files(house.output).named.keys()


def test_a_theme_without_the_policy_is_not_held_to_it() -> None:
    assert header_files(ContentPolicy("", is_asked_for=False)) == {}
