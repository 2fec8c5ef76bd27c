"""Works that answer a call: each has what the call asks of it.

A call and the works for it may stand at different sites, so this is only known once all are read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.codes import N_, warning
from lianzhan.model.problem import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from lianzhan.kinds.article.values import Article
    from lianzhan.model.catalog import Catalog, Entry

WORK_INCOMPLETE = warning(
    "work-incomplete",
    N_("征集（{call}）要求写 {missing}，作品里没有"),
    N_("在 work 里补上；征集不再要求的，改它的 asks"),
)
_OTHERS = {
    "no call": warning(
        WORK_INCOMPLETE.name,
        N_("作品应的不是征集：{call} 没有 call"),
        N_("改正 work 里的 answers，或在那篇稿件里加上 call"),
    ),
}
"""In a table, as all that have a code's name but are not the code itself."""
_CALL, _ASKS, _ANSWERS, _GIVEN, _LINE = "call", "asks", "answers", "given", "line"
_PLACES = frozenset({"school", "unit"})


def facts_of_works(article: Article) -> tuple[tuple[str, str], ...]:
    """Return what an entry says of a call, and of a work that answers one."""
    facts: list[tuple[str, str]] = []
    if article.call:
        facts += [(_CALL, "1"), (_ASKS, " ".join(article.call.asks))]
    if article.work and article.work.answers:
        facts += [
            (_ANSWERS, article.work.answers),
            (_GIVEN, " ".join(article.work.given)),
            (_LINE, str(article.line("work"))),
        ]
    return tuple(facts)


def unanswered(catalog: Catalog, published: Collection[str]) -> Iterator[Problem]:
    """A published work answers a call, and says all that it asks: of school and unit, one will do.

    What was withdrawn, or is elsewhere, asks for nothing.
    """
    for entry in catalog.of_kind("article", published):
        facts = dict(entry.facts) if entry.facts else {}
        if _ANSWERS in facts and (call := _call_of(entry, facts[_ANSWERS], catalog)):
            yield from _lacks(entry, facts, call)


def _call_of(entry: Entry, target: str, catalog: Catalog) -> Entry | None:
    places = (link.path for link in entry.references if link.target == target)
    path = next(filter(None, map(catalog.path_of, places)), None)
    return catalog.entries[path] if path else None


def _lacks(entry: Entry, facts: dict[str, str], call: Entry) -> Iterator[Problem]:
    asked = dict(call.facts)
    line = int(facts[_LINE])
    if _CALL not in asked:
        yield problem(entry.path, line, _OTHERS["no call"], call=call.path)
        return
    given = {*facts[_GIVEN].split()}
    if given & _PLACES:
        given |= _PLACES
    missing = [part for part in asked[_ASKS].split() if part not in given]
    if missing:
        details = {"call": call.path, "missing": ", ".join(missing)}
        yield problem(entry.path, line, WORK_INCOMPLETE, **details)
