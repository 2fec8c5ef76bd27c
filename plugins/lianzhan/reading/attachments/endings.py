"""Which links mean files, told by how they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.attachments import BY_ENDING, ending_of
from lianzhan.model.target import Kind, classify
from lianzhan.reading.links import without_prefix

if TYPE_CHECKING:
    from collections.abc import Iterator

_FORCED = ("{attach}", "{static}", "|attach|", "|static|")
"""How Pelican marks a link to a file."""
PROGRAMS = frozenset(
    (
        *("exe", "com", "scr", "pif", "cpl", "dll", "sys", "msi", "msp", "appx", "apk", "ipa"),
        *("bat", "cmd", "ps1", "psm1", "vbs", "vbe", "js", "jse", "mjs", "wsf", "wsh", "hta"),
        *("sh", "bash", "py", "pyc", "pl", "rb", "php", "asp", "aspx", "jsp", "jar", "class"),
        *("lnk", "url", "scf", "inf", "reg", "chm", "hlp", "iso", "img", "vhd", "dmg", "pkg"),
        *("html", "htm", "xhtml", "xht", "shtml", "mht", "mhtml", "svg", "svgz", "xml", "xsl"),
        *("docm", "dotm", "xlsm", "xltm", "xlam", "xlsb", "xll", "pptm", "potm", "ppsm", "ppam"),
        *("swf", "wasm", "elf", "bin", "run", "deb", "rpm", "app", "desktop", "ahk", "au3"),
    )
)
"""Endings of what runs, or what a browser runs scripts in. Those of Office have macros."""

_NOT_FOR_FILES = frozenset(("md", "markdown"))
_OTHERS = frozenset(
    (
        *("rar", "7z", "gz", "tgz", "tar", "bz2", "xz", "rtf", "odt", "ods", "odp", "uof", "caj"),
        *("epub", "mobi", "psd", "ai", "dwg", "dxf", "avi", "mov", "wmv", "flv", "mkv", "webm"),
        *("wav", "m4a", "aac", "wma", "ogg", "flac", "amr", "m4v", "gif", "webp", "bmp", "tif"),
        *("tiff", "heic", "heif", "avif", "ico", "ics", "vcf", "srt", "vtt", "tsv", "json"),
        *("dot", "dotx", "xlt", "xltx", "pot", "potx", "pps", "ppsx", "mdb", "accdb", "vsd"),
        *("vsdx", "mpp", "pub", "eml", "msg", "ceb", "key", "numbers", "pages"),
    )
)
_FILES = frozenset(BY_ENDING) | PROGRAMS | _OTHERS
"""Endings that mean a file, and no article: an article's name may have a dot, too."""


def names_file(target: str) -> bool:
    """Whether a link means a file of this tree that is no article, by how it is written."""
    if "." not in target or classify(target).kind is not Kind.PATH:
        return False
    endings = {ending_of(path.rpartition("/")[2]) for path in spellings(target)}
    if target.startswith(_FORCED):
        return endings.isdisjoint(_NOT_FOR_FILES)
    return not endings.isdisjoint(_FILES)


def spellings(target: str) -> Iterator[str]:
    """Yield what a target may mean: as it is, and without "#…" and "?…", which names may hold."""
    path = without_prefix(target).strip()
    yield path
    if (short := path.partition("#")[0].partition("?")[0]) != path:
        yield short
