"""Elements of raw HTML that no page of ours may have: each is named where it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lianzhan.model.codes import N_, warning
from lianzhan.reading.body.code import without_code
from lianzhan.reading.body.comments import without_comments
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from collections.abc import Iterator

MEDIA_DROPPED = warning(
    "media-dropped",
    N_("<{tag}> 不能发布，已略去"),
    N_("视频、音频和嵌入的网页改成链接，单独写一行；脚本、样式和表单请删除"),
)
MAX_NAMED = 20
_TAG = late(
    r"<(video|audio|iframe|embed|object|svg|math|canvas|script|style|form|input|button|select"
    r"|textarea|frame|frameset|applet|map|marquee|link|meta|base|template|noscript|dialog)(?=[\s/>])",
    re.IGNORECASE,
)


def dropped_media(source: str) -> Iterator[tuple[int, str]]:
    """Yield each element that the sanitiser takes out: its place in the text, and its name."""
    if "<" not in source:
        return
    searched = without_comments(without_code(source))
    for count, found in enumerate(_TAG.finditer(searched)):
        if count == MAX_NAMED:
            return
        yield found.start(), found[1].lower()
