"""A preview's own script and style may run on pages that forbid all others."""

from __future__ import annotations

from lianzhan.commands.preview.policy import allowing, style_source

HEAD = b'<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'


def test_what_is_added_comes_first() -> None:
    assert allowing(HEAD, "connect-src 'self'") == (
        b'<meta http-equiv="Content-Security-Policy"'
        b" content=\"connect-src 'self'; default-src 'none'\">"
    )


def test_a_page_without_a_policy_stays_as_it_is() -> None:
    assert allowing(b"<p>x", "connect-src 'self'") == b"<p>x"


def test_a_style_is_known_by_its_hash() -> None:
    sha = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="  # of nothing, as RFC 6234 has it
    assert style_source("") == f"style-src 'self' '{sha}'"
