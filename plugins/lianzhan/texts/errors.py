"""Errors of the environment and faults of the program, in one line in the user's language."""

from __future__ import annotations

import errno
import os

from lianzhan.runtime.job import (
    DEBUG,
    NoProcessError,
    UnusableClusterError,
    is_want_of_memory,
    reason_of,
)
from lianzhan.texts.language import printable, translations, user_language

_CAUSES = {
    errno.EAGAIN: (errno.EAGAIN,),
    errno.EMFILE: (errno.EMFILE, errno.ENFILE),
    errno.ENOSPC: (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)),
}
"""What the system says of one and the same want."""


def said_of(error: BaseException) -> str:
    """Return in the user's language what kept the work from being done, and how to mend it."""
    _ = translations(user_language()).gettext
    if isinstance(error, UnusableClusterError):
        return _cluster_trouble(error.reason).format(detail=printable(error.detail))
    texts = {
        errno.ENOMEM: _("内存不足：请关掉别的程序再试；build 可以加 --jobs 1"),
        errno.EAGAIN: _("系统不让再启动进程：请关掉别的程序，或提高进程数的上限（ulimit -u）"),
        errno.EMFILE: _("系统不让再打开文件：请提高同时打开文件数的上限（ulimit -n）"),
        errno.ENOSPC: _("写不下了：磁盘已满，或超出了文件大小的上限（{error}）"),
    }
    reason = printable((isinstance(error, OSError) and str(error)) or reason_of(error))
    if text := texts.get(_want(error)):
        return text.format(error=reason)
    if isinstance(error, OSError):
        return _("环境有误：{error}").format(error=reason)
    text = _("程序出错：{error}（设环境变量 {debug}=1 再运行一次，可看到详情）")
    return text.format(error=reason, debug=DEBUG)


def _cluster_trouble(reason: str) -> str:
    """Say what is wrong with a cluster, and how to mend it."""
    _ = translations(user_language()).gettext
    return {
        "not-installed": _("没有安装 {detail}：请在 .venv 中执行 pip install 'lianzhan[dask]'"),
        "unreachable": _("连接不上调度器 {detail}：请检查地址，以及 dask scheduler 是否在运行"),
        "no-workers": _("调度器 {detail} 没有工作节点：请用 dask worker 启动"),
        "folders": _(
            "工作节点 {detail} 看不到这里的文件夹：须以同样的路径共享项目、内容、缓存和输出"
        ),
        "version": _("工作节点与这里的 Python、依赖、代码、主题或设置不一致：{detail}"),
        "lost": _("与集群的连接中断，或工作节点全部丢失；每个站点都是完整的"),
    }[reason]


def _want(error: BaseException) -> int:
    """Return what is wanting, as the number of a system's error; 0 where it is something else.

    Libraries that can't be loaded, and threads that can't be started, say it in words alone.
    """
    if is_want_of_memory(error):
        return errno.ENOMEM
    text, number = str(error), getattr(error, "errno", None)
    for want, numbers in _CAUSES.items():
        if number in numbers or any(os.strerror(n) in text for n in numbers):
            return want
    if isinstance(error, NoProcessError) or "can't start new thread" in text:
        return errno.EAGAIN
    return 0
