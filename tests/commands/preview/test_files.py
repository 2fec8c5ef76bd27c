"""An address means a file of the output, of the right type, and nothing of ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from lianzhan.commands.preview.files import content_type, find_file


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("feed.xml", "application/rss+xml; charset=utf-8"),
        ("atom.xml", "application/atom+xml; charset=utf-8"),
        ("feed.json", "application/feed+json; charset=utf-8"),
        ("sitemap.xml", "application/xml; charset=utf-8"),
        ("matrix.opml", "text/x-opml; charset=utf-8"),
        ("site.css", "text/css; charset=utf-8"),
        ("A.JPG", "image/jpeg"),
        ("x.unknown", "application/octet-stream"),
    ],
)
def test_every_file_has_its_type(name: str, expected: str) -> None:
    assert content_type(Path(name)) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/", "index.html"),
        ("/changsha/", "changsha/index.html"),
        ("//changsha///feed.json", "changsha/feed.json"),
        ("/changsha/%E8%AF%BB%E4%B9%A6%20%E4%BC%9A.html", "changsha/读书 会.html"),
    ],
)
def test_addresses_mean_files_of_the_output(address: str, expected: str, output: Path) -> None:
    assert find_file(output, address) == output / expected


@pytest.mark.parametrize(
    "address",
    [
        "/../secret.txt", "/%2e%2e/secret.txt", "/changsha/..%2f..%2fsecret.txt", "/./index.html",
        "/..\\secret.txt", "/C:/secret.txt", "/link.txt", "/ours.json", "/half/half.html", "/loop", "/loop/", "/up/secret.txt",
        "/.lianzhan", "/.staging/half.html",
        "/changsha/.lianzhan.json", "/changsha/%2elianzhan.json", "/x\0", "/%00", "/gone",
        "/changsha", "/index.html/", f"/{'x' * 5000}",
    ],
)  # fmt: skip
def test_no_address_leads_out_of_the_output_or_to_what_is_ours(address: str, output: Path) -> None:
    assert find_file(output, address) is None
