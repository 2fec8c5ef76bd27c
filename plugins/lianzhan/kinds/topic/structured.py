"""A topic for search engines: schema.org CollectionPage as a value of JSON-LD. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lianzhan.kinds.organisations import office

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lianzhan.kinds.drawn import DrawnView
    from lianzhan.kinds.topic.view import TopicView


def topic_data(topic: TopicView, articles: Iterable[DrawnView]) -> dict[str, Any]:
    """Return a topic as schema.org has it, with the articles of its first page in their order."""
    items = [
        {"@type": "ListItem", "position": place, "url": each.address, "name": each.title}
        for place, each in enumerate(articles, 1)
    ]
    return {
        "@context": "https://schema.org",
        "@type": "CollectionPage",
        "name": topic.title,
        "url": topic.url,
        **({"description": topic.summary} if topic.summary else {}),
        "datePublished": topic.value.opens.isoformat(),
        "publisher": office(topic.shown.home),
        "mainEntity": {
            "@type": "ItemList",
            "numberOfItems": len(topic.drawn),
            "itemListElement": items,
        },
    }
