"""The settings of a folder without pelicanconf.py: those of the project's own, with its theme."""

from __future__ import annotations

from typing import Any

from lianzhan.runtime.shipped import shipped_theme


def default_settings() -> dict[str, Any]:
    """Return the settings; folders count from where pelicanconf.py would stand."""
    return {
        "PATH": "content",
        "OUTPUT_PATH": "output",
        "CACHE_PATH": ".cache/lianzhan",
        "THEME": str(shipped_theme()),
        "PLUGINS": [
            "lianzhan.rendering.pelican.plan_reader",
            "lianzhan.rendering.pelican.columns",
            "lianzhan.rendering.pelican.pinned_column",
            "lianzhan.rendering.pelican.image_sizing",
            "lianzhan.rendering.pelican.one_page_check",
            "lianzhan.rendering.pelican.feeds",
            "lianzhan.rendering.pelican.sitemap",
        ],
        "DEFAULT_PAGINATION": 20,
        "FEED_ALL_ATOM": None,
        "CATEGORY_FEED_ATOM": None,
        "AUTHOR_FEED_ATOM": None,
        "AUTHOR_FEED_RSS": None,
        "TRANSLATION_FEED_ATOM": None,
        "TIMEZONE": "Asia/Shanghai",
        "DEFAULT_LANG": "zh-cn",
    }
