"""The last words of a process that can't go on: one line in the user's language, and exit status 2.

Errors of content never come here: they are problems. What does is the environment (no memory, no
processes, no files, no room), an interruption, or a fault of the program.
"""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress

from lianzhan.runtime.job import NoProcessError, UnusableClusterError, is_want_of_memory, reason_of
from lianzhan.runtime.signals import status_of_interrupt

NOTHING_DONE = 2
"""Exit status of what could not be done; 130 and 143 are those of Ctrl-C and SIGTERM."""
DEBUG = "LIANZHAN_DEBUG"
"""Environment variable: where it is set, tracebacks are shown, and tasks that are tried again."""
_CAUSES = {
    errno.EAGAIN: (errno.EAGAIN,),
    errno.EMFILE: (errno.EMFILE, errno.ENFILE),
    errno.ENOSPC: (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)),
}
"""What the system says of one and the same want."""


def said_of(error: BaseException) -> str:
    """Return in the user's language what kept the work from being done, and how to mend it."""
    from lianzhan.texts.language import printable, translations, user_language

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
    from lianzhan.texts.language import translations, user_language

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


def keep_quiet() -> None:
    """Say nothing of errors that nobody can do anything about, as in the midst of freeing memory.

    Nor of those in threads: whoever waits for one tells what became of it.
    """
    if not os.environ.get(DEBUG):
        sys.unraisablehook = lambda _error: None


def end_of(error: BaseException) -> int:
    """Say in one line on standard error what ended the work; return the exit status."""
    try:
        _say(error)
    except BaseException:  # no memory or file for words in another language, or nobody to hear
        with suppress(OSError, MemoryError):
            text = "内存不足" if is_want_of_memory(error) else reason_of(error)
            os.write(2, f"{text}\n".encode(errors="backslashreplace"))
    return status_of_interrupt() if isinstance(error, KeyboardInterrupt) else NOTHING_DONE


def _say(error: BaseException) -> None:
    if os.environ.get(DEBUG):
        import traceback

        traceback.print_exception(error)
    if isinstance(error, KeyboardInterrupt):
        from lianzhan.texts.language import translations, user_language

        text = translations(user_language()).gettext("已中断")
    else:
        text = said_of(error)
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
