"""The keys of a campaign's file: one table."""

from __future__ import annotations

from lianzhan.kinds.campaign.limit_keys import AUDIENCE, CONTACTS, LIMITS, QUOTAS
from lianzhan.kinds.campaign.phase_keys import PHASES, THEMES
from lianzhan.kinds.key_types import NAMES, PUSH, UNTIL
from lianzhan.model.codes import N_
from lianzhan.reading.aliases import ALIASES
from lianzhan.reading.keys import REVIEW_KEYS, START, TEXT, Key

KEYS = (
    Key("title", TEXT, N_("活动名称，不超过 60 字"), required=True),
    Key("slogan", TEXT, N_("一句话主题，显示在名称下面")),
    Key("date", START, N_("从什么时候起公布；不写就是 starts 那一天")),
    Key("starts", START, N_("活动从哪一天开始"), required=True),
    Key("ends", UNTIL, N_("活动到哪一天为止，这一天也算"), required=True),
    Key("themes", THEMES, N_("几个主题，稿件的 theme 从中选一个")),
    Key("phases", PHASES, N_("几个阶段，可以重叠：征集、推荐、展示")),
    Key("limits", LIMITS, N_("对作品的要求，代替栏目的：字数、图片")),
    Key("quotas", QUOTAS, N_("每个站点报送、推荐多少篇，按层级写；只用于统计和核对，不显示")),
    Key("audience", AUDIENCE, N_("谁可以参加，谁不参加")),
    Key("contacts", CONTACTS, N_("问谁：名称、电话、邮箱")),
    Key("chain", NAMES, N_("逐级推荐的层级，从下到上")),
    Key("push", PUSH, N_("在哪些下级站点也显示")),
    Key("aliases", ALIASES, N_("改名之前的网址，如 campaigns/old-name")),
    *REVIEW_KEYS,
)
"""What a file may say, in the order in which messages name it."""
