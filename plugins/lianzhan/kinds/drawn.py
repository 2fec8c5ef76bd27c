"""An article as the page of a value shows it that draws articles: a topic's, a campaign's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lianzhan.model.frozen import dataclass

if TYPE_CHECKING:
    from datetime import datetime

    from lianzhan.kinds.views import Shown, SiteName


@dataclass(frozen=True)
class DrawnView:
    """An article in the list of a value that draws it, as lists of the theme read it."""

    shown: Shown
    site: str

    @property
    def title(self) -> str:
        """Its title."""
        return str(self.shown.value.title)

    @property
    def address(self) -> str:
        """The address of its page, at its own site."""
        return self.shown.url

    @property
    def summary(self) -> str:
        """Its summary, or how its text begins."""
        return str(self.shown.value.summary or self.shown.value.body.excerpt)

    @property
    def date(self) -> datetime:
        """When it was published."""
        date: datetime = self.shown.value.date
        return date

    @property
    def iso_date(self) -> str:
        """The same for programs."""
        return self.date.isoformat()

    @property
    def origin(self) -> SiteName | None:
        """The site whose it is; None where that is this one."""
        return None if self.shown.home.slug == self.site else self.shown.home

    @property
    def document(self) -> Any:
        """The official document that it publishes, if it does."""
        return self.shown.value.document

    @property
    def cover(self) -> Any:
        """The picture that stands for it in lists, or None."""
        shown: Any = self.shown
        return shown.planned.cover
