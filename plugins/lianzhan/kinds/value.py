"""What every value that passes the gate can say of itself, whatever its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from lianzhan.model.body import Body, Image
    from lianzhan.model.catalog import Picture
    from lianzhan.model.review import ReviewStep


class Value(Protocol):
    """A value of a kind that passes the gate."""

    @property
    def path(self) -> str:
        """Its identity: the path of its file, and "#" and its name where the file holds many."""

    @property
    def site(self) -> str:
        """The slug of its home site."""

    @property
    def column(self) -> str | None:
        """The slug of its column; None where its kind has no columns."""

    @property
    def name(self) -> str:
        """The last part of its address."""

    @property
    def digest(self) -> str:
        """The digest of its words."""

    @property
    def date(self) -> datetime:
        """From when it may be shown."""

    @property
    def expires(self) -> datetime | None:
        """When it goes; None is never."""

    @property
    def status(self) -> str:
        """One of submitted, approved, withdrawn."""

    @property
    def review(self) -> tuple[ReviewStep, ...]:
        """The steps of its review chain that could be read."""

    @property
    def keys(self) -> tuple[tuple[str, int], ...]:
        """The keys in the head of its own Markdown file with their lines, repeats included."""

    @property
    def body(self) -> Body:
        """Its Markdown, parsed and sanitised."""

    @property
    def images(self) -> tuple[Image, ...]:
        """Every picture it shows."""

    @property
    def pictures(self) -> tuple[tuple[str, Picture], ...]:
        """The picture files that could be read, by the sources of its images."""

    @property
    def addresses(self) -> tuple[str, ...]:
        """Addresses that its author wrote out, besides those of links and pictures."""

    def line(self, key: str) -> int:
        """Return the line of a key, or that where the value begins."""
