"""Where keys are asked for, a step counts with a signature of its signer's, and else not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from ssh_keys import Key, signed, signer

from kinds.rules.example import CHAIN, FEDERATION, article
from lianzhan.kinds.review.digest import seen_digest, signed_page
from lianzhan.kinds.review.signatures import signed_message
from lianzhan.kinds.review.standing import void_step
from lianzhan.kinds.review.terms import Terms
from lianzhan.model.people import People, PublicKey

JIA, YI = Key(), Key("ecdsa-sha2-nistp256")
PEOPLE = People((signer(JIA, 0), signer(YI, 1)))
TERMS = Terms(FEDERATION.review, people=PEOPLE, is_signed=True)
READ = replace(article(), words="w")
FIRST = signed(CHAIN[0], READ, JIA, "p0")


def why(step: object, terms: Terms = TERMS, **changes: object) -> str:
    void = void_step(replace(READ, review=(step,), **changes), terms)  # type: ignore[arg-type]
    return void.why.name if void else ""


def test_a_step_by_the_signer_s_key_counts() -> None:
    assert why(FIRST) == why(signed(CHAIN[1], READ, YI, "p1")) == ""
    assert why(replace(FIRST, by="p0")) == ""


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        (CHAIN[0], "review-without-digest"),
        (replace(FIRST, signature=""), "review-unsigned"),
        (replace(FIRST, digest="x"), "changed-since-review"),
        (replace(FIRST, step="second"), "review-signature"),
        (replace(FIRST, at=date(2026, 3, 2)), "review-signature"),
        (replace(FIRST, at=None), "review-signature"),
        (replace(FIRST, by="乙"), "review-signature"),
        (replace(FIRST, by="丁"), "review-signature"),
        (replace(FIRST, signature="x"), "review-signature"),
        (signed(CHAIN[0], READ, Key(), "p0"), "review-signature"),
        (signed(CHAIN[0], READ, YI, "p0"), "review-signature"),
        (signed(CHAIN[0], READ, JIA, "p1"), "review-signature"),
        (signed(CHAIN[0], replace(READ, path="hunan/articles/news/y.md"), JIA, "p0"),
         "changed-since-review"),
    ],
)  # fmt: skip
def test_others_do_not(step: object, expected: str) -> None:
    assert why(step) == expected


def test_a_signature_for_one_page_is_none_for_another_though_the_digest_is_right() -> None:
    """As if a digest were written for the copy, with the signature of the first."""
    other = replace(READ, path="hunan/articles/news/y.md")
    digest = seen_digest(other, signed_page(other.path))
    assert why(replace(FIRST, digest=digest), path=other.path) == "review-signature"
    step = replace(FIRST, digest=digest)
    message = signed_message(step, signed_page(READ.path), "p0")
    forged = replace(step, signature=JIA.sign(message))
    assert why(forged, path=other.path) == "review-signature"


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (PublicKey(JIA.text, since=date(2026, 3, 1), until=date(2026, 3, 1)), ""),
        (PublicKey(JIA.text, since=date(2026, 3, 2)), "review-key"),
        (PublicKey(JIA.text, until=date(2026, 2, 28)), "review-key"),
        (PublicKey(JIA.text, is_revoked=True), "review-key"),
        (PublicKey(JIA.text, until=date(2027, 1, 1), is_revoked=True), "review-key"),
    ],
)
def test_a_key_signs_in_its_time_and_a_revoked_one_never(key: PublicKey, expected: str) -> None:
    people = People((replace(PEOPLE.persons[0], keys=(PublicKey(YI.text), key)),))
    assert why(FIRST, replace(TERMS, people=people)) == expected


def test_only_what_asks_for_signatures_needs_them() -> None:
    bare = replace(FIRST, signature="")
    assert why(bare, replace(TERMS, is_signed=False)) == ""
    columns = replace(TERMS, is_signed=False, signed_columns=frozenset({"news"}))
    assert why(bare, columns) == "review-unsigned"
    assert why(FIRST, columns) == ""
    assert why(bare, replace(columns, signed_columns=frozenset({"theory"}))) == ""


def test_where_nobody_is_known_nobody_can_sign() -> None:
    assert why(FIRST, replace(TERMS, people=None)) == "review-signature"
