"""Whose ground is which folder, and the file in which hosts of repositories want to be told.

In: people.toml and the site tree. Out: rules, and CODEOWNERS as GitHub, GitLab and Gitea read it.
"""

from __future__ import annotations

from lianzhan.desk.ownership.formats import FORMATS, Written, written
from lianzhan.desk.ownership.ground import Ground
from lianzhan.desk.ownership.rules import rules_of

__all__ = ["FORMATS", "Ground", "Written", "rules_of", "written"]
