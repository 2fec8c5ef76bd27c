"""Where moved articles are, for web servers: for hosts that read `_redirects`, and for nginx.

In: old addresses with the new ones. Out: the texts, a line each, in the order of the old ones. No
address holds anything that either file would read as more than an address: names are letters,
digits and "-._", all else is quoted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from lianzhan.model.federation import NGINX_REDIRECTS, REDIRECTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lianzhan.planning.plan import PortalPlan
    from lianzhan.planning.site_facts import Redirect


def redirect_files(plan: PortalPlan) -> dict[str, str]:
    """Return the portal's files of redirects by name; none where nothing has moved.

    Where sites have hosts of their own, each has its own `_redirects`.
    """
    if not plan.redirects:
        return {}
    shared = {REDIRECTS: host_redirects(plan.redirects)} if plan.shared.shares_host else {}
    return shared | {NGINX_REDIRECTS: nginx_redirects(plan.redirects)}


def host_redirects(redirects: Iterable[Redirect]) -> str:
    """Return `_redirects`, as Cloudflare Pages, Netlify and others read it: from, to, status."""
    return "".join(f"{urlsplit(r.old).path} {urlsplit(r.new).path} 301\n" for r in redirects)


def nginx_redirects(redirects: Iterable[Redirect]) -> str:
    """Return the entries of a `map $host$uri` of nginx: it looks them up unquoted."""
    return "".join(f'"{without_scheme(r.old)}" "{r.new}";\n' for r in redirects)


def without_scheme(address: str) -> str:
    """Return host and path of an address, unquoted."""
    parts = urlsplit(address)
    return f"{parts.hostname}{unquote(parts.path)}"
