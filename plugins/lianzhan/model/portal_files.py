"""Values: the names of the files that stand in the output folder itself."""

from __future__ import annotations

PORTAL_FILES = (
    "index.html",
    "404.html",
    "matrix.opml",
    "robots.txt",
    "sitemap.xml",
    "sitemap-portal.xml",
)
"""What the portal is made of, in the output folder itself."""
REDIRECTS, NGINX_REDIRECTS, NGINX_GONE = "_redirects", "redirects.nginx.conf", "gone.nginx.conf"
REDIRECT_FILES = (REDIRECTS, NGINX_REDIRECTS, NGINX_GONE)
"""Files for web servers that say where moved articles are, and which are gone, if there are any.
Beside the portal; the first stands in the root of each host, the one form that hosts read it in."""
