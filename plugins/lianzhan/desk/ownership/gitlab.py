r"""CODEOWNERS as GitLab reads it: patterns of Ruby's File.fnmatch, the last that fits counts.

All lines are of one section, without a heading: later sections would not replace what earlier ones
say. fnmatch takes what follows a backslash as it is; blanks are escaped so, too, but of them only
those that GitLab itself makes plain again, and no others (docs.gitlab.com, "CODEOWNERS syntax").
"""

from __future__ import annotations

from lianzhan.runtime.late_pattern import late

_UNWRITABLE = late(r"[^\S ]|[\x00-\x1f\x7f-\x9f]")
_ESCAPED = late(r"([][\\*?{} #])")


def everything() -> str:
    """Return the pattern of all files."""
    return "*"


def below(folder: str) -> str:
    """Return the pattern of all files below a folder of the repository."""
    path = _UNWRITABLE.sub("?", _ESCAPED.sub(r"\\\1", folder))
    return f"/{path}/"
