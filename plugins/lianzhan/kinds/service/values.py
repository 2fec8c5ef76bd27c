"""A service as it was read."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from lianzhan.kinds.value import Value
from lianzhan.model.catalog import ALWAYS, NEVER
from lianzhan.model.frozen import dataclass

if TYPE_CHECKING:
    from lianzhan.model.contact import Hours, Point, Telephone

STALE = "stale"
"""The phase of a service that nobody has checked for too long."""
GOOD_FOR = timedelta(days=2 * 365)
"""For how long a check is good. No rule gives a number, this one is ours: who looks at all services
once a year has another year before readers are warned."""


@dataclass(frozen=True)
class Service(Value):
    """A service of one office, one of many in services.toml.

    `kind` is the slug of one of the federation's kinds; `hours` are regular ones, `holidays` those
    of public holidays; `appointment` says how to arrange one, `booking` is where on the web.
    `checked` is the day until which all this is known to be right: a service needs no other date.
    """

    date: datetime = ALWAYS
    title: str = ""
    kind: str = ""
    summary: str = ""
    audience: str = ""
    telephones: tuple[Telephone, ...] = ()
    hours: Hours | None = None
    holidays: Hours | None = None
    appointment: str = ""
    address: str = ""
    point: Point | None = None
    fee: str = ""
    capacity: str = ""
    booking: str = ""
    checked: datetime = NEVER

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where it is booked."""
        return (self.booking,) if self.booking else ()

    @property
    def good_until(self) -> datetime:
        """From when on its check is too old."""
        return NEVER if self.checked == NEVER else self.checked + GOOD_FOR

    def is_stale(self, now: datetime) -> bool:
        """Whether nobody has checked it for too long."""
        return self.good_until <= now
