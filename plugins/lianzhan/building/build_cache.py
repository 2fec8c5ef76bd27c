"""The cache of builds: which values it may hold, and the warning where there is no key for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.codes import N_, warning
from lianzhan.model.kinds import KINDS
from lianzhan.model.problem import Problem, problem
from lianzhan.runtime.cache import Cache
from lianzhan.runtime.cache_key import UnusableKeyError, cache_key

if TYPE_CHECKING:
    from pathlib import Path

CACHE_UNKEYED = warning(
    "cache-unkeyed",
    N_("缓存的密钥 {file} 不能使用（{reason}），这次没有用缓存"),
    N_(
        "内容照常发布，只是慢一些。密钥须是本人所有的普通文件，权限 600，不少于 32 个字符；"
        "可以删除它，下次会重新生成，也可以改用环境变量 LIANZHAN_CACHE_KEY"
    ),
)

VALUE_MODULES = (
    "lianzhan.model.",
    "lianzhan.kinds.site_content",
    *(f"lianzhan.kinds.{kind.name}.values" for kind in KINDS),
    "lianzhan.kinds.campaign.terms",
    "lianzhan.gate.records",
    "lianzhan.building.last_build",
)
"""Where the classes stand of what builds keep: records, articles, the site tree, the last build."""


def open_cache(folder: Path, is_wanted: bool = True) -> tuple[Cache, tuple[Problem, ...]]:
    """Return the cache in a folder, and a warning where there is no key to trust it by.

    One that is not wanted, or has no key, is as good as empty and stays as it is.
    """
    if not is_wanted:
        return Cache(folder, None), ()
    try:
        return Cache(folder, cache_key(), VALUE_MODULES), ()
    except UnusableKeyError as error:
        details = {"file": error.file, "reason": error.reason}
        return Cache(folder, None), (problem("federation.toml", 0, CACHE_UNKEYED, **details),)
