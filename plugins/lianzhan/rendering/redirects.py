"""Where moved articles are, for web servers: for hosts that read `_redirects`, and for nginx.

In: old addresses with the new ones; what was withdrawn has none, and a notice stands in its place.
Out: the texts, a line each, in the order of the old ones. No
address holds anything that either file would read as more than an address: names are letters,
digits and "-._", all else is quoted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from lianzhan.model.portal_files import NGINX_GONE, NGINX_REDIRECTS, REDIRECTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lianzhan.planning.plan import PortalPlan
    from lianzhan.planning.site_facts import Redirect


def redirect_files(plan: PortalPlan) -> dict[str, str]:
    """Return the portal's files of redirects by name; none where nothing has moved or is gone.

    Where sites have hosts of their own, each has its own `_redirects`.
    """
    if not plan.redirects:
        return {}
    shared = {REDIRECTS: host_redirects(plan.redirects)} if plan.shared.shares_host else {}
    moved, gone = nginx_redirects(plan.redirects), nginx_gone(plan.redirects)
    nginx = {NGINX_REDIRECTS: moved, NGINX_GONE: gone}
    return shared | {name: text for name, text in nginx.items() if text}


def host_redirects(redirects: Iterable[Redirect]) -> str:
    """Return `_redirects`, as Cloudflare Pages, Netlify and others read it: from, to, status.

    What is gone is answered with 410 (RFC 9110, 15.5.11) and its notice, by hosts that can: "!" is
    Netlify's mark for an address that has a page.
    """
    return "".join(map(_host_line, redirects))


def _host_line(redirect: Redirect) -> str:
    old = urlsplit(redirect.old).path
    new, status = (urlsplit(redirect.new).path, "301") if redirect.new else (old, "410!")
    return f"{old} {new} {status}\n"


def nginx_redirects(redirects: Iterable[Redirect]) -> str:
    """Return the entries of a `map $host$uri` of nginx: it looks them up unquoted."""
    moved = (redirect for redirect in redirects if redirect.new)
    return "".join(f'"{without_scheme(r.old)}" "{r.new}";\n' for r in moved)


def nginx_gone(redirects: Iterable[Redirect]) -> str:
    """Return the entries of such a map for what is to be answered with 410."""
    return "".join(f'"{without_scheme(r.old)}" 1;\n' for r in redirects if not r.new)


def without_scheme(address: str) -> str:
    """Return host and path of an address, unquoted."""
    parts = urlsplit(address)
    return f"{parts.hostname}{unquote(parts.path)}"
