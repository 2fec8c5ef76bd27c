"""Pelican's articles, pages and columns, filled from the plan instead of worked out anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from markupsafe import Markup
from pelican import contents, signals
from pelican.urlwrappers import Category

from lianzhan.rendering.html.typography import headings, reading_minutes
from lianzhan.rendering.pelican.settings import PLAN, date_text
from lianzhan.rendering.pelican.writer import is_plain

if TYPE_CHECKING:
    from lianzhan.model.federation import Column
    from lianzhan.planning.planned import PlannedArticle

FILE = "planned_file"
"""The metadata that names the file an article or page of this site is written to."""


_WITHOUT_PROPERTY = frozenset(
    {"address", "byline", "campaign", "category", "cover", "date", "kind", "lead_picture", "offer"}
    | {"origin", "planned", "rank", "reader", "slug", "source", "tags", "title", "unit", "work"}
    | {"shown_document", "shown_source", "shown_work", "structured_data", FILE}
)
"""Metadata of every article that no class has a property for: they need not be looked for."""


class _Planned(contents.Content):  # type: ignore[misc]
    """What articles and pages have in common.

    Pelican would try for each what a reader may leave open, and work out anew each time it is asked
    an address from all metadata, eleven times an article, and a path from the working folder.
    """

    planned: PlannedArticle

    def __init__(
        self,
        content: str,
        metadata: dict[str, Any],
        settings: dict[str, Any],
        source_path: str,
        context: dict[str, Any],
    ) -> None:
        """Set what Pelican's constructor sets; a day is written as the site's language does."""
        self.settings, self._content, self._context = settings, content, context
        self.translations: list[Any] = []
        for key, value in metadata.items():
            if key in _WITHOUT_PROPERTY:
                self.__dict__[key] = value
            else:
                name = f"override_{key}" if key in {"save_as", "url"} else key.lower()
                setattr(self, name, value)
        self.metadata = metadata
        self.template = self._get_template()
        if "author" in metadata and "authors" not in metadata:
            self.authors = [metadata["author"]]
        self.lang = metadata.get("lang", settings["DEFAULT_LANG"])
        self.in_default_lang = self.lang == settings["DEFAULT_LANG"]
        self.source_path = source_path
        self.relative_source_path = self.get_relative_source_path()
        self.timezone = ZoneInfo(settings["TIMEZONE"])
        self.date_format = settings["DEFAULT_DATE_FORMAT"]
        self.locale_date = date_text(self.date, settings[PLAN].language)
        self.iso_date = self.date.isoformat()
        self._summary = metadata["summary"]
        if signals.content_object_init.receivers:
            signals.content_object_init.send(self)

    @property
    def minutes(self) -> int:
        """How many minutes it takes to read."""
        return reading_minutes(self.planned.value.body.characters)

    @property
    def headings(self) -> tuple[tuple[str, str], ...]:
        """The ids and words of its parts, where it has so many that a page begins with them."""
        return headings(self.planned.value.body.html)

    def get_relative_source_path(self, source_path: str | None = None) -> str | None:
        if source_path:
            path: str | None = super().get_relative_source_path(source_path)
            return path
        return self.planned.value.path

    def get_url_setting(self, key: str) -> str:
        return str(getattr(self, f"override_{key}", self.metadata.get(FILE, "")))

    def get_content(self, _siteurl: str) -> Markup:
        return Markup(self._content)  # noqa: S704 - sanitised when it was read

    def get_summary(self, _siteurl: str) -> Markup:
        return Markup(self.metadata["summary"])  # noqa: S704 - escaped by the reader

    def get_static_links(self) -> set[str]:
        """No body asks Pelican for a file: its links are those of the plan."""
        return set()

    def _has_valid_save_as(self) -> bool:
        return is_plain(self.save_as) or bool(super()._has_valid_save_as())


# Named as Pelican's own, since Pelican and plugins look up settings by the name of the class.
class Article(_Planned, contents.Article):  # type: ignore[misc]
    """A planned article."""


class Page(_Planned, contents.Page):  # type: ignore[misc]
    """A planned page."""


def category_of(column: Column, settings: dict[str, Any]) -> Category:
    """Return a column as Pelican's category, with the column; `address` is that of its page."""
    category = Category(column.title, settings)
    category.slug = column.slug
    category.column = column
    category.address = settings[PLAN].column_url(column.slug)
    return category
