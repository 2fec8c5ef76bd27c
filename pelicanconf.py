"""Settings common to all sites. What differs from site to site stands in content/.

`pelican content -s pelicanconf.py` and `python3 tasks.py build` both read this file. Keys that
follow from the plan are set in rendering/pelican/settings.py and can't be changed here.
"""

from lianzhan import FederationPelican, shipped_theme

SETTINGS_FILE = __file__
PELICAN_CLASS = FederationPelican

# Folders count from this file.
PATH = "content"
OUTPUT_PATH = "output"
CACHE_PATH = ".cache/lianzhan"
THEME = str(shipped_theme())

# In rendering order. Pelican plugins of others come after ours.
PLUGINS = [
    "lianzhan.rendering.pelican.plan_reader",
    "lianzhan.rendering.pelican.columns",
    "lianzhan.rendering.pelican.pinned_column",
    "lianzhan.rendering.pelican.image_sizing",
    "lianzhan.rendering.pelican.one_page_check",
    "lianzhan.rendering.pelican.feeds",
    "lianzhan.rendering.pelican.sitemap",
]

DEFAULT_PAGINATION = 20
# Feeds are ours. Pelican would warn that its own lack an address, before the plan says so.
FEED_ALL_ATOM = None
CATEGORY_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
TRANSLATION_FEED_ATOM = None
TIMEZONE = "Asia/Shanghai"
DEFAULT_LANG = "zh-cn"
