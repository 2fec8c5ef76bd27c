"""The texts of the codes. That each has its broken site is tests/test_codes.py."""

from __future__ import annotations

import re
from string import Formatter

import pytest
from every_code import CODES

from lianzhan.model.codes import Severity


def test_codes_read_as_words() -> None:
    assert [code for code in CODES if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)] == []


@pytest.mark.parametrize("code", CODES)
def test_the_texts_of_a_code_can_be_filled(code: str) -> None:
    for text in (CODES[code].message, CODES[code].help):
        names = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
        assert all(name.isidentifier() for name in names)
        filled = text.format(**dict.fromkeys(names, "值"))
        assert filled.strip()
        assert not filled.endswith(("。", "."))


def test_two_codes_do_not_say_the_same() -> None:
    messages = [code.message for code in CODES.values()]
    assert len(set(messages)) == len(messages)


def test_what_is_published_in_a_safe_form_is_a_warning() -> None:
    warnings = {code for code, spec in CODES.items() if spec.severity is Severity.WARNING}
    assert warnings == {
        "control-character", "misplaced-file", "misplaced-value", "unread-text", "unread-document", "twin-names",
        "dead-link", "unpublished-link", "updated-first", "image-remote", "image-still",
        "pick-unknown", "pick-unpublished", "pick-not-offered", "pick-not-below",
        "attachment-elsewhere", "attachment-kind", "attachment-too-large", "attachment-name",
        "attachment-unexamined", "hidden-author", "hidden-changes", "hidden-comments",
        "hidden-parts", "hidden-location",
        "pick-repost", "repost-offered",
        "pick-unknown-column", "strange-output", "cache-unkeyed", "plugin-renamed",
        "lost-words", "markup-left", "indented-code", "open-comment", "media-dropped",
        "renamed-without-alias", "head-remark", "chinese-quotes",
        "review-unverified", "people-unknown-site", "notice-early", "issued-later",
        "account-shared", "honour-twice", "work-incomplete",
        "topic-article", "topic-site", "topic-column", "topic-push", "topic-empty", "topic-tag",
        "campaign-same", "campaign-push", "campaign-site",
        "mobile-number", "wrong-term", "unpaired-marks", "half-width-marks", "doubled-marks",
        "impossible-date", "unit-name", "doubled-words", "doubtful-host", "same-paragraph",
        "pick-not-noted", "pick-before-offer", "pick-chain-gap", "pick-over-quota",
        "unknown-campaign", "theme-alone", "offer-not-noted",
        "site-fact", "footer-page", "unlinked-page",
        "service-unchecked",
    }  # fmt: skip
