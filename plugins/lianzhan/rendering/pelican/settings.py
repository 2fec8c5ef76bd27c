"""Stage 6, SitePlan to Pelican settings: the one file that knows Pelican's keys.

pelicanconf.py says what all sites share and may be changed by whoever runs the federation; what
stands here follows from the plan, or keeps Pelican from deciding what the gate has decided.
"""

from __future__ import annotations

import copy
from functools import cache
from typing import TYPE_CHECKING, Any

from lianzhan.model.federation import ASSETS
from lianzhan.reading.settings_file import FOLDERS, Settings
from lianzhan.texts.language import translations

if TYPE_CHECKING:
    from pathlib import Path

    from lianzhan.planning.plan import SitePlan

PLAN = "SITE_PLAN"
"""The setting under which our plugins find the plan."""
POLICY = "CONTENT_POLICY"
"""The setting that says what browsers may load on pages."""
PICTURE_SIZES = "PICTURE_SIZES"
"""The setting that maps each picture file's name to its bytes."""

OF_DEPLOY = ("DEPLOY_BRANCH", "DEPLOY_REMOTE", "DEPLOY_SINGLE_COMMIT")
"""Settings that say where the finished sites go."""

FIXED: Settings = {
    # The plan names every file; Pelican finds none of its own.
    "ARTICLE_EXCLUDES": [],
    "PAGE_EXCLUDES": [],
    "IGNORE_FILES": [],
    "STATIC_PATHS": [],
    "THEME_STATIC_PATHS": [],
    "OUTPUT_SOURCES": False,
    "DELETE_OUTPUT_DIRECTORY": False,
    "CACHE_CONTENT": False,
    "LOAD_CONTENT_CACHE": False,
    "WITH_FUTURE_DATES": True,
    # Names and paths say nothing: front matter has been read.
    "FILENAME_METADATA": "",
    "PATH_METADATA": "",
    "EXTRA_PATH_METADATA": {},
    "DEFAULT_METADATA": {},
    "USE_FOLDER_AS_CATEGORY": False,
    "FORMATTED_FIELDS": [],
    "ARTICLE_TRANSLATION_ID": None,
    "PAGE_TRANSLATION_ID": None,
    # The output contract.
    "ARTICLE_URL": "{category}/{slug}.html",
    "ARTICLE_SAVE_AS": "{category}/{slug}.html",
    "PAGE_URL": "pages/{slug}.html",
    "PAGE_SAVE_AS": "pages/{slug}.html",
    "CATEGORY_URL": "{slug}/index.html",
    "CATEGORY_SAVE_AS": "{slug}/index.html",
    # No such pages, but an ordinary theme links them: to the home page.
    "TAG_URL": "index.html",
    "AUTHOR_URL": "index.html",
    "DRAFT_SAVE_AS": "",
    "DRAFT_PAGE_SAVE_AS": "",
    "TAG_SAVE_AS": "",
    "AUTHOR_SAVE_AS": "",
    "ARCHIVES_SAVE_AS": "",
    "CATEGORIES_SAVE_AS": "",
    "TAGS_SAVE_AS": "",
    "AUTHORS_SAVE_AS": "",
    "DIRECT_TEMPLATES": ["index", "404"],
    "PAGINATION_PATTERNS": [
        (1, "{url}", "{save_as}"),
        (2, "{base_name}/page/{number}.html", "{base_name}/page/{number}.html"),
    ],
    "RELATIVE_URLS": True,
    # Feeds are ours (plugin feeds).
    "FEED_ATOM": None,
    "FEED_RSS": None,
    "FEED_ALL_ATOM": None,
    "FEED_ALL_RSS": None,
    "CATEGORY_FEED_ATOM": None,
    "CATEGORY_FEED_RSS": None,
    "AUTHOR_FEED_ATOM": None,
    "AUTHOR_FEED_RSS": None,
    "TAG_FEED_ATOM": None,
    "TAG_FEED_RSS": None,
    "TRANSLATION_FEED_ATOM": None,
    "TRANSLATION_FEED_RSS": None,
}
PLANNED = frozenset(
    {
        "SITENAME",
        "SITEURL",
        "FEED_DOMAIN",
        "ARTICLE_PATHS",
        "PAGE_PATHS",
        "ARTICLE_ORDER_BY",
        "PAGE_ORDER_BY",
        "TIMEZONE",
        "DEFAULT_LANG",
        "DEFAULT_DATE_FORMAT",
        "THEME_STATIC_DIR",
        "PAGINATED_TEMPLATES",
    }
)
"""Settings that a site's plan decides, whatever the settings file says."""
_OF_TASKS = frozenset({*OF_DEPLOY, "SETTINGS_FILE"})
"""Settings that no site's run is handed."""
_UNSEEN = frozenset({*FOLDERS, *FIXED, *PLANNED, *_OF_TASKS})
"""Settings whose value changes no byte of the output."""


def page_settings(settings: Settings) -> list[tuple[str, Any]]:
    """Return the settings that pages are made from, sorted.

    Files that agree in them build the same: neither what the plan decides is among them, nor what
    no page can show.
    """
    return sorted((k, v) for k, v in settings.items() if is_plain_data(v) and k not in _UNSEEN)


def is_plain_data(value: Any) -> bool:
    """Whether a setting's value is plain data, so that it can be passed on to another process."""
    if isinstance(value, (list, tuple)):
        return all(is_plain_data(item) for item in value)
    if isinstance(value, dict):
        return all(is_plain_data(item) for pair in value.items() for item in pair)
    return value is None or isinstance(value, (str, int, float, bool))


def site_settings(
    base: Settings, plan: SitePlan, output: Path, theme_version: str, sizes: dict[str, int]
) -> Settings:
    """Return the settings of one site's run: a deep copy, since Pelican changes them in place.

    `output` is the folder to write into, `theme_version` the name of the theme's folder of files,
    `sizes` the bytes of every picture file that feeds enclose.
    """
    url = plan.place.url.rstrip("/")
    articles = [listing.planned.value.path for listing in plan.listings]
    up = "../" if plan.shared.shares_host else ""
    common = {key: value for key, value in (base | FIXED).items() if key not in _OF_TASKS}
    settings = {key: _copied(value) for key, value in common.items()}
    return settings | {
        PLAN: plan,
        PICTURE_SIZES: sizes,
        "SITENAME": plan.name,
        "SITEURL": url,
        "FEED_DOMAIN": url,
        "OUTPUT_PATH": str(output),
        "ARTICLE_PATHS": articles,
        "PAGE_PATHS": [page.value.path for page in plan.pages],
        "ARTICLE_ORDER_BY": by_rank,
        "PAGE_ORDER_BY": by_rank,
        "TIMEZONE": plan.shared.timezone,
        "DEFAULT_LANG": plan.language.lower(),
        "DEFAULT_DATE_FORMAT": "%Y-%m-%d",
        "THEME_STATIC_DIR": f"{up}{ASSETS}/{theme_version}",
        "JINJA_ENVIRONMENT": jinja_environment(settings["JINJA_ENVIRONMENT"]),
        "PAGINATED_TEMPLATES": {"category": None},
        "DEFAULT_PAGINATION": settings["DEFAULT_PAGINATION"] or 20,
    }


def _copied(value: Any) -> Any:
    """Return a deep copy, in a fifth of the time: most settings are texts."""
    if type(value) is list:
        return [_copied(item) for item in value]
    if type(value) is dict:
        return {key: _copied(item) for key, item in value.items()}
    return value if isinstance(value, (str, int)) or value is None else copy.deepcopy(value)


def by_rank(content: Any) -> int:
    """Return the place the plan gave an article: Pelican's own order is that of a set."""
    return int(content.rank)


def jinja_environment(configured: Settings) -> Settings:
    """Return options for Jinja: everything is escaped, texts can be translated."""
    extensions = [*configured.get("extensions", ()), "jinja2.ext.i18n"]
    return configured | {"autoescape": True, "auto_reload": False, "extensions": extensions}


@cache
def _date_text(language: str) -> str:
    return translations(language).gettext("{0.year}年{0.month}月{0.day}日")


def date_text(moment: Any, language: str) -> str:
    """Return a day as readers of a language write it."""
    return _date_text(language).format(moment)
