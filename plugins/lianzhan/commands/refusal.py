"""Why a build did not take place, in the user's language: for both doors, tasks and Pelican."""

from __future__ import annotations

from lianzhan.building.build import RemovalError, UnknownSiteError
from lianzhan.output.output_lock import BusyFolderError, ForeignFederationError, ForeignFolderError
from lianzhan.texts.errors import said_of
from lianzhan.texts.language import printable, translations, user_language


def refusal(error: Exception) -> str:
    """Return in one line what a build raised, and where it can be said, how to mend it."""
    _ = translations(user_language()).gettext
    reason = printable(str(error))
    texts = {
        ForeignFolderError: _("{reason} 不是空的，也不是由本程序生成的，不会写入"),
        ForeignFederationError: _(
            "输出文件夹里是另一个联站“{reason}”的内容，不会写入：请另选 --output"
        ),
        BusyFolderError: _("输出文件夹正由另一次生成使用：{reason}"),
    }
    if text := texts.get(type(error)):
        return text.format(reason=reason)
    if isinstance(error, UnknownSiteError):
        text = _("没有代号为“{given}”的站点；最接近的是 {near}")
        return text.format(given=reason, near=error.near)
    if isinstance(error, RemovalError):
        return _(
            "这次生成会让 {live} 个站点中的 {gone} 个下线，已停止：content/ 里没有它们。"
            "如果确实要撤销这些站点，请加 --allow-removal"
        ).format(gone=error.gone, live=error.live)
    return said_of(error)
