"""The keys of an article's head, and of a page's: one table."""

from __future__ import annotations

from lianzhan.kinds.article.document_keys import CALL, DOCUMENT, FORWARDS
from lianzhan.kinds.article.entry_keys import CAMPAIGN, OFFERED
from lianzhan.kinds.article.source_key import SOURCE
from lianzhan.kinds.article.values import REPOST
from lianzhan.kinds.article.work_keys import CONSENT, WORK
from lianzhan.model.codes import N_
from lianzhan.reading.aliases import ALIASES
from lianzhan.reading.keys import (
    COVER,
    MOMENT,
    NOTICE,
    OFFER,
    REVIEW_KEYS,
    START,
    TEXT,
    WORDS,
    Key,
    choice,
)

ORIGINS = ("original", REPOST)

KEYS = (
    Key("title", TEXT, N_("标题，不超过 60 字"), required=True),
    Key("date", START, N_("发布时间，要写到日；时间没到，不会出现"), required=True),
    Key("updated", MOMENT, N_("最近一次改动正文的日期，和 date 不是同一天时显示")),
    Key("summary", TEXT, N_("摘要；不写就取正文开头约 100 字")),
    Key("cover", COVER, N_("题图；列表和订阅源里用它，不需要替代文字")),
    Key("tags", WORDS, N_("标签，显示在文末")),
    Key("author", TEXT, N_("作者署名")),
    Key("unit", TEXT, N_("报送单位；不写就是本站的单位名称")),
    Key("kind", choice(ORIGINS, ORIGINS[0]), N_("original 原创（默认），repost 转载")),
    Key("source", SOURCE, N_("转载自哪里，原文的网址和原载日期；转载必填，至少写 name")),
    Key("offer", OFFER, N_("向上推荐到哪一级，请上级选用；转载稿不推荐")),
    Key(
        "offered", OFFERED, N_("谁在哪一天推荐的；参加活动的稿件要写，页面上不显示"), is_hidden=True
    ),
    Key("document", DOCUMENT, N_("公文的文号、发文机关（不写就是本站的单位）和成文日期")),
    Key("forwards", FORWARDS, N_("转发的是哪个通知：站内稿件或原件的路径，或网址")),
    Key("call", CALL, N_("征集：填报或问卷的网址，从哪天到哪天（当天有效），作品要写哪些项")),
    Key("work", WORK, N_("作品：谁做的（称呼或集体）、年龄段、学校或单位、形式、应哪个征集")),
    Key(
        "consent",
        CONSENT,
        N_("谁在哪一天同意展示，撤回的写 withdrawn；给审稿人看，页面上不显示"),
        is_hidden=True,
    ),
    Key("campaign", CAMPAIGN, N_("参加哪个主题活动：它的名称，或它的文件名；只写一个")),
    Key("theme", TEXT, N_("活动的哪个主题；参加活动的稿件必填")),
    Key("aliases", ALIASES, N_("改名或换栏目之前的网址，最早的写在最前；旧网址转到新网址")),
    *REVIEW_KEYS,
    NOTICE,
)
"""What a head may say, in the order in which messages name it."""
