"""Settings that all stock sites share; each site's own file imports them and adds name and place.

What one site alone can have: no page of another site, no pushed article, no portal, no neighbours
(stock Pelican has none). Nothing is built that the other candidates do not build.
"""

PLUGINS = []  # no plugin that happens to be installed
TIMEZONE = "Asia/Shanghai"
DEFAULT_LANG = "zh-cn"
DEFAULT_DATE_FORMAT = "%Y年%-m月%-d日"
FEDERATION = "联站基准联合会"
DEFAULT_PAGINATION = 5
PAGINATED_TEMPLATES = {"category": None}
PAGINATION_PATTERNS = [
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}.html", "{base_name}/page/{number}.html"),
]
DIRECT_TEMPLATES = ["index"]
RELATIVE_URLS = True
ARTICLE_URL = ARTICLE_SAVE_AS = "{category}/{slug}.html"
CATEGORY_URL = CATEGORY_SAVE_AS = "{slug}/index.html"
TAG_SAVE_AS = AUTHOR_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
TRANSLATION_FEED_ATOM = None
FEED_ALL_RSS = "feed.xml"
CATEGORY_FEED_RSS = "{slug}/feed.xml"
FEED_MAX_ITEMS = 20
RSS_FEED_SUMMARY_ONLY = False
