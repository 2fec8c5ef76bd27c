"""Keys of works (作品): who made one, as little of a person as can be, and the consent to it."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from lianzhan.kinds.article.parts import day_of, mapping_schema, parts_of, refuse, required
from lianzhan.kinds.article.personal_facts import AGE, personal_fact
from lianzhan.kinds.article.values import AGES, FORMS, Consent, Work
from lianzhan.kinds.rules.head import MISSING_KEY
from lianzhan.model.codes import N_, error
from lianzhan.model.problem import problem
from lianzhan.model.target import Kind, classify
from lianzhan.reading.consents import is_no, withdrawals
from lianzhan.reading.dates import date_wanted, parse_day
from lianzhan.reading.keys import MOMENT, TEXT, KeyType
from lianzhan.reading.meant_words import is_withdrawn
from lianzhan.reading.toml_file import nearest
from lianzhan.reading.yaml_values import Mapping, Scalar
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from datetime import date

    from lianzhan.reading.fields import Fields
    from lianzhan.reading.keys import Context

WORK_PERSONAL = error(
    "work-personal",
    N_("{key} 里写了{what}"),
    N_("删去：作品只写称呼、年龄段、学校或单位，年龄段写 6岁以下、7–12岁、13–17岁 或 成人"),
)
WORK_EITHER = error(
    "work-either", N_("{one} 和 {other} 都写了"), N_("只留一个：谁做的就写谁，在哪里就写哪里")
)
CONSENT_ORDER = error(
    "consent-order",
    N_("同意的日期 {on} 晚于撤回的日期 {withdrawn}，作品按已撤回处理"),
    N_("核对两个日期；重新取得了同意的，删去 withdrawn，再送审"),
)
_MISSING = {
    "work.author": error(
        MISSING_KEY.name,
        N_("作品没有写是谁做的（{key}）"),
        N_("在 work 里加上 author: 称呼；集体做的写 group: 名称"),
    ),
    "consent.by": error(
        MISSING_KEY.name,
        N_("没有写是谁同意的（{key}）"),
        N_("在 consent 里加上 by: 本人，或监护人"),
    ),
    "consent.at": error(
        MISSING_KEY.name,
        N_("没有写是哪一天同意的（{key}）"),
        N_("在 consent 里加上 at: 日期"),
    ),
}
"""What is said of each part that must be there."""
_PARTS = ("author", "group", "age", "school", "unit", "form", "answers")
_CONSENT_PARTS = ("by", "at", "withdrawn")
_MEANT = {
    "作者": "author", "署名": "author", "姓名": "author", "集体": "group", "团队": "group",
    "年龄": "age", "年龄段": "age", "学校": "school", "班级": "school", "单位": "unit",
    "形式": "form", "类型": "form", "征集": "answers", "应征": "answers",
    "birthday": "age", "birth": "age", "生日": "age", "出生日期": "age",
    "同意人": "by", "谁": "by", "监护人": "by", "日期": "at", "同意日期": "at", "date": "at",
    "on": "at",
    "撤回": "withdrawn",
}  # fmt: skip
"""Parts, by what people write in their place."""
_WORK_FORM = N_(
    "{author: 称呼, age: 年龄段, school: 学校, form: 形式}；"
    "集体写 group，单位写 unit，应征写 answers"
)
_CONSENT_FORM = N_("{by: 谁同意的, at: 日期}；撤回时加上 withdrawn: 日期")
_CALL_PATH = N_("征集稿件的路径，或完整的网址")
_DASHES = late(r"[-‐‑‒–—―~～〜－至到]+")
_SOME_NUMBER = late(r"[0-9一二三四五六七八九十]+ ?(?:周?岁半?)?")
_SOME_GROUP = late(r"[0-9]{1,2}–[0-9]{1,2}(?:周?岁)?")
_ALSO = {"6岁及以下": AGES[0], "0–6岁": AGES[0], "18岁以上": AGES[3], "18岁及以上": AGES[3]}


def age_as_meant(text: str) -> str:
    """Return an age group as it is spelled here: whatever dash, blanks and width were typed."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    spelled = _DASHES.sub("–", plain)
    return _ALSO.get(spelled, spelled)


def _age(parts: Fields, key: str) -> str:
    value, text = parts.get(key), parts.text(key)
    age = age_as_meant(text)
    if not text or value is None or age in AGES:
        return age
    if told := _exact(text):
        parts.problems.append(problem(parts.path, value.line, WORK_PERSONAL, key=key, what=told))
    else:
        near = nearest(age, AGES)
        parts.fault(key, value, " | ".join(AGES) if near == "—" else near)
    return ""


def _exact(text: str) -> str:
    """Return what an age is that is more than a group, in words; "" where it is no such thing."""
    if _SOME_GROUP.fullmatch(age_as_meant(text)):
        return ""
    plain = unicodedata.normalize("NFKC", text).strip()
    return AGE if _SOME_NUMBER.fullmatch(plain) else personal_fact(text)


def _shown(parts: Fields, key: str) -> str:
    """Return a text that names somebody; one that tells more than a name is a fault."""
    value, text = parts.get(key), parts.text(key)
    if value is not None and (told := personal_fact(text)):
        parts.problems.append(problem(parts.path, value.line, WORK_PERSONAL, key=key, what=told))
        return ""
    return text


def _either(parts: Fields, one: str, other: str, line: int) -> None:
    if parts.get(one) is not None and parts.get(other) is not None:
        parts.problems.append(problem(parts.path, line, WORK_EITHER, one=one, other=other))


def _work(fields: Fields, key: str, _context: Context) -> Work | None:
    value = fields.get(key)
    if not isinstance(value, Mapping):
        refuse(fields, key, _WORK_FORM)
        return None
    parts = parts_of(fields, key, value, _PARTS, _MEANT)
    author, group = f"{key}.author", f"{key}.group"
    if parts.get(group) is None:
        required(parts, author, value.line, _MISSING[author])
    _either(parts, author, group, value.line)
    _either(parts, f"{key}.school", f"{key}.unit", value.line)
    return Work(
        author=_shown(parts, author),
        group=_shown(parts, group),
        age=_age(parts, f"{key}.age"),
        school=_shown(parts, f"{key}.school"),
        unit=_shown(parts, f"{key}.unit"),
        form=parts.choice(f"{key}.form", FORMS, ""),
        answers=_answers(parts, f"{key}.answers"),
    )


def _answers(parts: Fields, key: str) -> str:
    value, text = parts.get(key), parts.text(key)
    target = classify(text)
    is_call = target.kind is not Kind.ANCHOR and (target.kind is not Kind.EXTERNAL or target.is_web)
    if value is not None and text and not is_call:
        parts.fault(key, value, _CALL_PATH)
        return ""
    return text


def _consent(fields: Fields, key: str, _context: Context) -> Consent | None:
    value = fields.get(key)
    if isinstance(value, Scalar) and is_withdrawn(value.text):
        return Consent(is_withdrawn=True)
    if not isinstance(value, Mapping):
        refuse(fields, key, _CONSENT_FORM)
        return None
    parts = parts_of(fields, key, value, _CONSENT_PARTS, _MEANT)
    for needed in (f"{key}.by", f"{key}.at"):
        required(parts, needed, value.line, _MISSING[needed])
    said = [*withdrawals(value)]
    consent = Consent(
        by=_shown(parts, f"{key}.by"),
        at=day_of(parts, f"{key}.at"),
        withdrawn=_taken_back(parts, f"{key}.withdrawn", said),
        is_withdrawn=bool(said),
    )
    if consent.at and consent.withdrawn and consent.at > consent.withdrawn:
        details = {"on": consent.at, "withdrawn": consent.withdrawn}
        fields.problems.append(problem(fields.path, value.line, CONSENT_ORDER, **details))
    return consent


def _taken_back(parts: Fields, key: str, said: list[Scalar]) -> date | None:
    """Return the day on which a consent was taken back, as far as it can be read."""
    written = parts.get(key)
    if written is not None and is_no(written):
        parts.fault(key, written, date_wanted(""))
    day = parse_day(said[0].text) if said else None
    if said and day is None:
        parts.fault(key, said[0], date_wanted(said[0].text))
    return day


WORK = KeyType(
    _work,
    _WORK_FORM,
    mapping_schema(
        author=TEXT.schema,
        group=TEXT.schema,
        age={"enum": [*AGES, *(age.replace("–", "-") for age in AGES[1:3])]},
        school=TEXT.schema,
        unit=TEXT.schema,
        form={"enum": [*FORMS]},
        answers=TEXT.schema,
    ),
    is_text=False,
    unwritten=None,
)
CONSENT = KeyType(
    _consent,
    _CONSENT_FORM,
    mapping_schema("by", "at", by=TEXT.schema, at=MOMENT.schema, withdrawn=MOMENT.schema),
    is_text=False,
    unwritten=None,
)
