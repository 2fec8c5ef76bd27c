"""What readers see of accounts: a page of a site's own and of those above, and how many below."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from lianzhan.kinds.account.coverage import Coverage, coverage
from lianzhan.kinds.account.platforms import PLATFORM, WECHAT
from lianzhan.kinds.organisations import office
from lianzhan.kinds.pages import FIRST, FOOTER, Block, File, NavigationEntry, NoPages, Page
from lianzhan.kinds.qr_codes import qr_svg
from lianzhan.model.catalog import OWN
from lianzhan.model.codes import N_
from lianzhan.model.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lianzhan.kinds.views import Shown, SiteView

FILE = "accounts/index.html"
TITLE = N_("关注我们")


@dataclass(frozen=True)
class Card:
    """An account on a page; `code` is the address of its QR code's file, "" where it has none.

    `data` is what the page says of it to programs: nothing where its own site says it.
    """

    shown: Shown
    code: str
    data: dict[str, str] | None


class AccountPages(NoPages):
    """Pages of accounts."""

    def pages(self, site: SiteView, shown: tuple[Shown, ...]) -> Iterator[Page]:
        """Yield the page, where there is anything to follow or to count."""
        below = below_site(site)
        if shown or below:
            own = (account for account in shown if account.why == OWN)
            above = nearest_first(site, (account for account in shown if account.why != OWN))
            cards = {"own": _cards(sorted(own, key=_rank)), "above": _cards(above)}
            yield Page(FILE, "accounts", {**cards, "coverage": below})

    def files(self, _site: SiteView, shown: tuple[Shown, ...]) -> Iterator[File]:
        """Yield the codes of a site's own accounts: the sites below show these very files.

        Files, since 微信 offers to follow a code that is held down only where it is a picture.
        """
        for account in shown:
            value = account.value
            if account.why == OWN and value.payload:
                yield File(f"accounts/{value.name}.svg", qr_svg(value.payload).encode())

    def navigation(self, site: SiteView, shown: tuple[Shown, ...]) -> NavigationEntry | None:
        """Return the entry that leads to the page, at the foot of all others."""
        is_there = shown or site.mentions("account")
        return NavigationEntry(TITLE, FILE, FOOTER) if is_there else None

    def way(self, site: SiteView, shown: tuple[Shown, ...]) -> Block | None:
        """Return the easiest way: the nearest 公众号, where the site or one above has one."""
        on_wechat = [each for each in shown if each.value.platform == WECHAT.name]
        if not on_wechat:
            return None
        own = [account for account in on_wechat if account.why == OWN]
        nearest = min(own, key=_rank) if own else nearest_first(site, on_wechat)[0]
        values = {"account": nearest, "url": site.url + FILE.removesuffix("index.html")}
        return Block("way_accounts", values, FIRST)


def nearest_first(site: SiteView, accounts: Iterable[Shown]) -> list[Shown]:
    """Order the accounts of the sites above: the nearest site's come first."""
    height = {place.slug: -depth for depth, place in enumerate(site.ancestors)}
    return sorted(accounts, key=lambda account: (height[account.home.slug], _rank(account)))


def below_site(site: SiteView) -> Coverage | None:
    """Return how many sites below have accounts, by level and platform; None where none has any."""
    known: dict[str, set[str]] = {}
    for account in site.mentions("account"):
        known.setdefault(account.home.slug, set()).add(account.fact(PLATFORM))
    return coverage(site.below, known) if known else None


def _rank(account: Shown) -> tuple[int, int]:
    rank: tuple[int, int] = account.value.rank
    return rank


def _cards(accounts: Iterable[Shown]) -> list[Card]:
    return [Card(account, _code(account), _data(account)) for account in accounts]


def _code(account: Shown) -> str:
    file = f"accounts/{quote(account.value.name)}.svg"
    return account.home.url + file if account.value.payload else ""


def _data(account: Shown) -> dict[str, str] | None:
    """Return whose account it is (schema.org, sameAs), where it has an address."""
    link: str = account.value.link
    is_said = account.why == OWN and link
    return (
        {"@context": "https://schema.org", **office(account.home), "sameAs": link}
        if is_said
        else None
    )


PAGES = AccountPages()
