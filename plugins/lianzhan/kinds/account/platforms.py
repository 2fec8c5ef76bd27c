"""Values: the platforms on which accounts stand, by the words that people use for them."""

from __future__ import annotations

from lianzhan.model.codes import N_
from lianzhan.model.frozen import dataclass
from lianzhan.reading.meant_words import plain_form
from lianzhan.reading.toml_file import nearest_of

PLATFORM, SAME = "platform", "same"
"""The facts of an account's entry: where it stands, and by what it is known to be the same one."""


@dataclass(frozen=True)
class Platform:
    """A platform: its lasting name, what readers call it, and what else is written for it."""

    name: str
    title: str
    aliases: str = ""


WECHAT = Platform("wechat", N_("微信公众号"), "公众号 微信 微信公号 微信订阅号 微信服务号 weixin")
OTHER = Platform("other", N_("其他"), "其它")
PLATFORMS = (
    WECHAT,
    Platform("channels", N_("视频号"), "微信视频号"),
    Platform("miniprogram", N_("小程序"), "微信小程序"),
    Platform("douyin", N_("抖音"), "抖音号"),
    Platform("kuaishou", N_("快手"), "快手号"),
    Platform("weibo", N_("微博"), "新浪微博 官方微博"),
    Platform("toutiao", N_("头条号"), "今日头条 头条"),
    Platform("yangshipin", N_("央视频"), "央视频号"),
    Platform("xuexi", N_("学习强国"), "学习强国号 强国号"),
    Platform("xiaohongshu", N_("小红书"), "小红书号"),
    Platform("bilibili", N_("哔哩哔哩"), "b站 哔哩哔哩号"),
    Platform("app", N_("App"), "客户端 手机客户端 应用"),
    OTHER,
)
"""The platforms in the order in which pages name them: first those that most readers have."""
RANK = {platform.name: rank for rank, platform in enumerate(PLATFORMS)}
TITLES = {platform.name: platform.title for platform in PLATFORMS}
_NAMED = {
    plain_form(word): platform.name
    for platform in PLATFORMS
    for word in (platform.name, platform.title, *platform.aliases.split())
}


def platform_name(written: str) -> str:
    """Return the lasting name of the platform that a word means; "" where it means none."""
    return _NAMED.get(plain_form(written), "")


def nearest_title(written: str) -> str:
    """Return what the platform is called whose words are most like this one; "—" if none is."""
    return TITLES.get(nearest_of(plain_form(written), _NAMED), "—")
