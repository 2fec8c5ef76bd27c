"""From a live page back to who signed it: page, record of the build, source, commit, chain."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lianzhan.building.review_page import file_of_page
from lianzhan.desk.approval import Desk, read_texts
from lianzhan.desk.history import commit_of
from lianzhan.kinds.review.signatures import fingerprint
from lianzhan.model.frozen import dataclass
from lianzhan.output.manifest import digest_of_file, read_manifest
from lianzhan.texts.language import in_user_language as _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianzhan.building.build import Request
    from lianzhan.building.content_state import ContentState
    from lianzhan.desk.approval import ReviewText


@dataclass(frozen=True)
class Finding:
    """One link of the way back: what was found, and whether it holds."""

    text: str
    holds: bool = True


def source_of(page: str, request: Request, state: ContentState) -> str | None:
    """Return the path of the value whose page in the output is meant by a path, if one is."""
    try:
        file = Path(page).resolve().relative_to(request.output.resolve()).as_posix()
    except ValueError:
        return None
    pages = {file_of_page(entry): path for path, entry in state.catalog.entries.items()}
    return pages.get(file)


def verified(path: str, request: Request, state: ContentState) -> Iterator[Finding]:
    """Yield the way from the live page of a value to its signers, link by link."""
    entry = state.catalog.entries[path]
    page = file_of_page(entry)
    yield from _page(page, entry.site, request, state)
    found = commit_of(request.content, state.catalog.entries[path].path)
    if found is None:
        yield Finding(_("稿件：{path}，git 里没有").format(path=path), holds=False)
    else:
        commit, is_clean = found
        text = (
            _("稿件：{path}，提交 {commit}")
            if is_clean
            else _("稿件：{path}，提交 {commit} 之后改过")
        )
        yield Finding(text.format(path=path, commit=commit), is_clean)
    if state.tree is None:
        return
    desk = Desk(request.content, state.tree.federation, request.now)
    if signed := read_texts(desk, [path]).texts.get(path):
        yield from _chain(signed)


def _page(page: str, site: str, request: Request, state: ContentState) -> Iterator[Finding]:
    """The live page is byte for byte what a build made, and from the content as it is now."""
    manifest = read_manifest(request.output / site)
    name = page.removeprefix(f"{site}/")
    recorded = manifest.files.get(name) if manifest else None
    try:
        now = digest_of_file(request.output / page)
    except OSError:
        yield Finding(_("网页：{page}，不在输出里").format(page=page), holds=False)
        return
    holds = now == recorded
    text = (
        _("网页：{page}，{digest}，与生成时一致")
        if holds
        else _("网页：{page}，{digest}，生成后改过")
    )
    yield Finding(text.format(page=page, digest=now), holds)
    plan = state.planner.digest(site) if site in state.sites else ""
    is_current = manifest is not None and manifest.made_from[:1] == (plan,)
    said = (
        _("记录：由现在的内容生成") if is_current else _("记录：不是由现在的内容生成的，先生成一次")
    )
    yield Finding(said, is_current)


def _chain(text: ReviewText) -> Iterator[Finding]:
    yield Finding(_("摘要：{digest}").format(digest=text.digest))
    void = text.chain.void
    for place, step in enumerate(text.value.review):
        holds = void is None or place < void.place
        key = fingerprint(step.signature)
        words = (step.step, step.by, str(step.at or "?"), key)
        why = "" if holds or void is None else _("不作数：{why}").format(why=void.why.name)
        line = "  ".join(filter(None, (*words, why)))
        yield Finding(_("审签：{step}").format(step=line), holds)
    if text.chain.missing:
        missing = ", ".join(text.chain.missing)
        yield Finding(_("审签：还缺 {missing}").format(missing=missing), holds=False)
