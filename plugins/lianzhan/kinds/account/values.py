"""An account as it was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.account.keys import STOPPED
from lianzhan.kinds.account.platforms import RANK, TITLES
from lianzhan.kinds.value import Value
from lianzhan.model.frozen import dataclass
from lianzhan.model.target import classify

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True)
class Account(Value):
    """An account on another platform: `platform` is its lasting name, "" where it is unknown.

    `address` and `qr` are as they are written, `since` is when it was opened.
    """

    title: str = ""
    platform: str = ""
    id: str = ""
    address: str = ""
    qr: str = ""
    sends: str = ""
    since: datetime | None = None
    state: str = ""

    @property
    def platform_title(self) -> str:
        """What readers call its platform."""
        return TITLES.get(self.platform, "")

    @property
    def rank(self) -> tuple[int, int]:
        """Its place on a page: by platform, then as the file has them."""
        return RANK.get(self.platform, len(RANK)), self.begins

    @property
    def link(self) -> str:
        """The address of its page; "" where it has none."""
        return classify(self.address).address if self.address else ""

    @property
    def payload(self) -> str:
        """What its QR code says: an address in ASCII; "" where it has no code."""
        return classify(self.qr).address if self.qr else self.link

    @property
    def has_ended(self) -> bool:
        """Whether it has been given up: then no page shows it."""
        return self.state == STOPPED

    @property
    def sameness(self) -> tuple[str, ...]:
        """What no two accounts have in common: the id on a platform, an address, a code."""
        names = (f"{self.platform_title} {self.id.casefold()}",) if self.id else ()
        return tuple(dict.fromkeys((*names, *filter(None, (self.link, self.payload)))))

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses that its author wrote out."""
        return tuple(filter(None, (self.address, self.qr)))
