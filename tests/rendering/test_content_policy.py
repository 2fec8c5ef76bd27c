"""Pages carry a policy that lets nothing run but what is the theme's own."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, House

from lianzhan.rendering.content_policy import read_policy
from lianzhan.rendering.theme.sheets import served

if TYPE_CHECKING:
    from pathlib import Path

THEME = ROOT / "themes" / "lianzhan"
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


def theme_of(folder: Path, template: str, script: str | None) -> Path:
    (folder / "templates").mkdir()
    (folder / "templates/base.html").write_text(template, "utf-8")
    if script is not None:
        (folder / "static/js").mkdir(parents=True)
        (folder / "static/js/head.js").write_text(script, "utf-8", newline="")
    return folder


def test_a_policy_names_the_script_of_the_head_by_its_hash(tmp_path: Path) -> None:
    policy = read_policy(theme_of(tmp_path, "{{ content_policy() }}", "a()\r\nb()\r\n"))
    digest = base64.b64encode(hashlib.sha256(b"a()\nb()").digest()).decode()
    assert policy.script == "a()\nb()", "browsers hash lines as HTML has them"
    assert f"script-src 'self' 'sha256-{digest}';" in policy.in_pages()
    assert policy.is_asked_for


def test_a_theme_without_one_has_no_hash_and_may_ask_for_nothing(tmp_path: Path) -> None:
    policy = read_policy(theme_of(tmp_path, "<p>", None))
    assert "script-src 'self';" in policy.in_pages()
    assert not policy.is_asked_for


def test_nothing_comes_from_elsewhere_and_nothing_inline_runs() -> None:
    policy = read_policy(THEME).in_headers
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == rules["base-uri"] == rules["frame-ancestors"] == "'none'"
    assert rules["style-src"] == rules["img-src"] == rules["form-action"] == "'self'"
    assert rules["connect-src"] == "'self'"
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "frame-ancestors" not in read_policy(THEME).in_pages()


@pytest.mark.parametrize(
    ("name", "limit"),
    [("head.js", 204), ("site.js", 358), ("buttons.js", 358), ("way_back.js", 307)],
)
def test_a_script_stays_small(name: str, limit: int) -> None:
    """At most 0.2 KiB in the page as it is; packed beside it 0.35 for switches, as much for
    buttons, and 0.3 for the way back."""
    import gzip

    data = served(THEME, f"js/{name}")
    assert len(data if name == "head.js" else gzip.compress(data)) <= limit


def test_every_page_of_a_build_keeps_its_own_policy(house: House) -> None:
    """Its one inline script is the one that its policy names; 404.html may be shown elsewhere."""
    house.build()
    pages = sorted(house.output.rglob("*.html"))
    assert {page.name for page in pages} >= {"404.html", "index.html"}
    for page in pages:
        text = page.read_text("utf-8")
        (policy,) = POLICY.findall(text)
        hashes = re.findall(r"'sha256-([^']*)'", policy)
        scripts = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
        made = [base64.b64encode(hashlib.sha256(x.encode()).digest()).decode() for x in scripts]
        assert made in (hashes, []), page
        assert text.index(policy) < text.index("<script") if scripts else True
        assert ("style-src 'self' https://example.org;" in policy) == (page.name == "404.html")
