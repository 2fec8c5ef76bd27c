"""Open pages hear of the next build, and the script that asks joins them."""

from __future__ import annotations

from datetime import UTC, datetime

from lianzhan.commands.preview.reloading import Builds, with_reload

STARTED = datetime(2026, 3, 8, tzinfo=UTC)
SCRIPT = b'<script src="/.lianzhan/reload.js" data-version="7"></script>'


def test_the_script_joins_a_page_at_the_end_of_its_body() -> None:
    page = b"<html><body><pre>&lt;/body></pre></BODY ></html>"
    assert with_reload(page, "7") == (
        b"<html><body><pre>&lt;/body></pre>" + SCRIPT + b"</BODY ></html>"
    )
    assert with_reload(b"<p>x", "7") == b"<p>x" + SCRIPT


def test_a_strict_page_lets_the_script_ask() -> None:
    page = b'<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
    assert b"content=\"connect-src 'self'; default-src" in with_reload(page, "7")


def test_a_page_of_an_earlier_server_hears_at_once_and_a_patient_one_is_sent_home() -> None:
    builds = Builds(STARTED)
    assert builds.newer("1", 30) == builds.version
    assert builds.newer(builds.version, 0) == builds.version
    assert Builds(datetime(2026, 3, 9, tzinfo=UTC)).version != builds.version
