"""What a change to the repository may change: its author's own ground, and her own signatures.

In: the files that differ from a revision, and people.toml and the site tree as they are in that
revision, never as the change would have them. Out: a problem at each place that is not hers.
"""

from __future__ import annotations

from lianzhan.desk.changes.author import find_author
from lianzhan.desk.changes.judging import Judge
from lianzhan.desk.changes.revision import Revision, RevisionError

__all__ = ["Judge", "Revision", "RevisionError", "find_author"]
