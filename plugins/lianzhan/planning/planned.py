"""One published value with its address, and as a site lists it: an outline's, with its text."""

from __future__ import annotations

import uuid
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

from lianzhan.model.frozen import dataclass
from lianzhan.model.target import Kind, classify
from lianzhan.planning.attached import attached_files, links_to_files
from lianzhan.planning.site_facts import FederationFacts, SiteLink, address, at_heading
from lianzhan.reading.links import anchor_of, anchors

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lianzhan.kinds.article.values import Article
    from lianzhan.kinds.value import Value
    from lianzhan.model.body import Image
    from lianzhan.model.catalog import Picture
    from lianzhan.planning.attached import PlannedFile
    from lianzhan.planning.outline import ListedArticle

_NAMESPACE = uuid.UUID("6f0b2f0e-7c53-5a0e-9d5c-3c1c1f6a4f51")


V_co = TypeVar("V_co", bound="Value", covariant=True)


@dataclass(frozen=True)
class Planned(Generic[V_co]):
    """A published value with its one canonical address.

    `id` comes from federation id and path alone, so it survives a new title, date or address; of
    what has moved, from the path that it had first.
    `links` maps every link target of the body that may stay to its address; a target that is not
    in it loses its link. `home` is the site it belongs to, `linked` the paths of what it links,
    `phase` what its kind goes by that changes with time (see `model.catalog.Entry`), `forwarded`
    the title of what it forwards.
    """

    value: V_co
    id: str
    url: str
    home: SiteLink
    links: tuple[tuple[str, str], ...]
    linked: tuple[str, ...] = ()
    phase: str = ""
    forwarded: str = ""

    @cached_property
    def cover(self) -> Picture | None:
        """The picture that stands for it in lists and feeds: of an animation one frame."""
        return self.lead.still if self.lead else None

    @cached_property
    def lead(self) -> Picture | None:
        """The same picture as it begins its own page, where an animation moves."""
        cover: Image | None = getattr(self.value, "cover", None)
        return dict(self.value.pictures).get(cover.src) if cover else None

    @property
    def lead_above(self) -> Picture | None:
        """The same picture as it stands above a text that does not show it itself."""
        cover: Image | None = getattr(self.value, "cover", None)
        is_shown = cover and any(image.src == cover.src for image in self.value.body.images)
        return None if is_shown else self.lead

    @property
    def files(self) -> tuple[PlannedFile, ...]:
        """The files that are published with it, each once, in the order of their links."""
        return attached_files(self.value, dict(self.links)) if self.value.linked_files else ()


PlannedArticle: TypeAlias = "Planned[Article]"


@dataclass(frozen=True)
class Listing(Generic[V_co]):
    """A planned value as one site lists it: in which column, and why (own, pushed, picked …)."""

    planned: Planned[V_co]
    column: str
    why: str

    @property
    def value(self) -> V_co:
        """The value itself."""
        return self.planned.value

    @property
    def id(self) -> str:
        """Its lasting id."""
        return self.planned.id

    @property
    def url(self) -> str:
        """Its one address."""
        return self.planned.url

    @property
    def home(self) -> SiteLink:
        """The site it belongs to."""
        return self.planned.home

    @property
    def phase(self) -> str:
        """What its kind goes by that changes with time."""
        return self.planned.phase

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        """The targets that may stay links, each with the address that it leads to."""
        return self.planned.links


def listing_of(
    listed: ListedArticle, shared: FederationFacts, values: Mapping[str, Any]
) -> Listing[Any]:
    """Return a listed value with its text, out of `values` by their paths."""
    return Listing(planned_of(listed, shared, values), listed.column, listed.why)


def planned_of(
    listed: ListedArticle, shared: FederationFacts, values: Mapping[str, Any]
) -> Planned[Any]:
    """Return a value with its address and its links, out of `values` by their paths."""
    value = values[listed.path]
    url = address(listed.home, listed.kind, value.column, value.name)
    links = (*_links(listed, value, url), *links_to_files(value, shared.assets(listed.home.url)))
    lasting = entry_id(shared.id, value.identity)
    forwarded = values[listed.forwarded[0]].full_title if listed.forwarded else ""
    more = (listed.linked, listed.phase, forwarded)
    return Planned(value, lasting, url, listed.home, links, *more)


def _links(listed: ListedArticle, value: Value, url: str) -> Iterator[tuple[str, str]]:
    """Yield every link that may stay: an author's own addresses, headings, those planned."""
    yield from listed.links
    ids = dict.fromkeys(anchors(value.body)) if value.body.links else {}
    for target in dict.fromkeys(link.target for link in value.links):
        found = classify(target)
        if found.kind is Kind.EXTERNAL:
            yield target, found.address
        elif found.kind is Kind.ANCHOR and (there := anchor_of(found.address, ids)):
            yield target, at_heading(url, there)


@lru_cache(maxsize=4096)
def entry_id(federation: str, path: str) -> str:
    """Return the lasting id of an article: a UUID (RFC 9562) of the federation's id and its path.

    That is its `identity`: where it stood first.

    Those pushed from above come again at every site.
    """
    return f"urn:uuid:{uuid.uuid5(_NAMESPACE, f'{federation}/{path}')}"
