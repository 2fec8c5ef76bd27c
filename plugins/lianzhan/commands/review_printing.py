"""What a reviewer is told of a text: its title, its problems, and the words changed since."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from lianzhan.commands.printing import path_from_here
from lianzhan.desk.comparing import differences, shortened
from lianzhan.desk.history import readable, signed_text
from lianzhan.texts.language import in_user_language as _
from lianzhan.texts.language import message_of, printable, user_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from lianzhan.desk.approval import ReviewText
    from lianzhan.desk.comparing import Piece
    from lianzhan.kinds.value import Remark

MARKS = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
"""How changed words are marked: as `git diff --word-diff` does."""


def lines_of(texts: Mapping[str, ReviewText], content: Path) -> Iterator[str]:
    """Yield what is about to be signed: each text's title, problems, and changed words."""
    if len(texts) > 1:
        yield _("要签 {count} 篇：").format(count=len(texts))
    language = user_language()
    for path, text in sorted(texts.items()):
        yield f"{printable(path_from_here(path, content))}: “{printable(text.title)}”"
        for remark in remarks_of(text.value.remarks):
            yield f"  {printable(remark)}"
        for fault in sorted(text.problems, key=attrgetter("line")):
            yield f"  {fault.line}: {fault.code}: {message_of(fault, language)}"
        yield from changed_lines(content, text)


def remarks_of(remarks: Iterable[Remark]) -> list[str]:
    """Return what reviewers must know of a text, in the user's language."""
    return [_(text).format(**dict(details)) for text, details in remarks]


def changed_lines(content: Path, text: ReviewText) -> Iterator[str]:
    """Yield the lines that were changed since the first step that was for another text."""
    changes = changes_of(content, text)
    if changes is None:
        yield _("  当时的稿子在 git 里找不到，说不出改了哪里")
        return
    for line in changes:
        marked = "".join(MARKS[piece.fate].format(piece.text) for piece in shortened(line))
        yield f"  {printable(marked)}"
    if not changes and text.was_changed:
        yield _("  文字没有改；图片、附件换过，或稿件换了地方")


def changes_of(content: Path, text: ReviewText) -> list[list[Piece]] | None:
    """Return what was changed since a step that was for another text; None where git can't say."""
    void = text.chain.void
    if not text.was_changed or void is None:
        return []
    old = signed_text(content, text.path, void.step.digest)
    new = readable((content / text.value.file).read_bytes(), text.path)
    return None if old is None or new is None else differences(old, new)
