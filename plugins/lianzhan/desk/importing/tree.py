"""The tree to import, as found on disk: its Markdown files with the names they will have.

Nothing outside the folder is looked at, whatever links lead there, and nothing in it is changed.
"""

from __future__ import annotations

import os
import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lianzhan.desk.importing.results import ARTICLE, SIDECAR, SkippedFile, note
from lianzhan.model.frozen import dataclass
from lianzhan.model.names import composed
from lianzhan.reading.file_names import name_fault
from lianzhan.reading.looking import Seen, glance

if TYPE_CHECKING:
    from collections.abc import Iterable

_MARKDOWN = (".md", ".markdown", ".mdown", ".mdwn", ".mkd", ".mkdn")
_PICTURES = (
    ".jpg", ".jpeg", ".jfif", ".png", ".webp", ".gif", ".bmp", ".svg", ".tif", ".tiff", ".avif",
    ".heic",
)  # fmt: skip
"""What may come along as a picture. Formats that no site shows come, too: the rules name them."""
_PREFIXES = re.compile(
    r"^(?:\{(?:static|attach|filename)\}|\|(?:static|attach|filename)\||\{\{[^{}]{0,80}\}\}(?=.))"
)
"""What Pelican writes before a path, and Jekyll: `{{ site.baseurl }}/a.png`."""
_FILTERED = re.compile(r"^\{\{\s*[\"']([^\"']+)[\"']\s*\|[^{}]*\}\}$")
"""An address as Jekyll and Hexo make it: `{{ "/a.png" | relative_url }}`."""
_POSTS = ("_posts", "_drafts", "_discarded")
_SOURCES = ("source", "content", "docs", "src")
"""Folders that a site's addresses count from, as far as generators name them so."""
_SHELVES = ("static", "public", "assets", "uploads", "source")
"""Folders beside the texts whose files stand at the top of a site."""
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_ENDING = re.compile(r"\.\w{1,10}")
_NAME_BYTES = 100
"""UTF-8 bytes of a name: "-2" and more still fit below the 120 of `kinds.article.files`."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A folder with the paths of its Markdown files and of all other files, and what was passed by.

    Paths count from the folder; `names` maps each Markdown file's to its article's name.
    """

    folder: Path
    names: dict[str, str]
    others: frozenset[str]
    passed_by: tuple[SkippedFile, ...]


def read_tree(folder: Path) -> Tree:
    """Look through a folder; what is hidden in it, or leads out of it, is passed by."""
    files: list[str] = []
    passed_by: list[SkippedFile] = []
    pending = [folder]
    while pending:
        try:
            with os.scandir(pending.pop()) as scan:
                entries = list(scan)
        except OSError as error:
            path = Path(error.filename).relative_to(folder).as_posix()
            passed_by.append(SkippedFile(path, note("unreadable", reason=error.strerror or error)))
            continue
        for entry in entries:
            path = Path(entry.path).relative_to(folder).as_posix()
            code = _passed_by(entry, folder)
            if code:
                passed_by.append(SkippedFile(path, note(code)))
            elif entry.is_dir():
                pending.append(Path(entry.path))
            else:
                files.append(path)
    articles = [path for path in sorted(files) if Path(path).suffix.lower() in _MARKDOWN]
    names = named(articles, folder.name)
    return Tree(folder, names, frozenset(files).difference(articles), tuple(passed_by))


_LONGEST = 1000
"""Characters of a reference: no path of that length can be opened."""


def _passed_by(entry: os.DirEntry[str], root: Path) -> str:
    """Return why an entry is not looked at, as a code of NOTES; "" where it is."""
    if entry.name.startswith("."):
        return "hidden"
    if entry.is_symlink() and _inside(Path(entry.path), root) is None:
        return "leads-outside"
    return "" if entry.is_dir() or entry.is_file() else "not-a-file"


def _inside(file: Path, root: Path) -> Path | None:
    """Return the file that a path leads to, if it is a regular one inside the folder."""
    try:
        real = file.resolve(strict=True)
        return real if real.is_file() and real.is_relative_to(root.resolve()) else None
    except (OSError, RuntimeError, ValueError):
        return None


def named(paths: Iterable[str], root: str) -> dict[str, str]:
    """Give every article a name of its own: that of its file, or of its folder for `index.md`.

    The same tree always gives the same names, so that importing it again finds what is there.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for path in paths:
        base = name = safe_name(original_name(path, root))
        count = 1
        while name.casefold() in taken:
            count += 1
            name = f"{base}-{count}"
        taken.add(name.casefold())
        names[path] = name
    return names


def original_name(path: str, root: str) -> str:
    """Return an article's name where it comes from: `x/index.en.md` is x.en, `x.md` is x."""
    stem = Path(path).stem
    first, dot, rest = stem.partition(".")
    if first.lower() != "index":
        return stem
    return f"{Path(path).parent.name or root}{dot}{rest}"


def safe_name(text: str) -> str:
    """Return a name that may stand in an address and on any file system, near to what was given."""
    plain = re.sub(r"[^\w.-]+", "-", composed(text))
    cut = plain.encode("utf-8", "ignore")[:_NAME_BYTES].decode("utf-8", "ignore").strip("-.")
    return f"{cut or 'article'}-1" if name_fault(cut, "") else cut


def find_file(tree: Tree, article: str, target: str) -> str | None:
    """Return the path of the file in the tree that an article's reference means, or None.

    Tried in turn: beside the article, in the folder of its name (Hexo), from the top of the tree
    or of the site in it, and from `static/` (Hugo) and its like. `%20` may stand for a space, a
    backslash for a slash (Windows), or before a mark that Markdown would take for its own. Names
    are the same whichever way Unicode writes them.
    """
    filtered = _FILTERED.match(target)
    plain = filtered[1] if filtered else _PREFIXES.sub("", target)
    if not plain or len(plain) > _LONGEST:
        return None
    bare = unquote(re.split("[?#]", plain)[0])
    unescaped = _ESCAPE.sub(r"\1", bare)
    near, top = (posixpath.dirname(article), posixpath.splitext(article)[0]), _tops(article)
    for name in dict.fromkeys((plain, unquote(plain), bare, unescaped, bare.replace("\\", "/"))):
        for base in top if name.startswith("/") else (*near, *top):
            seen = glance(tree.folder, posixpath.normpath(f"{base}/{name}".lstrip("/")))
            if isinstance(seen, Seen) and seen.is_file:
                return seen.place
    return None


def _tops(article: str) -> tuple[str, ...]:
    """Return the folders that an address of a site may count from, for one of its articles."""
    parts = article.split("/")[:-1]
    above = ["/".join(parts[:count]) for count in range(len(parts) + 1)]
    below = dict(zip(above, parts, strict=False))
    roots = [
        folder
        for folder in above
        if not folder or posixpath.basename(folder) in _SOURCES or below.get(folder) in _POSTS
    ]
    shelves = (f"{folder}/{shelf}" for folder in reversed(above) for shelf in _SHELVES)
    return (*reversed(roots), *shelves)


def beside(tree: Tree, article: str, address: str) -> bool:
    """Whether a file of the name that an address ends in lies beside an article."""
    name = posixpath.basename(unquote(re.split("[?#]", address)[0]))
    return posixpath.join(posixpath.dirname(article), name) in tree.others


def is_picture(path: str) -> bool:
    """Whether a file comes along where an article shows it."""
    return Path(path).suffix.lower() in _PICTURES


def names_in_bundle(paths: Iterable[str]) -> dict[str, str]:
    """Give every file that comes along with an article a name of its own in the bundle."""
    names: dict[str, str] = {}
    taken = {ARTICLE, SIDECAR}
    for path in paths:
        suffix = Path(path).suffix.lower()
        suffix = suffix if _ENDING.fullmatch(suffix) else ""
        stem = safe_name(Path(path).name[: -len(suffix) or None])
        name, count = f"{stem}{suffix}", 1
        while name.casefold() in taken:
            count += 1
            name = f"{stem}-{count}{suffix}"
        taken.add(name.casefold())
        names[path] = name
    return names
