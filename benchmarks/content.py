"""A corpus as this project's content tree."""

from __future__ import annotations

import shutil
from datetime import timedelta
from typing import TYPE_CHECKING

from benchmarks.corpus import ADDRESS, COLUMNS, LEVELS, NAME, THEORY, UNITS, path_of, with_links

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.corpus import Article, Corpus, Site


def write_content(corpus: Corpus, content: Path) -> None:
    """Write the federation as this project's content tree; what stood there is deleted."""
    shutil.rmtree(content, ignore_errors=True)
    content.mkdir(parents=True)
    (content / "federation.toml").write_text(federation_toml(), "utf-8")
    for site in corpus.sites:
        folder = content / site.path
        folder.mkdir()
        (folder / "site.toml").write_text(site_toml(site), "utf-8")
    for article in corpus.articles():
        file = content / article.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(source(article, corpus), "utf-8")


def site_toml(site: Site) -> str:
    """Return the site.toml of a site that says no more than it must."""
    return f'name = "{site.name}"\nlevel = "{site.level}"\n'


def source(article: Article, corpus: Corpus) -> str:
    """Return an article as a file of this project, with a complete review chain."""
    return (
        f"---\ntitle: {article.title}\ndate: {article.date:%Y-%m-%d %H:%M}\n"
        f"summary: {article.summary}\ntags: [{', '.join(article.tags)}]\n"
        f"author: {article.author}\nstatus: approved\n{review(article)}---\n\n"
        f"{with_links(article.body, lambda n: '{filename}/' + path_of(corpus, n))}\n"
    )


def review(article: Article) -> str:
    """Return the review chain as lines of YAML: three steps by three people, in time."""
    steps = (("first", "初审员甲", 3), ("second", "复审员乙", 2), ("final", "终审员丙", 1))
    lines = (
        f"  - {{step: {step}, by: {by}, at: {article.date - timedelta(days=days):%Y-%m-%d}}}\n"
        for step, by, days in steps
    )
    return "review:\n" + "".join(lines)


def federation_toml() -> str:
    """Return federation.toml: the columns, RSS alone, the three steps of review.

    By chance words stand twice in texts: that is none of the matters that are measured.
    """
    levels = "".join(f'\n[[levels]]\nname = "{n}"\ntitle = "{UNITS[n]}级"\n' for n in LEVELS)
    columns = "".join(
        f'\n[[columns]]\nslug = "{slug}"\ntitle = "{title}"\n'
        + ("pinned = true\npush = true\n" if slug == THEORY else "")
        for slug, title in COLUMNS
    )
    return (
        f'id = "bench"\nname = "{NAME}"\nlanguage = "zh-CN"\ntimezone = "Asia/Shanghai"\n'
        f'address = "{ADDRESS}{{slug}}/"\nfeeds = ["rss"]\n{levels}\n'
        f'[review]\nsteps = ["first", "second", "final"]\n'
        f'[proofs]\ndoubled-words = "off"\n{columns}'
    )
