"""Style sheets put together from the files that they import, so that a page asks for one.

In: a theme and a sheet of its static files. Out: what is served, or what is wrong with it.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from lianzhan.model.codes import N_, setup_error
from lianzhan.model.frozen import dataclass
from lianzhan.model.problem import problem
from lianzhan.rendering.theme.faults import ThemeFaultsError
from lianzhan.rendering.theme.minified import KEPT, minified
from lianzhan.rendering.theme.minified_script import minified_script
from lianzhan.rendering.theme.packed import packed
from lianzhan.rendering.theme.palette import PALETTE, palette_css
from lianzhan.rendering.theme.theme_files import STATIC
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from pathlib import Path

    from lianzhan.model.codes import Code
    from lianzhan.model.problem import Problem

SHEET_IMPORT = setup_error(
    "sheet-import",
    N_("@import 引入的“{name}”读不到（{reason}）"),
    N_("检查文件名和路径：路径从写着 @import 的那个文件所在的文件夹算起"),
)
SHEET_ADDRESS = setup_error(
    "sheet-address",
    N_("url() 里的“{name}”不在主题的 static 文件夹里"),
    N_("把文件放进主题的 static 文件夹，写从这个样式文件到它的相对路径；网页不向第三方取文件"),
)
_slip = partial(setup_error, SHEET_IMPORT.name)
_SLIPS = {
    "circle": _slip(
        N_("@import 引入的“{name}”又引入了这个文件：{way}"), N_("去掉这一圈中的一个 @import")
    ),
    "outside": _slip(
        N_("@import 引入的“{name}”不在主题文件夹里"),
        N_("把文件放进主题文件夹，写相对路径；网页不向第三方取文件"),
    ),
    "form": _slip(
        N_("看不懂这个 @import：{name}"),
        N_('写成 @import "相对路径"; 后面不带条件，条件写在被引入的文件里（@media）'),
    ),
    "kind": _slip(
        N_("@import 引入的“{name}”不是样式"), N_("只能引入 .css 文件，和主题的 palette.toml")
    ),
}
_TOKEN = late(
    rf"""
    (?P<comment> /\*.*?(?:\*/|\Z) )
    | @import \b (?P<import> (?: "[^"]*" | '[^']*' | [^;"'] )* ) (?: ; | \Z )
    | url\( \s* (?P<quote>["']?) (?P<address> .*? ) (?P=quote) \s* \)
    | (?P<kept> {KEPT} )
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_MINIFY, _PACK = b"// @minify\n", b"/* @pack"
_IMPORTED = late(r"\s*(?:url\(\s*)?([\"']?)([^\"')\s]+)\1\s*\)?\s*")
_QUOTED = late(r"\s*[\"']")
_ELSEWHERE = late(r"[a-z][a-z0-9+.-]*:|/", re.IGNORECASE)


def served(theme: Path, path: str) -> bytes:
    """Return a theme's static file as it is served.

    A sheet with a line `@import "…";` is put together from what it imports, and minified; packed
    too, if it begins with `/* @pack`. A script is minified whose first line is `// @minify`. Any
    other file is served as it is, sheets of other themes that import by `url()` among them.
    Raises ThemeFaultsError, OSError for the file itself, and UnicodeDecodeError for such a script.
    """
    data = (theme / STATIC / path).read_bytes()
    if path.endswith(".js") and data.startswith(_MINIFY):
        return minified_script(data.decode()).encode()
    if not path.endswith(".css") or b"@import" not in data:
        return data
    text = data.decode(errors="replace")
    imports = (match["import"] for match in _TOKEN.finditer(text))
    if not any(written and _QUOTED.match(written) for written in imports):
        return data
    sheet = _Sheet(theme, f"{STATIC}/{path}")
    css = sheet.text()
    if sheet.problems:
        raise ThemeFaultsError(tuple(sheet.problems))
    css = minified(css)
    return (packed(css) if data.startswith(_PACK) else css).encode()


@dataclass(frozen=True)
class _Place:
    """Where something that leads to another file is written: file, line, and the address."""

    path: str
    line: int
    written: str


class _Sheet:
    """One sheet of a theme, with what it has taken already, and what was wrong with that."""

    def __init__(self, theme: Path, path: str) -> None:
        self._theme = theme
        self._path = path
        self._taken: set[str] = set()
        self.problems: list[Problem] = []

    def text(self) -> str:
        """Return the sheet, each file that it imports in the place of the first import of it."""
        return self._file(self._path, ())

    def _file(self, path: str, above: tuple[str, ...]) -> str:
        """Return a file's text and that of its imports. Raises OSError, UnicodeDecodeError."""
        text = (self._theme / path).read_text("utf-8-sig")
        return _TOKEN.sub(lambda match: self._taking(match, path, above), text)

    def _palette(self) -> str:
        """Return what is made of the theme's palette; its faults are faults of the sheet."""
        try:
            return palette_css(self._theme / PALETTE)
        except ThemeFaultsError as error:
            self.problems += error.problems
            return ""

    def _taking(self, match: re.Match[str], path: str, above: tuple[str, ...]) -> str:
        line = match.string.count("\n", 0, match.start()) + 1
        if (written := match["import"]) is not None:
            place = _Place(path, line, written.strip())
            found = _IMPORTED.fullmatch(written)
            if found is None:
                return self._fault(place, _SLIPS["form"])
            return self._imported(replace(place, written=found[2]), (*above, path))
        if address := match["address"]:
            return self._address(match, _Place(path, line, address))
        return match[0]

    def _imported(self, place: _Place, above: tuple[str, ...]) -> str:
        """Return the text of what is imported; nothing where it stands in the sheet already."""
        path = _target(place.written, place.path)
        if _ELSEWHERE.match(place.written) or path.startswith("../"):
            return self._fault(place, _SLIPS["outside"])
        if not path.endswith(".css") and path != PALETTE:
            return self._fault(place, _SLIPS["kind"])
        if path in above:
            way = " → ".join((*above[above.index(path) :], path))
            return self._fault(place, _SLIPS["circle"], way=way)
        if path in self._taken:
            return ""
        self._taken.add(path)
        try:
            return self._palette() if path == PALETTE else self._file(path, above)
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "UTF-8"
            return self._fault(place, SHEET_IMPORT, reason=reason)

    def _address(self, match: re.Match[str], place: _Place) -> str:
        """Return the address of a static file as the sheet itself must write it."""
        written = place.written
        if written.startswith(("data:", "#")):
            return match[0]
        path = _target(written, place.path)
        if _ELSEWHERE.match(written) or not path.startswith(f"{STATIC}/"):
            return self._fault(place, SHEET_ADDRESS)
        address = posixpath.relpath(path, posixpath.dirname(self._path))
        return f"url({match['quote']}{address}{match['quote']})"

    def _fault(self, place: _Place, code: Code, **details: str) -> str:
        """Note what is wrong with what is written in a file; nothing takes its place."""
        file = str(self._theme / place.path)
        self.problems.append(problem(file, place.line, code, name=place.written, **details))
        return ""


def _target(written: str, path: str) -> str:
    """Return the path in the theme that an address in a file leads to."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), written))
