"""The list of files in feeds has name, kind and size, in the site's language."""

from __future__ import annotations

from lianzhan.model.attachments import Attachment
from lianzhan.planning.attached import PlannedFile
from lianzhan.rendering.html.file_lists import file_list

FILE = PlannedFile(Attachment("a", "a & b.pdf", "0" * 32, 34 * 1024), "https://example.org/a.pdf")


def test_names_are_escaped_and_facts_follow() -> None:
    assert file_list([FILE], "zh-CN") == (
        '<h2>附件</h2><ul><li><a href="https://example.org/a.pdf">a &amp; b.pdf</a> PDF，34 KB</li></ul>'
    )
    assert "<h2>Attachments</h2>" in file_list([FILE], "en")
