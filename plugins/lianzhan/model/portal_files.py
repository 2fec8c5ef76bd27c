"""Values: the names of the files that stand in the output folder itself."""

from __future__ import annotations

WEAVE, MARK = "weave.svg", "mark.svg"
"""A site's woven band and its mark, in its own folder; those of the portal in the output folder.
No column, site or file of content can be called so: their names have no dot, or end in .html."""
OPML = "matrix.opml"
"""The feeds of all sites, to be imported into a feed reader."""
PORTAL_FILES = (
    "index.html",
    "404.html",
    OPML,
    "robots.txt",
    "sitemap.xml",
    "sitemap-portal.xml",
    WEAVE,
    MARK,
)
"""What the portal is made of, in the output folder itself."""
REDIRECTS, NGINX_REDIRECTS, NGINX_GONE = "_redirects", "redirects.nginx.conf", "gone.nginx.conf"
REDIRECT_FILES = (REDIRECTS, NGINX_REDIRECTS, NGINX_GONE)
"""Files for web servers that say where moved articles are, and which are gone, if there are any.
Beside the portal; the first stands in the root of each host, the one form that hosts read it in."""
HEADERS, NGINX_HEADERS = "_headers", "headers.nginx.conf"
HEADER_FILES = (HEADERS, NGINX_HEADERS)
"""Files for web servers that say what to send with each page. Beside the portal; the first stands
in the root of each host, as with redirects."""
SERVER_FILES = (*REDIRECT_FILES, *HEADER_FILES)
