"""The keys of a topic's file: one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.key_types import NAMES, PUSH, UNTIL
from lianzhan.kinds.topic.values import Named
from lianzhan.model.body import Image
from lianzhan.model.codes import N_
from lianzhan.model.target import Kind, classify
from lianzhan.reading.aliases import ALIASES
from lianzhan.reading.fields import Fields, first_values, has_only
from lianzhan.reading.keys import REVIEW_KEYS, START, TEXT, Key, KeyType
from lianzhan.reading.links import resolve
from lianzhan.reading.yaml_values import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from lianzhan.reading.keys import Context
    from lianzhan.reading.yaml_values import Value

MOST = 100
"""Articles that one topic may name: who names more means a tag."""
_BANNER_KEYS = frozenset({"src", "alt"})
_BANNER = N_('一张图，写作 src = "图片文件的名字", alt = "图里是什么"')
_ARTICLES = N_('稿件的路径，不超过 100 篇：["/hunan/articles/news/a.md", "…"]')


def _banner(fields: Fields, key: str, _context: Context) -> Image | None:
    value = fields.get(key)
    if value is None:
        return None
    if isinstance(value, Scalar):
        return Image(value.text, "", value.line)
    if not isinstance(value, Mapping) or not has_only(value, _BANNER_KEYS):
        fields.fault(key, value, _BANNER)
        return None
    said = Fields(fields.path, first_values(value))
    source, alt = said.text("src"), said.text("alt")
    fields.problems += said.problems
    if not source:
        fields.fault(key, value, _BANNER)
        return None
    return Image(source, alt, value.line)


def _articles(fields: Fields, key: str, _context: Context) -> tuple[Named, ...]:
    value = fields.get(key)
    if value is None:
        return ()
    items: tuple[Value, ...] = value.items if isinstance(value, Sequence) else (value,)
    found = [_named(item, fields.path) for item in items]
    if len(found) > MOST or None in found:
        fields.fault(key, value, _ARTICLES)
        return ()
    return tuple({each.path: each for each in found if each}.values())


def _named(item: object, path: str) -> Named | None:
    text = item.text.strip() if isinstance(item, Scalar) else ""
    if not isinstance(item, Scalar) or classify(text).kind is not Kind.PATH:
        return None
    return Named(text, resolve(text, path)[0], item.line)


BANNER = KeyType(
    _banner,
    _BANNER,
    {
        "type": "object",
        "properties": {"src": TEXT.schema, "alt": TEXT.schema},
        "required": ["src", "alt"],
        "additionalProperties": False,
    },
    is_text=False,
    unwritten=None,
    is_prose=True,
    is_address=True,
)
ARTICLES = KeyType(_articles, _ARTICLES, NAMES.schema, is_text=False, unwritten=())
KEYS = (
    Key("title", TEXT, N_("专题名称，不超过 60 字"), required=True),
    Key("opens", START, N_("从什么时候开始；之前谁也看不到它"), required=True),
    Key("closes", UNTIL, N_("到哪一天为止在首页显示；之后网址照旧，列在以往专题里；不写就一直在")),
    Key("summary", TEXT, N_("一句话说明，显示在名称下面和首页上")),
    Key("banner", BANNER, N_("专题页上的图片，要有替代文字")),
    Key("articles", ARTICLES, N_("指定的稿件，按写的次序排在最前")),
    Key("columns", NAMES, N_("收哪些栏目的稿件")),
    Key("tags", NAMES, N_("收带哪些标签的稿件")),
    Key("sites", NAMES, N_("收哪些站点的稿件，写站点的 slug；不写就是本站和下级站点")),
    Key("push", PUSH, N_("在哪些下级站点的首页也显示")),
    Key("aliases", ALIASES, N_("改名之前的网址，如 topics/old-name")),
    *REVIEW_KEYS,
)
"""What a file may say, in the order in which messages name it."""
