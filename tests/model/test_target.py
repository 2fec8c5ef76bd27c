"""One function decides about every address: what it is, and what may stand in the output."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianzhan.model.target import (
    SCHEMES,
    Kind,
    Target,
    as_written,
    classify,
    split,
    stripped,
)

PATHS = [
    "", "one.md", "/one.md", "{filename}one.md", "|filename|one.md", "?a=b", ".", "..", "../../x",
    "树.jpg", "a b.png", "100%.png", "中文:x", "12338:x", "图1：说明.png", "IMG：1.png", "a" * 9000,
    "a/b://c.png", ":https://e.example/a.png", "：https://e.example/a.png", "图https://e.example/a",
    "{filename}https://e.example/a.png", "{static}javascript:x", "{filename}//[/", "[甲", "x\\y.png",
    "a%00b.png", "java\u200bscript:x",
]  # fmt: skip
UNSAFE = [
    "javascript:alert(1)", "JavaScript:alert(1)", " javascript:x", "\x01javascript:x",
    "java\tscript:x", "java\r\nscript:x", "javascript%3a//%250aalert(1)", "javascript%253Ax",
    "%6a%61vascript:x", "java%0ascript:x", "%01javascript%3ax", "vbscript:x", "data:text/html,x",
    "data:" + "x" * 9000, "blob:https://e.example/x", "file:///etc/passwd", "filesystem:https://x/",
    "view-source:https://e.example/", "ftp://example.org", "C:\\x.md", "wordhttps://e.example/",
    "intent://x", "about:blank",
]  # fmt: skip
NO_ADDRESS = [
    "//[x", "///[::1]x/", "http://[::1", "http://[::1%25eth0]/", "http://[]/", "http://[v1.x]/",
    "http:///x", "///e.example", "//", "https:", "https://", "https:e.example", "https:/e.example",
    "http:one.md", "https:\\\\e.example", "https://e.example\\@f.example/", "\\\\e.example\\x",
    "/\\e.example", "\\/e.example", "/%5Ce.example", "http://h:99999/", "http://h:-1/", "http://h:x/",
    "http://h:1:2/", "https://a@e.example/", "https://a:b@e.example/", "https://e.example%40f.example/",
    "https://e.example%2Ff.example/", "https://%00/", "https://a b/", "https://%E2%80%8Be.example/",
    "https://ex\xadample.org/", "https://e\u202eample.org/", "https://%ff/", "https://e..example/",
    "https://./", "https://e.example：80/", "https：//e.example/", "https:／／e.example/",
    "／／e.example/", "\u200bhttps://e.example/", "https://℀.example/", "mailto:", "tel: ",
    "mailto://[x", "tel://]", "https://e.example/" + "x" * 9000, "//" + "x" * 9000,
    "\ud800.md", "https://e.example/\udfff", "%25252525252525252525252541",
]  # fmt: skip
EXTERNAL = {
    "https://example.org": "https://example.org",
    "https://www.women.org.cn/a?b=c#d": "https://www.women.org.cn/a?b=c#d",
    "HTTPS://Example.org/A": "https://Example.org/A",
    "//example.org/a": "https://example.org/a",
    " https://example.org/ ": "https://example.org/",
    "ht\ntps://example.org/a\tb": "https://example.org/ab",
    "https%3A//example.org/a%2520b": "https://example.org/a%20b",
    "https://中国妇女.网址/中 文": "https://中国妇女.网址/%E4%B8%AD%20%E6%96%87",
    "https://xn--fiqs8s.cn/": "https://xn--fiqs8s.cn/",
    "https://%E4%B8%AD%E5%9B%BD.cn/": "https://%E4%B8%AD%E5%9B%BD.cn/",
    "https://example。org/": "https://example。org/",
    "https://example.org./": "https://example.org./",
    "http://[::1]:8080/x": "http://[::1]:8080/x",
    "http://h:/": "http://h:/",
    "http://a_b.example/": "http://a_b.example/",
    "https://example.org?a={filename}": "https://example.org?a=%7Bfilename%7D",
    "https://example.org/100%": "https://example.org/100%25",
    "https://example.org/\"'<>\\|^`": "https://example.org/%22'%3C%3E%5C%7C%5E%60",
    "https://example.org/\u202ex": "https://example.org/%E2%80%AEx",
    "https://example.org/a://b": "https://example.org/a://b",
    "MAILTO:a@example.org": "mailto:a@example.org",
    "mailto:a@example.org?subject=甲 乙": "mailto:a@example.org?subject=%E7%94%B2%20%E4%B9%99",
    "mailto:javascript:x": "mailto:javascript:x",
    "tel:+86-731-12338": "tel:+86-731-12338",
}


@pytest.mark.parametrize("written", PATHS)
def test_what_has_neither_scheme_nor_host_is_a_path(written: str) -> None:
    assert classify(written) == Target(Kind.PATH)


@pytest.mark.parametrize(("written", "address"), EXTERNAL.items())
def test_an_address_elsewhere_is_written_whole_and_quoted(written: str, address: str) -> None:
    assert classify(written) == Target(Kind.EXTERNAL, address)


@pytest.mark.parametrize("written", UNSAFE)
def test_a_scheme_that_is_not_allowed_is_found_in_every_disguise(written: str) -> None:
    assert classify(written) == Target(Kind.UNSAFE)
    assert classify(written).is_refused


@pytest.mark.parametrize("written", NO_ADDRESS)
def test_what_browsers_and_people_read_differently_is_no_address(written: str) -> None:
    assert classify(written) == Target(Kind.NONE)
    assert classify(written).is_refused


@pytest.mark.parametrize(
    ("written", "address"),
    [("#一", "#一"), (" #一", "#一"), ("#%E4%B8%80", "#%E4%B8%80"), ("%23a", "#a"), ("#", "#"), ("#javascript:x", "#javascript:x")],
)  # fmt: skip
def test_a_fragment_alone_is_an_anchor(written: str, address: str) -> None:
    assert classify(written) == Target(Kind.ANCHOR, address)


def test_only_pages_and_pictures_are_of_the_web() -> None:
    assert classify("//example.org/a.png").is_web
    assert not any(classify(x).is_web for x in ("mailto:a@b.cn", "tel:1", "http:a", "a", "#a"))


@pytest.mark.parametrize(
    ("target", "written"),
    [
        ("%E4%B8%AD.md", "中.md"),
        ("a%2Fb", "a/b"),
        ("#%E4%B8%80", "#一"),
        ("https://example.org/%E4%B8%AD?a=%26", "https://example.org/%E4%B8%AD?a=%26"),
        ("//example.org/%E4", "//example.org/%E4"),
        ("mailto:a@example.org?subject=a%26b", "mailto:a@example.org?subject=a%26b"),
        ("javascript%3Ax", "javascript%3Ax"),
        ("%zz%", "%zz%"),
        ("%ff", "\ufffd"),
    ],
)
def test_only_paths_are_read_as_their_author_wrote_them(target: str, written: str) -> None:
    assert as_written(target) == written


PIECES = st.sampled_from(
    [
        "http", "https", "HTTPS", "javascript", "java", "script", "data", "mailto", "tel", ":", "%3a",
        "%253A", "：", "/", "//", "\\", "%2f", "%5C", "／", "[", "]", "::1", "@", "%40", "#", "%23", "?",
        "&", ";", "&#58;", "%", "%0a", "%00", "\t", "\n", "\x00", "\x1f", " ", "\u3000", "\u200b", "\u202e",
        "\xad", "\ufffd", "\ud800", "e.example", "example.org", "中国.cn", "xn--a", ":80", ":99999", ".",
        "..", "{filename}", "{static}", "|filename|", "a", "一", "'", '"', "<", ">", "=", ",", "(", ")",
    ]
)  # fmt: skip
ADDRESSES = st.lists(PIECES | st.characters(), max_size=12).map("".join)
BROWSERS = re.compile(r"^[\x00-\x20]*(?:[\\/]{2}|([A-Za-z][A-Za-z0-9+.-]*):)")


@settings(max_examples=3000, deadline=None)
@given(ADDRESSES)
def test_whatever_is_written_only_what_is_allowed_gets_an_address(written: str) -> None:
    target = classify(written)
    assert (target.kind in (Kind.EXTERNAL, Kind.ANCHOR)) is bool(target.address)
    if target.kind is Kind.EXTERNAL:
        parts = split(target.address)
        assert parts is not None
        assert parts.scheme in SCHEMES
        assert target.is_web is bool(parts.netloc and parts.scheme.startswith("http"))
        assert not re.search(r"[\s\x00-\x20\x7f<>\"\\^`{|}]", target.address)
        assert classify(target.address) == target


@settings(max_examples=3000, deadline=None)
@given(ADDRESSES)
def test_what_a_browser_would_follow_elsewhere_is_no_path(written: str) -> None:
    squeezed = re.sub(r"[\t\n\r]", "", written)
    if BROWSERS.match(squeezed):
        assert classify(written).kind not in (Kind.PATH, Kind.ANCHOR)


@settings(max_examples=3000, deadline=None)
@given(ADDRESSES)
def test_an_address_is_the_same_wherever_it_is_asked_about(written: str) -> None:
    """As it stands in the HTML, as it was written, and without what browsers ignore."""
    assert classify(as_written(written)).kind is classify(written).kind
    assert classify(stripped(written)).kind is classify(written).kind


@settings(max_examples=1000, deadline=None)
@given(
    st.from_regex(
        r"(\{[a-z]{1,8}\})?/?[\w./-]{1,9}(#\w{0,3})?|https?://[a-z0-9.-]{1,9}[a-z](/[\w%.]{0,5})?",
        fullmatch=True,
    )
)
def test_what_needs_no_closer_look_would_be_the_same_after_one(written: str) -> None:
    assert classify(written) == classify(f" {written}")
