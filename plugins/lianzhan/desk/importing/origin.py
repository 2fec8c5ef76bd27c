"""Where an article comes from: its source, and whether it is an original or a repost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.desk.importing.aliases import SOURCE_NAMES, folded
from lianzhan.model.target import classify, split
from lianzhan.reading.dates import parse_day

if TYPE_CHECKING:
    from lianzhan.desk.importing.aliases import AliasedFields, Foreign


def kind_of(head: AliasedFields, source: dict[str, str]) -> str:
    """What has a source is a repost, unless the head says that it is an original."""
    for said in ("original", "repost"):
        if ("kind", said) in head.rest:
            head.rest.remove(("kind", said))
            return said
    return "repost" if source else ""


def origin_of(head: AliasedFields) -> dict[str, str]:
    """Where a repost comes from: our own form, or a name and an address from several keys.

    A source known by address alone is named by its host: a repost must name its source, and the
    host is what a reader would see there.
    """
    for key, value in head.rest:
        if key == "source" and isinstance(value, dict) and (own := _own_source(value)):
            head.rest.remove((key, value))
            head.mapped.append((key, "source"))
            return own
    source: dict[str, str] = {}
    for key, text in head.texts("source"):
        part = "url" if host_of(text) else "name" if _is_name(text, key) else ""
        if part and part not in source:
            source[part] = head.use_up("source", key, text)
        elif not part:
            head.tell("source-unusable", key=key, value=text[:60])
    if not source:
        return {}
    for key, text in head.texts("source.date"):
        if parse_day(text):
            source["date"] = head.use_up("source.date", key, text)
            break
    return {"name": host_of(source.get("url", "")), **source}


def _own_source(value: dict[str, Foreign]) -> dict[str, str]:
    """Return a source written as ours is, if it is one that we could read back."""
    parts = {key: folded(text) for key, text in value.items() if isinstance(text, str)}
    is_ours = len(parts) == len(value) and parts.keys() <= {"name", "url", "date"}
    sound = parts.get("name") and (not parts.get("url") or host_of(parts["url"]))
    return {key: text for key, text in parts.items() if text} if is_ours and sound else {}


def _is_name(text: str, key: str) -> bool:
    """Whether a text names a source: 人民网 does, `/img/x.jpg` and `ftp://x` do not."""
    return key in SOURCE_NAMES and not text.startswith("/") and "://" not in text


def host_of(url: str) -> str:
    """Return the host of a web address without "www."; "" where it is no web address."""
    target = classify(url)
    if not target.is_web or " " in url:
        return ""
    parts = split(target.address)
    return ((parts and parts.hostname) or "").removeprefix("www.")
