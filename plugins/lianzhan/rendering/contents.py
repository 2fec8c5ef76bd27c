"""Pelican's articles and pages as the plan has them: nothing is looked up that the plan says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup
from pelican import contents

from lianzhan.rendering.writer import is_plain

if TYPE_CHECKING:
    from lianzhan.plan import PlannedArticle

FILE = "planned_file"
"""The metadata that names the file an article or page of this site is written to."""


class _Planned(contents.Content):  # type: ignore[misc]
    """What articles and pages have in common.

    Pelican would work all this out anew each time it is asked: an address from all metadata, eleven
    times an article, and a path from the working folder.
    """

    planned: PlannedArticle

    def get_relative_source_path(self, source_path: str | None = None) -> str | None:
        if source_path:
            path: str | None = super().get_relative_source_path(source_path)
            return path
        return self.planned.article.path

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
