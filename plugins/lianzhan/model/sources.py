"""Values: whom the federation reposts from (转载来源), and what a repost from elsewhere is."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from lianzhan.model.codes import Severity
from lianzhan.model.frozen import dataclass
from lianzhan.model.hosts import host_fault, stands_below, written_host
from lianzhan.model.proofs import OFF

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True)
class SourceKind:
    """A kind of sources: what people call it, and schema.org's type of such an organisation."""

    title: str
    type: str


_NEWS, _OFFICE = "NewsMediaOrganization", "GovernmentOrganization"
SOURCE_KINDS: Mapping[str, SourceKind] = MappingProxyType(
    {
        "central-media": SourceKind("中央媒体", _NEWS),
        "industry-media": SourceKind("行业媒体", _NEWS),
        "local-media": SourceKind("地方媒体", _NEWS),
        "ministry": SourceKind("部委", _OFFICE),
        "government": SourceKind("党政机关", _OFFICE),
        "federation": SourceKind("妇联", _OFFICE),
    }
)
"""Kinds of sources by their names in federation.toml: those of the list of sources for internet
news (国家互联网信息办公室, 互联网新闻信息稿源单位名单, 2021), and the federations of women."""


@dataclass(frozen=True)
class ListedSource:
    """A source that may be reposted: its name, its hosts, what it is.

    A host counts with all its subdomains. Where it `is_canonical`, the page of a repost names the
    address of the original as its canonical one.
    """

    name: str
    hosts: tuple[str, ...]
    kind: str
    is_canonical: bool = False


@dataclass(frozen=True)
class SourcePolicy:
    """The sources listed, and what a repost from elsewhere is: "off", "warning" or "error"."""

    listed: tuple[ListedSource, ...] = ()
    unlisted: str = Severity.ERROR.value

    @property
    def severity(self) -> Severity | None:
        """What a repost from elsewhere is; None where that is no matter: without a list, too."""
        return Severity(self.unlisted) if self.listed and self.unlisted != OFF else None


NO_SOURCES = SourcePolicy()
"""What a federation that lists none has."""


def source_at(address: str, listed: Iterable[ListedSource]) -> ListedSource | None:
    """Return whose an address is: of several hosts that it stands below, the nearest decides.

    An address whose host is not written plainly is nobody's.
    """
    host = written_host(address)
    if not host or host_fault(host):
        return None
    found = ((len(x), each) for each in listed for x in each.hosts if stands_below(host, x))
    return max(found, key=lambda pair: pair[0], default=(0, None))[1]
