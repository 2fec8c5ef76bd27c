"""JSON Feed 1.1 (jsonfeed.org): feedgen has no writer for it, and it is a JSON document."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from lianzhan.model.feeds import JSON

if TYPE_CHECKING:
    from lianzhan.planning.plan import SitePlan
    from lianzhan.rendering.feeds.items import Enclosure, Feed, Item


def write(feed: Feed, plan: SitePlan) -> bytes:
    """Return the feed."""
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.folder,
        "feed_url": feed.folder + JSON.file,
        "description": f"{feed.title} · {plan.federation_name}",
        "language": plan.language,
        "authors": [{"name": plan.name, "url": plan.url}],
        "items": [_item(item, plan.language) for item in feed.items],
    }
    if plan.shared.hub:
        document["hubs"] = [{"type": "WebSub", "url": plan.shared.hub}]
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _item(item: Item, language: str) -> dict[str, object]:
    found: dict[str, object] = {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "content_html": item.content,
        "summary": item.summary,
        "date_published": item.date.isoformat(),
        "authors": [{"name": item.byline}],
        "tags": item.terms,
        "language": language,
    }
    if item.source and item.source.url:
        found["external_url"] = item.source.url
    if item.picture:
        found["image"] = item.picture.url
    if item.files:
        found["attachments"] = [_attachment(file) for file in item.files]
    return found


def _attachment(file: Enclosure) -> dict[str, object]:
    return {
        "url": file.url,
        "mime_type": file.type,
        "title": file.title,
        "size_in_bytes": int(file.length),
    }
