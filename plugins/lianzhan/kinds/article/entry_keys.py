"""Keys of entries of campaigns: of which one, and who offered it upward on which day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.article.parts import day_of, mapping_schema, parts_of, refuse, required
from lianzhan.kinds.article.values import Offered
from lianzhan.kinds.rules.head import MISSING_KEY
from lianzhan.model.codes import N_, error
from lianzhan.model.problem import problem
from lianzhan.reading.keys import MOMENT, TEXT, KeyType
from lianzhan.reading.yaml_values import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from lianzhan.reading.fields import Fields
    from lianzhan.reading.keys import Context

SEVERAL_CAMPAIGNS = error(
    "several-campaigns",
    N_("一篇稿件写了 {count} 个活动：{campaigns}"),
    N_("只留一个；也想参加别的活动，另写一篇"),
)
_MISSING = {
    "offered.by": error(
        MISSING_KEY.name,
        N_("没有写是谁推荐的（{key}）"),
        N_("在 offered 里加上 by: 姓名"),
    ),
    "offered.at": error(
        MISSING_KEY.name,
        N_("没有写是哪一天推荐的（{key}）"),
        N_("在 offered 里加上 at: 日期"),
    ),
}
"""What is said of each part that must be there."""
_PARTS = ("by", "at")
_MEANT = {
    "谁": "by", "推荐人": "by", "姓名": "by", "经办人": "by",
    "日期": "at", "推荐日期": "at", "时间": "at", "date": "at", "on": "at",
}  # fmt: skip
"""Parts, by what people write in their place."""
_OFFERED_FORM = N_("{by: 谁推荐的, at: 日期}")
_CAMPAIGN_FORM = N_("一个活动的名称")
_SHOWN = 60
"""Characters of a list of names that a message shows."""


def _campaign(fields: Fields, key: str, _context: Context) -> str:
    value = fields.get(key)
    if not isinstance(value, Sequence):
        return fields.text(key)
    names = [item.text for item in value.items if isinstance(item, Scalar) and item.text]
    if len(names) < 2:
        fields.fault(key, value, _CAMPAIGN_FORM)
        return ""
    details = {"count": len(names), "campaigns": ", ".join(names)[:_SHOWN]}
    fields.problems.append(problem(fields.path, value.line, SEVERAL_CAMPAIGNS, **details))
    return ""


def _offered(fields: Fields, key: str, _context: Context) -> Offered | None:
    value = fields.get(key)
    if not isinstance(value, Mapping):
        refuse(fields, key, _OFFERED_FORM)
        return None
    parts = parts_of(fields, key, value, _PARTS, _MEANT)
    for needed in (f"{key}.by", f"{key}.at"):
        required(parts, needed, value.line, _MISSING[needed])
    return Offered(parts.text(f"{key}.by"), day_of(parts, f"{key}.at"))


CAMPAIGN = KeyType(_campaign, TEXT.form, TEXT.schema, is_prose=True)
OFFERED = KeyType(
    _offered,
    _OFFERED_FORM,
    mapping_schema("by", "at", by=TEXT.schema, at=MOMENT.schema),
    is_text=False,
    unwritten=None,
)
