"""Which problems `check` was asked for: of some files, some codes, one site."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from invoke.exceptions import Exit

from lianzhan.commands.arguments import nearest
from lianzhan.commands.ending import NOTHING_DONE
from lianzhan.commands.limits import shown
from lianzhan.model.frozen import dataclass
from lianzhan.model.kinds import file_of
from lianzhan.texts.language import in_user_language as _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lianzhan.building.content_state import ContentState
    from lianzhan.commands.changes import JudgedChange
    from lianzhan.model.problem import Problem


@dataclass(frozen=True)
class SiteFolders:
    """One site's folder, and those of the sites below it, which are others."""

    own: str
    others: tuple[str, ...]

    def holds(self, path: str) -> bool:
        """Whether a path is the site's own."""
        return _is_below(path, self.own) and not any(_is_below(path, o) for o in self.others)


@dataclass(frozen=True)
class ProblemFilter:
    """What was asked for; what is empty or None does not limit it."""

    wanted: tuple[str, ...] = ()
    codes: frozenset[str] = frozenset()
    site: SiteFolders | None = None
    change: JudgedChange | None = None

    def takes(self, fault: Problem) -> bool:
        """Whether a problem is one of those; what a change may not change always is."""
        if self.change and fault in self.change.refused:
            return True
        return self.takes_path(fault.path) and (not self.codes or fault.code in self.codes)

    def takes_path(self, path: str) -> bool:
        """Whether a file, or a value of one, is one of those."""
        file = file_of(path)
        near = (w == "." or _is_below(path, w) or _is_below(file, w) for w in self.wanted)
        is_wanted = not self.wanted or any(near)
        is_wanted = is_wanted and (self.change is None or file_of(path) in self.change.files)
        return is_wanted and (self.site is None or self.site.holds(file_of(path)))

    def takes_but_for_code(self, fault: Problem) -> bool:
        """Whether a problem is left out for its code alone."""
        return bool(self.codes) and self.takes_path(fault.path) and fault.code not in self.codes


def _is_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(f"{folder}/")


def codes_in(given: str) -> frozenset[str]:
    """Return the codes of `CODE,CODE`, or end with one that there is not."""
    codes = frozenset(word for word in given.replace("，", ",").replace(",", " ").split() if word)
    known = known_codes() if codes else {}
    for code in sorted(codes.difference(known)):
        text = _("--code：没有问题代码“{given}”；最接近的是 {near}（全部见 docs/codes.md）")
        near = nearest(code, known) or "—"
        raise Exit(text.format(given=shown(code), near=near), NOTHING_DONE)
    return codes


def known_codes() -> Mapping[str, object]:
    """Return every code by its name: each stands in the module of its rule."""
    import pkgutil
    from importlib import import_module

    import lianzhan
    from lianzhan.model.codes import Code

    found: dict[str, object] = {}
    for module in pkgutil.walk_packages(lianzhan.__path__, "lianzhan."):
        if module.name.endswith(".__main__"):
            continue
        with suppress(ImportError):  # of what is for clusters alone, where that is not installed
            values = vars(import_module(module.name)).values()
            found |= {value.name: value for value in values if isinstance(value, Code)}
    return found


def site_folders(checked: ContentState, slug: str) -> SiteFolders:
    """Return a site's folders, or end with the nearest site where there is none of this slug."""
    own = checked.paths.get(slug)
    if own is None:
        from lianzhan.building.request import UnknownSiteError
        from lianzhan.commands.refusal import refusal

        near = nearest(slug, checked.paths) or "—"
        raise Exit(refusal(UnknownSiteError(slug, near)), NOTHING_DONE)
    below = (path for path in checked.paths.values() if path != own and _is_below(path, own))
    return SiteFolders(own, tuple(below))
