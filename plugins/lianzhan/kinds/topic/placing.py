"""Where topics show: at home, with all that they draw, and on homes below while they are open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.placing import pushable, pushed_to
from lianzhan.kinds.topic.drawing import Drawing, plain_tag, said
from lianzhan.kinds.topic.values import LINE, OPEN
from lianzhan.model.catalog import DRAWN, OWN, PUSHED, Placement
from lianzhan.model.codes import N_, warning
from lianzhan.model.problem import problem
from lianzhan.reading.toml_file import nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from lianzhan.model.catalog import Catalog, Entry
    from lianzhan.model.codes import Code
    from lianzhan.model.federation import Federation
    from lianzhan.model.problem import Problem

TOPIC_EMPTY = warning(
    "topic-empty",
    N_("专题“{name}”里一篇已经发布的稿件也没有，不会显示"),
    N_("核对 articles、columns、tags、sites：几项都写时，稿件要每一项都符合"),
)
TOPIC_ARTICLE = warning(
    "topic-article",
    N_("专题指定的“{article}”不是已经发布的稿件，没有列出"),
    N_("核对路径，从 content/ 之下写起；等它发布，或从 articles 里删去"),
)
TOPIC_COLUMN = warning(
    "topic-column",
    N_("专题要收的栏目“{name}”，它的站点都没有"),
    N_("写栏目的 slug；最接近的是 {nearest}"),
)
TOPIC_TAG = warning(
    "topic-tag",
    N_("没有一篇已经发布的稿件有标签“{name}”"),
    N_("核对标签的写法；最接近的是 {nearest}"),
)
TOPIC_SITE = warning(
    "topic-site",
    N_("专题要收的站点“{name}”不存在"),
    N_("写站点的 slug；最接近的是 {nearest}"),
)
TOPIC_PUSH = warning(
    "topic-push",
    N_("push 里的“{name}”不是下级的站点或层级"),
    N_("写 true，或下级站点的 slug、层级的名字；最接近的是 {nearest}"),
)
_SHOWN = 60
"""Characters of a name that a message shows."""


class TopicPlacing:
    """Places topics and what they draw, as of the moment of which their entries' phases are."""

    def places(
        self, federation: Federation, catalog: Catalog, published: Collection[str]
    ) -> Iterator[Placement]:
        """Yield the home of each topic that draws anything, all of that, and the homes below."""
        drawing = Drawing(federation, catalog, published)
        for topic in catalog.of_kind("topic", published):
            if drawn := drawing.of(topic):
                yield Placement(topic.site, "", topic.path, OWN)
                yield from (Placement(topic.site, topic.path, path, DRAWN) for path in drawn)
                yield from _pushes(federation, topic)

    def problems(
        self, federation: Federation, catalog: Catalog, published: Collection[str]
    ) -> Iterator[Problem]:
        """A topic draws something, and all that it names is there."""
        drawing = Drawing(federation, catalog, published)
        for topic in catalog.of_kind("topic", published):
            yield from _unknown_names(topic, drawing)
            if not drawing.of(topic):
                yield problem(topic.path, 0, TOPIC_EMPTY, name=topic.name)


def _pushes(federation: Federation, topic: Entry) -> Iterator[Placement]:
    """Yield the sites below on whose homes a topic is to show: what is closed stays at home."""
    wanted = said(topic, "push") if topic.phase == OPEN else ()
    for site in pushed_to(federation, topic.site, wanted):
        yield Placement(site.slug, "", topic.path, PUSHED)


def _unknown_names(topic: Entry, drawing: Drawing) -> Iterator[Problem]:
    federation = drawing.federation
    for path in said(topic, "articles"):
        if drawing.named(path) is None:
            yield _fault(topic, "articles", TOPIC_ARTICLE, article=path[:_SHOWN])
    homes = {*said(topic, "sites")} & federation.by_slug.keys() or drawing.scope(topic.site)
    columns = {column.slug for slug in homes for column in federation.by_slug[slug].columns}
    yield from _unknown(topic, "columns", TOPIC_COLUMN, columns)
    known = {plain_tag(tag) for tag in said(topic, "tags")} & drawing.all_tags
    for tag in said(topic, "tags"):
        if plain_tag(tag) not in known:
            near = nearest(plain_tag(tag), drawing.all_tags)
            yield _fault(topic, "tags", TOPIC_TAG, name=tag[:_SHOWN], nearest=near)
    yield from _unknown(topic, "sites", TOPIC_SITE, federation.by_slug)
    yield from _unknown(topic, "push", TOPIC_PUSH, pushable(federation, topic.site))


def _unknown(topic: Entry, key: str, code: Code, known: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each name that a key has, and that is not known."""
    for name in said(topic, key):
        if name not in known:
            details = {"name": name[:_SHOWN], "nearest": nearest(name, known)}
            yield _fault(topic, key, code, **details)


def _fault(topic: Entry, key: str, code: Code, **details: str) -> Problem:
    line = next(map(int, said(topic, f"{LINE}{key}")), 0)
    return problem(topic.path, line, code, **details)


PLACING = TopicPlacing()
