"""What the sanitiser takes out is named where it stands."""

from __future__ import annotations

import pytest

from reading.body.as_read import html_of, named


@pytest.mark.parametrize(
    "tag",
    ["video", "audio", "iframe", "embed", "object", "svg", "VIDEO", "canvas", "script", "form"],
)
def test_media_are_named_with_their_line(tag: str) -> None:
    text = f"看：\n\n<{tag} src='a.mp4'></{tag}>\n\n好"
    assert ("media-dropped", 3) in named(text)
    assert f"<{tag.lower()}" not in html_of(text)


@pytest.mark.parametrize(
    "text", ["`<video>`", "```\n<video>\n```", "<!-- <video> -->", "<videos>", "甲<b>乙</b>"]
)
def test_what_only_looks_like_media_is_not(text: str) -> None:
    assert all(code != "media-dropped" for code, _ in named(text))
