"""The scripts that every page of the project's theme has, so that tests find all others."""

from __future__ import annotations

import re

from conftest import ROOT

_HEAD = (ROOT / "themes/lianzhan/static/js/head.js").read_text("utf-8").strip()
_FILES = r'<script src="[^"<>]*assets/theme-[0-9a-f]{16}/js/(?:%s)\.js"%s></script>\n'
_AT_ONCE = re.compile(_FILES % ("portal|buttons|way_back", " defer"))
_LATE = re.compile(rf'<template id="late">\n(?:{_FILES % ("site", "")}){{1,2}}</template>\n')


def without_own_scripts(page: str) -> str:
    """A page without them: articles and the portal's 404 have two files at once, all have a late one."""
    rest = _LATE.sub("", page.replace(f"<script>{_HEAD}</script>", "", 1), count=1)
    return _AT_ONCE.sub("", rest, count=2)
