"""The same federation with all other kinds of content: what each site says of itself, and values.

Each site has two services of three kinds, so that it borrows the third; two accounts; an event that
comes every year and one that is over, so that it lists one of its neighbours'; and contacts. What
is written does not depend on the day: services tell of their age two years after `CHECKED`.
"""

from __future__ import annotations

import random
from datetime import date
from typing import TYPE_CHECKING

from benchmarks.article_writer import ArticleWriter
from benchmarks.content import federation_toml, site_toml

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.corpus import Corpus, Site

CHECKED = date(2026, 1, 1)
SERVICES, BEFORE, AFTER = "services.toml", "每天 20 人", "每天 30 人"
"""The file of services, and words of each that a row of the table changes."""
_COLUMN_KEYS = {
    "news": 'role = "news"\n',
    "rights": 'role = "guide"\nservice = "rights"\n',
    "family": 'hotline = "12338"\n',
}
_SERVICE_KINDS = (("rights", "权益维护"), ("mind", "心理关爱"), ("work", "就业服务"))
_HOTLINES = (("12338", "妇女维权热线"), ("110", "报警"), ("12345", "政务服务热线"))
_PLATFORMS = ("微信公众号", "抖音")
_STEPS = (("first", "初审员甲", 1), ("second", "复审员乙", 2), ("final", "终审员丙", 3))
"""Of the chain of everything here, with the day of January 2026."""
_YAML = "".join(f"  - {{step: {s}, by: {by}, at: 2026-01-0{day}}}\n" for s, by, day in _STEPS)
_HEAD = f"status: approved\nreview:\n{_YAML}"
_TOML = ", ".join(f'{{step = "{s}", by = "{by}", at = 2026-01-0{day}}}' for s, by, day in _STEPS)
_CHAIN = f'status = "approved"\nreview = [{_TOML}]\n'


def write_kinds(corpus: Corpus, content: Path) -> None:
    """Add everything to a content tree that `write_content` wrote."""
    (content / "federation.toml").write_text(_federation(), "utf-8")
    for number, site in enumerate(corpus.sites):
        for name, text in _files(number, site, corpus.seed).items():
            file = content / site.path / name
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, "utf-8")


def _federation() -> str:
    """Return federation.toml with roles of columns, hotlines and kinds of services."""
    text = federation_toml()
    for slug, keys in _COLUMN_KEYS.items():
        text = text.replace(f'slug = "{slug}"\n', f'slug = "{slug}"\n{keys}', 1)
    tables = (("hotlines", "number", _HOTLINES), ("service_kinds", "slug", _SERVICE_KINDS))
    added = "".join(
        f'\n[[{table}]]\n{key} = "{name}"\ntitle = "{title}"\n'
        for table, key, entries in tables
        for name, title in entries
    )
    return f'footer = ["about"]\n{text}{added}'


def _files(number: int, site: Site, seed: int) -> dict[str, str]:
    """Return the files of a site by their paths below its folder."""
    writer = ArticleWriter(random.Random(f"{seed}/{site.slug}"))  # noqa: S311 - no secret
    month = number % 12 + 1
    files = {
        "site.toml": _site_toml(number, site),
        SERVICES: "".join(_service(number, site, which) for which in (0, 1)),
        "accounts.toml": "".join(_account(site, platform) for platform in _PLATFORMS),
        "events/yearly.md": _event(writer, f"start: 2020-{month:02}-15\nrepeats: yearly\n"),
        "events/over.md": _event(writer, f"start: 2025-{month:02}-08 09:00\nend: 11:30\n"),
    }
    if not site.parents:
        files["pages/about.md"] = (
            f"---\ntitle: 机构简介\ndate: {CHECKED}\n{_HEAD}---\n\n{writer.paragraph()}\n"
        )
    return files


def _site_toml(number: int, site: Site) -> str:
    return (
        f'{site_toml(site)}motto = "同心同行"\n\n[contact]\naddress = "{site.name}路 1 号"\n'
        f'telephone = "0731-8{number:07}"\nhours = "周一至周五 9:00—12:00，14:30—17:30"\n'
    )


def _service(number: int, site: Site, which: int) -> str:
    slug, title = _SERVICE_KINDS[(number + which) % len(_SERVICE_KINDS)]
    return (
        f'[[services]]\nname = "{slug}"\ntitle = "{site.name}{title}站"\nkind = "{slug}"\n'
        f'checked = {CHECKED}\ntelephones = ["0731-8{number:07}"]\ncapacity = "{BEFORE}"\n'
        f'address = "{site.name}路 1 号"\npoint = [28.1941, 112.9823]\n{_CHAIN}\n'
    )


def _account(site: Site, platform: str) -> str:
    address = f"https://example.com/{site.slug}/{_PLATFORMS.index(platform)}"
    return (
        f'[[accounts]]\nname = "a{_PLATFORMS.index(platform)}"\ntitle = "{site.name}"\n'
        f'platform = "{platform}"\nid = "{site.slug}"\naddress = "{address}"\n{_CHAIN}\n'
    )


def _event(writer: ArticleWriter, time: str) -> str:
    title, text = writer.words(4, 7), writer.paragraph()
    return f"---\ntitle: {title}\n{time}place: 社区活动室\n{_HEAD}---\n\n{text}\n"
