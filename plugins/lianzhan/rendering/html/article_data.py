"""What an article's page says to programs: schema.org's Article, where there is more than a text.

In: a planned article or page, what it forwards, the sources that the federation lists. Out: a value
of JSON for the filter `json_ld`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lianzhan.kinds.article.values import OPEN
from lianzhan.kinds.organisations import office, organisation
from lianzhan.model.sources import SOURCE_KINDS, source_at
from lianzhan.rendering.html.documents import forwarded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lianzhan.kinds.article.values import Call, Document, Source
    from lianzhan.model.sources import ListedSource
    from lianzhan.planning.planned import PlannedArticle


def article_data(
    planned: PlannedArticle, listed: Iterable[ListedSource], language: str
) -> dict[str, object] | None:
    """Return an article as schema.org describes it; None for one that is nothing but a text."""
    value = planned.value
    based_on = [*_based_on(planned, listed)]
    if not (value.document or value.call or based_on):
        return None
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "@id": planned.id,
        "url": planned.url,
        "headline": value.title,
        "datePublished": value.date.isoformat(),
        "inLanguage": language,
        **_document_data(value.document, planned),
    }
    if based_on:
        said["isBasedOn"] = based_on[0] if len(based_on) == 1 else based_on
    if value.call:
        said["potentialAction"] = _action(planned, value.call)
    return said


def _based_on(
    planned: PlannedArticle, listed: Iterable[ListedSource]
) -> Iterator[dict[str, object]]:
    """Yield what an article passes on: the notice that it forwards, the text that it is from."""
    if passed_on := forwarded(planned):
        yield {"@type": "CreativeWork", "name": passed_on.title, **_at(passed_on.url)}
    source = planned.value.source
    if source and source.name:
        yield {
            "@type": "CreativeWork",
            **_at(source.url),
            **({"datePublished": source.day.isoformat()} if source.day else {}),
            "publisher": {"@type": _type_of(source, listed), "name": source.name},
        }


def _type_of(source: Source, listed: Iterable[ListedSource]) -> str:
    """Return what a source is to schema.org: by its address or, without one, by its name."""
    owner = source_at(source.url, listed) if source.url else None
    found = owner or next((each for each in listed if each.name == source.name), None)
    return SOURCE_KINDS[found.kind].type if found else "Organization"


def _document_data(document: Document | None, planned: PlannedArticle) -> dict[str, object]:
    """Return who publishes it and, of a document, its number and day.

    `identifier` and `dateCreated` are its own, `datePublished` is that of the page.
    """
    home = planned.home
    if document is None:
        return {"publisher": office(home)}
    issued = document.issued
    created: dict[str, object] = {"dateCreated": issued.isoformat()} if issued else {}
    number = {"@type": "PropertyValue", "propertyID": "发文字号", "value": document.number}
    return {
        "identifier": number,
        **created,
        "publisher": organisation(document.issuer or home.name, home),
    }


def _action(planned: PlannedArticle, call: Call) -> dict[str, object]:
    """Return what readers can do: where the form is while it is open, and from when until when."""
    said: dict[str, object] = {"@type": "Action"}
    if call.title:
        said["name"] = call.title
    if planned.phase == OPEN and (url := dict(planned.links).get(call.to)):
        said["target"] = url
    said |= {"startTime": call.start.isoformat()} if call.start else {}
    return said | ({"endTime": call.end.isoformat()} if call.end else {})


def _at(url: str) -> dict[str, str]:
    return {"url": url} if url else {}
