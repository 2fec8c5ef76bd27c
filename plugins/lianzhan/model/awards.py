"""Values: the awards (荣誉称号) that federation.toml knows, which honours name.

They go to workers with every site. Without slots: see `kinds.article.values`.
"""

from __future__ import annotations

from lianzhan.model.frozen import dataclass


@dataclass(frozen=True)
class Award:
    """An award, such as 三八红旗手: its slug, which honours name, and what it is called.

    `levels` are those at which it is given, such as 全国 and 省级, the highest first; `summary`
    says in a sentence what it is for.
    """

    slug: str
    title: str
    levels: tuple[str, ...]
    summary: str = ""
