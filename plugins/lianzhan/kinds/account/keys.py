"""The keys of accounts.toml, in the order in which pages and messages name them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lianzhan.kinds.account.platforms import PLATFORMS, TITLES, nearest_title, platform_name
from lianzhan.model.codes import N_, error
from lianzhan.model.problem import problem
from lianzhan.reading.keys import MOMENT, REVIEW_KEYS, TEXT, Context, Key, KeyType
from lianzhan.reading.meant_words import plain_form
from lianzhan.reading.yaml_values import Scalar

if TYPE_CHECKING:
    from lianzhan.reading.fields import Fields

ACTIVE, STOPPED = "active", "stopped"
_STATES = {ACTIVE: "运营", STOPPED: "停用"}
_A_STATE = N_("运营 或 停用")
_STATE_OF = {
    plain_form(word): state
    for state, words in (
        (ACTIVE, "active 运营 运营中 正常 在用"),
        (STOPPED, "stopped 停用 已停用 停更 停止运营 注销 已注销 关闭 迁移 已迁移"),
    )
    for word in words.split()
}

UNKNOWN_PLATFORM = error(
    "account-platform",
    N_("不认识的平台“{platform}”"),
    N_("最接近的是“{nearest}”；可用的有{known}"),
)
_SHOWN = 40
"""Characters of a word that a message shows."""


def _platform(fields: Fields, key: str, _context: Context) -> str:
    """Return the lasting name of a platform; a word that means none is noted."""
    value, text = fields.get(key), fields.text(key)
    found = platform_name(text)
    if text and value and not found:
        details = {"nearest": nearest_title(text), "known": "、".join(TITLES.values())}
        fault = problem(
            fields.path, value.line, UNKNOWN_PLATFORM, platform=text[:_SHOWN], **details
        )
        fields.problems.append(fault)
    return found


def _state(fields: Fields, key: str, _context: Context) -> str:
    value = fields.get(key)
    if value is None:
        return ACTIVE
    found = _STATE_OF.get(plain_form(value.text)) if isinstance(value, Scalar) else None
    if found is None:
        fields.fault(key, value, _A_STATE)
    return found or ACTIVE


_PLATFORM = KeyType(
    _platform,
    N_(
        "微信公众号、视频号、小程序、抖音、快手、微博、头条号、央视频、学习强国、小红书、哔哩哔哩、App、其他"
    ),
    {"enum": [word for p in PLATFORMS for word in (p.title, p.name)]},
)
_STATE = KeyType(
    _state,
    _A_STATE,
    {"enum": [*_STATES.values(), *_STATES]},
    unwritten=ACTIVE,
)
_ADDRESS = replace(TEXT, form=N_("网址"), is_prose=False)
_ID = replace(TEXT, is_prose=False)

KEYS = (
    Key("title", TEXT, N_("账号的名称，照平台上的写"), required=True),
    Key("platform", _PLATFORM, N_("在哪个平台"), required=True),
    Key("id", _ID, N_("账号，读者用它搜索：微信号、抖音号等")),
    Key("address", _ADDRESS, N_("账号主页的网址，以 https:// 开头")),
    Key("qr", _ADDRESS, N_("平台给的二维码里的网址；不写就用 address 做二维码")),
    Key("sends", TEXT, N_("发什么、什么时候发，如：每周三发维权案例")),
    Key("since", MOMENT, N_("哪天开通；还没到这一天就不显示")),
    Key("state", _STATE, N_("运营（默认）；停用的马上从页面上撤下，不用审签")),
    *REVIEW_KEYS,
)
