"""Values: the federation, its sites, levels, columns, image profiles and review policy.

They go to workers with every site. Without slots: see `model.article`.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from lianzhan.model.attachments import DEFAULT_POLICY, FILES, AttachmentPolicy
from lianzhan.model.frozen import dataclass
from lianzhan.model.help import NO_HELP, Help
from lianzhan.model.profile import NO_PROFILE, DangerWords, Profile, Role
from lianzhan.model.proofs import DEFAULT_PROOFS, ProofPolicy
from lianzhan.model.sources import NO_SOURCES, SourcePolicy

if TYPE_CHECKING:
    from lianzhan.model.awards import Award
    from lianzhan.model.contact import Telephone
    from lianzhan.model.people import People
    from lianzhan.model.problem import Problem

NATIONAL = "national"
"""The offer that goes beyond the federation: any site above may pick it."""
ASSETS = "assets"
"""The folder of pictures and theme files: in the output folder, or in each site's (own hosts)."""
PICTURES = "pictures"
"""The folder of pictures in it."""
FROM_CONTENT = (f"{PICTURES}/", f"{FILES}/")
"""How the names of assets begin that come from content: pictures and attachments."""


CARDS = "cards"
LAYOUTS = ("rows", CARDS)
"""How a column's pages show its entries: one below the other, or as cards with their pictures."""


@dataclass(frozen=True)
class Level:
    """A rank of the federation, such as province, city, county.

    Where it is `signed`, a step of the review at its sites counts only with an SSH signature.
    """

    name: str
    title: str
    signed: bool = False


@dataclass(frozen=True)
class ReviewPolicy:
    """The steps that a review chain must hold, in order: 三审 is first, second, final.

    Where it `needs_digest`, a step counts only for the very text that it was signed for; else one
    that does not say for which counts, too. Where it `separates`, who submitted a text does not
    sign its last step.
    """

    steps: tuple[str, ...]
    needs_digest: bool = False
    separates: bool = False


@dataclass(frozen=True)
class ImageProfile:
    """What a picture must be to stand in a column.

    `formats` are lower-case Pillow names ("jpeg"); `max_bytes` counts bytes; a picture fits
    width by height in pixels when its ratio differs by at most `tolerance` (0.01 is 1 %).
    """

    name: str
    formats: tuple[str, ...]
    max_bytes: int
    width: int
    height: int
    tolerance: float


@dataclass(frozen=True)
class Column:
    """A column (栏目): Pelican's category.

    `pinned` fills the top slot of home pages; `push` shows an upper site's articles at every site
    below; `levels` names the levels that have it; `text_limit` counts characters as Chinese
    offices do (see `reading.body.count_characters`), None is no limit. Where it is `signed`, a step
    of the review of its articles counts only with an SSH signature.

    Its pages offer the kind of `service`, the `hotline`, and a way to leave (`quick_exit`). Their
    `layout` is one of `LAYOUTS`; "" is the first.
    """

    slug: str
    title: str
    levels: tuple[str, ...]
    pinned: bool = False
    push: bool = False
    text_limit: int | None = None
    image_profile: ImageProfile | None = None
    signed: bool = False
    description: str = ""
    role: Role | None = None
    service: str = ""
    hotline: Telephone | None = None
    quick_exit: bool = False
    layout: str = ""

    @property
    def shows_cards(self) -> bool:
        """Whether its pages show each entry as a card with its picture."""
        return self.layout == CARDS


@dataclass(frozen=True)
class Site:
    """One column site (栏目站): a folder with a site.toml.

    `path` is the folder as problems name it, `columns` are those visible here in their order,
    with this site's titles; `parent` is the slug of the nearest site above.
    """

    slug: str
    name: str
    level: str
    path: str
    columns: tuple[Column, ...]
    parent: str | None = None
    code: str | None = None
    profile: Profile = NO_PROFILE

    def column(self, slug: str) -> Column | None:
        """Return the visible column of that slug, or None."""
        return next((column for column in self.columns if column.slug == slug), None)


@dataclass(frozen=True)
class Federation:
    """The whole matrix: what federation.toml says, and every site: the tree by the sites' codes.

    `address` holds "{slug}" once and ends in "/"; `portal` is the address of the page of all
    sites; `feeds` names formats among rss, atom, json; `hub` is a WebSub hub's address. `people`
    are those who may sign, None where nothing says who may; `profile` is what sites fall back on,
    `sources` are those that articles may be reposted from.
    """

    id: str
    name: str
    language: str
    timezone: str
    address: str
    portal: str
    feeds: tuple[str, ...]
    hub: str | None
    levels: tuple[Level, ...]
    review: ReviewPolicy
    columns: tuple[Column, ...]
    image_profiles: tuple[ImageProfile, ...] = ()
    sites: tuple[Site, ...] = ()
    attachments: AttachmentPolicy = DEFAULT_POLICY
    people: People | None = None
    proofs: ProofPolicy = DEFAULT_PROOFS
    profile: Profile = NO_PROFILE
    danger_words: tuple[DangerWords, ...] = ()
    help: Help = NO_HELP
    awards: tuple[Award, ...] = ()
    sources: SourcePolicy = NO_SOURCES

    @cached_property
    def by_slug(self) -> dict[str, Site]:
        """Every site by its slug."""
        return {site.slug: site for site in self.sites}

    @property
    def moving_bytes(self) -> int:
        """Bytes up to which an animation is published moving: the most that an image profile takes.

        Without a profile it is the national one's 1 MB (巾帼文明岗网上行, 2020-04-27).
        """
        return max((profile.max_bytes for profile in self.image_profiles), default=1_048_576)

    @cached_property
    def children(self) -> dict[str | None, tuple[Site, ...]]:
        """The sites right below a site, by its slug; None holds the roots."""
        below: dict[str | None, list[Site]] = {}
        for site in self.sites:
            below.setdefault(site.parent, []).append(site)
        return {parent: tuple(sites) for parent, sites in below.items()}

    @cached_property
    def pinned(self) -> Column:
        """The pinned column (理论专栏)."""
        return next(column for column in self.columns if column.pinned)

    @cached_property
    def pushed(self) -> frozenset[str]:
        """The slugs of the columns whose articles show at all sites below."""
        return frozenset(column.slug for column in self.columns if column.push)

    @cached_property
    def rank(self) -> dict[str, int]:
        """Each level's name to its place from the top, which is 0."""
        return {level.name: place for place, level in enumerate(self.levels)}

    def ancestors(self, site: Site) -> tuple[Site, ...]:
        """Return the sites above, the highest first."""
        above: list[Site] = []
        while site.parent is not None:
            site = self.by_slug[site.parent]
            above.append(site)
        return tuple(reversed(above))

    def address_of(self, slug: str) -> str:
        """Return a site's public address, ending in "/"."""
        return self.address.replace("{slug}", slug)

    @cached_property
    def shares_host(self) -> bool:
        """Whether all sites and the portal stand on one host, each in a folder of its own."""
        return "{slug}" not in self.address.split("/")[2]


@dataclass(frozen=True)
class SiteTree:
    """What the configuration files say.

    `broken` are sites whose site.toml can't be used, with the federation's columns; `unread` those
    below folders that can't be listed (`unreadable`), of which nothing is read. Both keep their
    last good output. Those of them that stand in the output are among the federation's sites, by
    what they are known as there; the articles of the broken are still read.
    """

    federation: Federation
    broken: tuple[Site, ...]
    problems: tuple[Problem, ...]
    unread: tuple[Site, ...] = ()
    unreadable: tuple[str, ...] = ()

    @property
    def stand_ins(self) -> frozenset[str]:
        """The slugs of the sites that can't be built."""
        return frozenset(site.slug for site in (*self.broken, *self.unread))
