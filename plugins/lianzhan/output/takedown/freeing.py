"""One file's text without what leads to pages and sites that are gone, whatever kind of text it is.

In: its bytes, and the folder and path that it has. Out: the bytes that are to stand there.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from lianzhan.model.portal_files import REDIRECT_FILES
from lianzhan.output.content_lines import has_content_lines, unfolded
from lianzhan.output.file_kinds import ending
from lianzhan.output.takedown.addresses import without_addresses
from lianzhan.output.takedown.components import components_without
from lianzhan.output.takedown.feeds import data_without, json_without, xml_without
from lianzhan.output.takedown.pages import PageEdit
from lianzhan.output.takedown.targets import names_article

if TYPE_CHECKING:
    from lianzhan.output.takedown.addresses import Leads
    from lianzhan.output.takedown.targets import Targets

_SOME_TAG = re.compile(rb"<(?:!doctype html|html|body|a)\b", re.IGNORECASE)
_UNREADABLE = (AssertionError, ValueError, RecursionError)
"""What parsers raise for a text that nobody should have written."""


def freed(data: bytes, file: str, slug: str, targets: Targets) -> bytes:
    """Return a file of a site's folder, or of the portal (slug ""), without what is gone.

    Of one that can't be parsed, the addresses go alone.
    """
    if not targets.are_mentioned(unfolded(file, data)):
        return data

    def leads(address: str) -> bool:
        return targets.leads_here(address, slug, file)

    try:
        data = _parsed(data, file, slug, targets, leads)
    except _UNREADABLE:
        text = without_addresses(data.decode("utf-8", "surrogateescape"), leads)
        data = text.encode("utf-8", "surrogateescape")
    if not targets.removed:
        return data
    text = targets.without_removed(data.decode("utf-8", "surrogateescape"))
    return text.encode("utf-8", "surrogateescape")


def _parsed(data: bytes, file: str, slug: str, targets: Targets, leads: Leads) -> bytes:
    kind = ending(file)
    if has_content_lines(file):
        return components_without(data, file, leads, lambda line: _line(line, leads, targets))
    if posixpath.basename(file) in REDIRECT_FILES:
        return b"".join(line for line in data.splitlines(keepends=True) if not _leads(line, leads))
    if kind in ("xml", "opml", "rss", "atom"):
        return xml_without(data, leads)
    if kind in ("json", "webmanifest"):
        return json_without(data, leads)
    text = data.decode("utf-8", "surrogateescape")
    if kind in ("html", "htm", "xhtml") or _SOME_TAG.search(data):
        text = _page(data_without(text, leads), file, slug, targets)
    else:
        text = without_addresses(text, leads)
    return text.encode("utf-8", "surrogateescape")


def _line(line: str, leads: Leads, targets: Targets) -> str:
    """Return a line of a calendar or card without addresses that are gone."""
    return targets.without_removed(without_addresses(line, leads))


def _leads(line: bytes, leads: Leads) -> bool:
    """Whether a redirect leads from or to what is gone: then the whole of it goes."""
    words = line.decode("utf-8", "surrogateescape").replace('"', " ").replace(";", " ").split()
    return any(leads(word) or leads(f"//{word}") for word in words)


def _page(text: str, file: str, slug: str, targets: Targets) -> str:
    """Free a page of entries about articles first; what is left of a site is a link to it."""
    is_text = names_article(posixpath.basename(file), slug or ".", file)

    def is_article(address: str) -> bool:
        return names_article(address, slug, file)

    def leads_to_page(address: str) -> bool:
        return targets.leads_to_page(address, slug, file)

    text = PageEdit(text, leads_to_page, is_article, is_text).result()
    if not targets.removed:
        return text

    def leads_to_site(address: str) -> bool:
        return targets.leads_to_removed(address, slug, file)

    def is_link(address: str) -> bool:
        return not address.startswith("#")

    return PageEdit(text, leads_to_site, is_link, is_text).result()
