"""Files that lie among articles and are none: which of them seem meant to be published.

In: the paths of files in a site's folders of texts that are no Markdown. Out: a problem for each
that may have been meant as an article, or to be linked by one, and for names that are two on this
system and one on another. Pictures, data and what programs leave behind pass in silence.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from lianzhan.model.codes import N_, warning
from lianzhan.model.kinds import MARKDOWN, TOML, TOML_FOLDERS
from lianzhan.model.names import composed
from lianzhan.model.problem import Problem, problem
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lianzhan.model.codes import Code

UNREAD_TEXT = warning(
    "unread-text",
    N_("“{name}”不会发布：这里的文件名要以 {ending} 结尾"),
    N_("改名为 {example}；Windows 里看不到结尾时，先在“查看”中勾选“文件扩展名”"),
)
UNREAD_DOCUMENT = warning(
    "unread-document",
    N_("“{name}”不会发布：它不是稿件，也没有稿件链接到它"),
    N_("作为稿件：把文字粘贴到 {example} 中，写上稿头；作为附件：在稿件正文里链接它"),
)
TWIN_NAMES = warning(
    "twin-names",
    N_("“{name}”与另一个文件同名，只是 Unicode 的写法不同"),
    N_("给其中一个改名：在 macOS 上它们是同一个文件"),
)


def _endings(words: str) -> frozenset[str]:
    return frozenset(words.split())


_PACKAGES = _endings("key numbers pages rtfd textbundle")
"""Documents that macOS may keep as folders."""
_DOCUMENTS = _PACKAGES | _endings(
    "caj ceb doc docm docx dot dotx dps epub et htm html hwp hwpx mht mhtml odp ods odt ofd pdf"
    " pps ppsx ppt pptm pptx rtf shtml tex wps wpt xht xhtml xls xlsm xlsx"
)
"""Endings of documents: to be pasted into an article, or linked by one."""
_OTHERS = _endings(
    "aac ai amr apng avif avi bmp cdr cr2 css csv cur dng eps flac flv gif heic heif icns ico"
    " indd ini ipynb j2k jfif jp2 jpe jpeg jpg js json jxl log lrc m4a m4v map mid mkv mov mp3"
    " mp4 mpeg mpg nef ogg opus otf pem png po ps psd pub py raw rm rmvb sh sql srt ssa ass svg"
    " svgz tga tif tiff toml ts ttf vtt wav webm webp wma wmv woff woff2 xcf xml yaml yml"
    " 7z bz2 gz rar tar tgz xz zip"
)
"""Endings of what nobody takes for an article: pictures, sound, films, fonts, data, programs."""
_LEFT_BEHIND = _endings(
    "bak crdownload db download lnk lock opdownload orig part partial rej swn swo swp tmp temp td"
    " url webloc"
)
"""Endings of what programs leave behind: copies, locks, broken downloads, shortcuts."""
_TEXTS = _endings("markdn markdown md mdown mdtext mdtxt mdwn mdx mkd mkdn qmd rmd rst text txt")
"""Endings of texts that would be articles under another name."""
_KNOWN = _DOCUMENTS | _OTHERS | _LEFT_BEHIND | _TEXTS
_ENDING = late(r"\.([a-z0-9]{1,12})(?![a-z0-9])", re.IGNORECASE)
"""An ending wherever in a name it stands: `notice.md.txt`, `notice.md (1)`."""
_UNKNOWN_ENDING = late(r"\.[a-z]{1,12}$", re.IGNORECASE)
_NO_NAME = late(r"[^\w.]+")
_DOTS = str.maketrans("。｡", "..")
"""What a Chinese keyboard writes for the dot; the full-width dot is one to NFKC."""


def seems_text(path: str) -> bool:
    """Whether a file that is no Markdown by its name may hold a text meant for readers."""
    return _code_of(path.rpartition("/")[2]) is not None


def is_package(name: str) -> bool:
    """Whether a folder of this name is one document."""
    return "." in name and name.rpartition(".")[2].lower() in _PACKAGES


def unread_files(paths: Iterable[str], is_linked: Callable[[str], bool]) -> Iterator[Problem]:
    """Yield a problem for each file that will not be published though it seems meant to be.

    `is_linked` tells whether an article links to a file; then it is an attachment.
    """
    for path in paths:
        name = path.rpartition("/")[2]
        code = _code_of(name)
        if code is not None and not is_linked(path):
            ending = TOML if TOML_FOLDERS.intersection(path.split("/")[-2:-1]) else MARKDOWN[0]
            details = {"name": name, "example": _example(name) + ending}
            ends = {"ending": ending} if code is UNREAD_TEXT else {}
            yield problem(path, 0, code, **details, **ends)


def twin_names(folder: str, names: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem for each name of a folder that differs from another in its form alone."""
    seen: set[str] = set()
    for name in names:
        if not name.isascii():
            form = composed(name)
            if form in seen:
                yield problem(f"{folder}/{name}", 0, TWIN_NAMES, name=name)
            seen.add(form)


def _code_of(name: str) -> Code | None:
    """Return what is to be said of a file by its name; None for what was not meant to be read."""
    if name.rpartition(".")[2] in _OTHERS:  # nearly all
        return None
    plain = _narrow(name).casefold()
    kind = next((kind for kind in _ENDING.findall(plain)[::-1] if kind in _KNOWN), "")
    if _is_left_behind(plain, kind) or kind in _OTHERS:
        return None
    return UNREAD_DOCUMENT if kind in _DOCUMENTS else UNREAD_TEXT


def _is_left_behind(plain: str, kind: str) -> bool:
    is_lock = plain.startswith(("~$", "._", "#")) or plain.endswith("~")
    return is_lock or kind in _LEFT_BEHIND or plain in ("desktop.ini", "icon")


def _narrow(name: str) -> str:
    """Return a name as it was meant: narrow letters and dots, nothing but those at its ends."""
    return unicodedata.normalize("NFKC", name).translate(_DOTS).strip().rstrip(".\u200b\ufeff ")


def _example(name: str) -> str:
    """Return a name that a text could have instead, without its ending."""
    narrow = _narrow(name)
    endings = (at for at in _ENDING.finditer(narrow) if at[1].casefold() in _KNOWN)
    ending = next(endings, None) or _UNKNOWN_ENDING.search(narrow)
    stem = narrow[: ending.start()] if ending else narrow
    return f"{_NO_NAME.sub('-', stem).strip('-_.')[:40].rstrip('-_.') or 'article'}"
