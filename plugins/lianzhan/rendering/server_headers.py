"""What web servers are to send with each page: for hosts that read `_headers`, and for nginx.

In: the policy of the theme's pages. Out: the texts. A server says what a page says itself, and what
no page can: that it is shown inside no other, and that its files are what their types say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.portal_files import HEADERS, NGINX_HEADERS

if TYPE_CHECKING:
    from lianzhan.rendering.content_policy import ContentPolicy

REFERRER = "same-origin"
"""To whom a page tells where its reader comes from: to pages of its own host, nobody else."""


def header_files(policy: ContentPolicy) -> dict[str, str]:
    """Return the files of the output folder by name; none where the theme keeps no policy."""
    if not policy.is_asked_for:
        return {}
    return {HEADERS: host_headers(policy), NGINX_HEADERS: nginx_headers(policy)}


def host_headers(policy: ContentPolicy) -> str:
    """Return `_headers`, as Cloudflare Pages, Netlify and others read it: for all addresses."""
    return (
        "/*\n"
        f"  Content-Security-Policy: {policy.in_headers}\n"
        f"  Referrer-Policy: {REFERRER}\n"
        "  X-Content-Type-Options: nosniff\n"
    )


def nginx_headers(policy: ContentPolicy) -> str:
    """Return the entry of a `map $sent_http_content_type` of nginx: the policy is for pages."""
    return f'"~^text/html" "{policy.in_headers}";\n'
