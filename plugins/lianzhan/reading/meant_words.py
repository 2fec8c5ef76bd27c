"""Chinese and other spellings of a head's keys and words to the ones to type.

Nothing is published by them: they are named in messages. A withdrawal alone is taken in any
spelling (docs/decisions/0037).
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_KEYS = {
    "title": "标题 题目 文章标题 稿件标题 題目 標題 主标题",
    "date": "日期 时间 发布日期 发布时间 发稿日期 发稿时间 發布時間 時間",
    "summary": "摘要 简介 导语 提要 内容摘要 概要 description excerpt",
    "cover": "题图 封面 封面图 头图 配图 首图 缩略图 image",
    "tags": "标签 关键词 关键字 標籤 tag keywords",
    "author": "作者 署名 撰稿 撰稿人 供稿人 通讯员 记者 文 authors",
    "unit": "单位 报送单位 供稿单位 来稿单位 发布单位 供稿",
    "kind": "类型 类别 稿件类型 原创",
    "source": "来源 转载自 出处 稿源 稿件来源 來源 信息来源",
    "offer": "推荐 推荐到 报送到 上报 推荐级别 报送",
    "offered": "推荐人 推荐记录 推荐信息",
    "campaign": "活动 所属活动 主题活动 参加活动 活动名称",
    "theme": "主题 活动主题 所属主题 参赛主题 征集主题 投稿主题",
    "status": "状态 稿件状态 状态栏 狀態",
    "review": "审核 审签 审签记录 三审 审稿 审核记录 审批 審核 审核人 审签人 初审 复审 终审 "
    "一审 二审",
    "expires": "过期 过期时间 过期日期 有效期 有效期至 截止日期 截止时间 下线时间 到期 expiry",
    "updated": "更新 更新时间 更新日期 修改时间 修改日期 lastmod modified",
    "submitter": "报送人 投稿人 报送者 来稿人",
    "notice": "撤稿说明 撤稿声明 撤稿公告 撤稿启事",
    "document": "文号 发文字号 公文 文件",
    "forwards": "转发 转发通知",
    "call": "征集",
    "work": "作品 参赛作品 作品信息",
    "consent": "同意 授权 同意书 授权书 展示同意",
    "start": "开始 开始时间 开始日期 活动时间 活动日期 起始时间 举办时间 begin",
    "end": "结束 结束时间 结束日期",
    "repeats": "重复 周期 频率 多久一次 repeat recurrence",
    "until": "直到 到哪一天 重复到",
    "skip": "不办 停办日 除外 except",
    "moved": "改期 改期前 原时间 原定时间 延期",
    "state": "活动状态 报名状态",
    "place": "地点 活动地点 地址 location venue",
    "organiser": "主办 主办单位 主办方 举办单位 organizer",
    "audience": "给谁 对象 参加对象 面向 面向对象 适合人群 参加人员",
    "fee": "费用 收费 价格 price cost",
    "signup": "报名 报名方式 报名网址 报名链接 报名电话 怎么报名 registration",
    "report": "报道 活动报道 回顾",
    "push": "下推 推送 推送到下级",
    "column": "栏目 分类 频道 专栏 category",
    "article": "稿件 文章",
    "name": "名称 名字 媒体 代号",
    "url": "网址 链接",
    "text": "正文 内容",
}
"""Keys of heads, with what people write in their place."""
STEPS = ("first", "second", "final")
"""三审: 初审, 复审, 终审, as the notices ask of every submission."""
_STEP_KEYS = {
    "step": "步骤 审次 审级 环节 审签 哪一审",
    "by": "签署人 签审人 审核人 审签人 审稿人 姓名 责任人 签名 审批人 人",
    "at": "日期 时间 审核日期 签署日期 审签日期 审核时间 签署时间",
    "digest": "内容指纹",
    "signature": "电子签名 数字签名",
}
"""Keys of a step of the review chain, with what people write in their place."""
_WORDS = {
    "approved": "已通过 通过 审核通过 已审核 批准 已批准 同意 审定 已审定 已审 发布 已发布 "
    "终审通过 可发布 公开 published publish approve",
    "submitted": "已报送 报送 草稿 待审 待审核 待审批 未审 未审核 审核中 送审 已提交 提交 "
    "初稿 draft pending",
    "withdrawn": "撤稿 已撤稿 撤回 已撤回 撤销 已撤销 撤下 已撤下 撤 已撤 下架 已下架 下线 "
    "已下线 作废 已作废 撤稿件 撤回同意 同意已撤回 撤回授权 withdraw withdrawal retracted",
    "first": "初审 一审 第一审 初核 1审 1",
    "second": "复审 二审 第二审 复核 審覆 2审 2",
    "final": "终审 三审 第三审 终核 签发 終審 3审 3",
    "province": "省 省级 省妇联 省里 全省",
    "city": "市 市州 市级 市妇联 州 地市 地级市 市里 全市",
    "county": "县 区 县级 区县 县区 县市区 县妇联 区妇联 区级",
    "national": "全国 国家 全国妇联 国家级 中央",
    "original": "原创 首发",
    "open": "可报名 报名中 可参加 正常",
    "full": "名额已满 已满 满员 额满 人满",
    "cancelled": "取消 已取消 停办 canceled",
    "daily": "每天 每日 天天",
    "weekly": "每周 每星期 每礼拜",
    "monthly": "每月",
    "yearly": "每年 annually",
    "true": "是 要 yes",
    "false": "否 不 no",
    "repost": "转载 转发 转 reprint",
}
"""Words of heads that are chosen from a few, with what people write in their place."""
_QUOTES = "“”‘’「」『』〝〞《》【】\"'` \u3000\u00a0\t。.！!"
_AFTER_WORD = late(r"[\s#（(【\[，,。；;、：:！!]")
_STATUS_KEYS = frozenset({"status", *_KEYS["status"].split()})


NOT_TEXT = frozenset(
    {"status", "date", "updated", "expires", "kind", "offer", "cover", "review"}
    | {"start", "end", "repeats", "until", "state", "push"}
)
"""Keys that take no free text: a remark behind their values, or in their place, cuts nothing."""


def _by_spelling(table: Mapping[str, str]) -> dict[str, str]:
    return {word: meant for meant, words in table.items() for word in words.split()}


_KEY_OF, _WORD_OF = _by_spelling(_KEYS), _by_spelling(_WORDS)
_STEP_KEY_OF = _by_spelling(_STEP_KEYS)


def plain_form(text: str) -> str:
    """Return a text in half-width small letters, without quotes, blanks and marks at its ends."""
    return unicodedata.normalize("NFKC", text.strip(_QUOTES)).strip(_QUOTES).casefold()


def meant_key(written: str) -> str:
    """Return the key that a name stands for, `标题` or `ＴＩＴＬＥ`; "" where it is no key's."""
    name = plain_form(written).replace(" ", "")
    return name if name in _KEYS else _KEY_OF.get(name, "")


def step_key(written: str) -> str:
    """Return the key of a review step that a name stands for; "" where it is none."""
    name = plain_form(written)
    return name if name in _STEP_KEYS else _STEP_KEY_OF.get(name, "")


def is_key(name: str) -> bool:
    """Whether a name is a key's own, in small letters or capitals."""
    return name.lower() in _KEYS


def meant_word(written: str, allowed: Collection[str]) -> str:
    """Return the one of some words that a text stands for; "" where that is none of them."""
    word = plain_form(written)
    meant = word if word in allowed else _WORD_OF.get(word, "")
    return meant if meant in allowed else ""


@lru_cache(maxsize=1_000)
def is_withdrawn(status: str) -> bool:
    """Whether a status says, in any spelling, that its article is withdrawn.

    What follows after a blank or a mark is a remark: `撤稿（有误）`, `withdrawn # 5月`.
    """
    words = _AFTER_WORD.split(status.strip(_QUOTES), maxsplit=1)
    return meant_word(words[0], ("withdrawn",)) != ""


def is_status_key(name: str) -> bool:
    """Whether a key is `status`, in whatever spelling."""
    return name == "status" or plain_form(name) in _STATUS_KEYS
