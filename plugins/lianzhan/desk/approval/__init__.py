"""Before stage 1: a step of the review chain (三审) is signed where the text stands.

In: a text as a build reads and judges it, who takes which step on what day, and now: nothing is
signed ahead of its day. Out: the same file with that step added, and `status: approved` once the
chain is complete; or why it can't be signed. Steps that were signed for an earlier text give way to
the new one. A file is replaced whole, or untouched: also where somebody saves it meanwhile.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from lianzhan.desk.approval.chain_edits import Change
from lianzhan.desk.approval.decision import DONE, OUTCOMES, Signature, completes, refusal
from lianzhan.desk.approval.heads import OURS, changed_head, facts_of, read_head
from lianzhan.desk.approval.keys import KeyFileError, read_key
from lianzhan.desk.approval.texts import (
    Desk,
    ReviewText,
    read_texts,
    texts_below,
    to_be_signed,
)
from lianzhan.desk.approval.toml_chains import changed_toml
from lianzhan.desk.replacing import replace_file
from lianzhan.kinds.review.digest import signed_page
from lianzhan.kinds.review.persons import signer
from lianzhan.kinds.review.signatures import signed_message
from lianzhan.kinds.review.standing import CHANGED_SINCE_REVIEW, void_step
from lianzhan.model.frozen import dataclass
from lianzhan.model.kinds import name_in_file
from lianzhan.reading.text import UNWANTED
from lianzhan.runtime.digests import digest_of_bytes

if TYPE_CHECKING:
    from datetime import datetime

    from lianzhan.desk.approval.decision import Refusal
    from lianzhan.desk.approval.keys import SigningKey
    from lianzhan.model.review import ReviewStep


@dataclass(frozen=True, slots=True)
class Signing:
    """What came of signing one text; `outcome` is a key of OUTCOMES, `details` fill its text."""

    path: str
    outcome: str
    details: tuple[tuple[str, str], ...] = ()

    @property
    def is_refused(self) -> bool:
        """Whether the file was left untouched, and should not have been."""
        return self.outcome not in DONE


def approve(desk: Desk, text: ReviewText, signature: Signature, *, anyway: bool = False) -> Signing:
    """Sign one text as it was read, with the desk's key if it has one.

    Its file is replaced whole, or untouched. Nothing is signed for a day that has not begun. What
    could not be published is signed only `anyway`. Raises KeyFileError where the key can't sign.
    """
    by = " ".join(UNWANTED.sub("", signature.by).split())
    signature = replace(signature, by=by, digest=text.digest)
    keep, policy = text.standing, desk.federation.review
    value = replace(text.value, review=text.value.review[:keep])
    refused = _unreadable(desk, text) or refusal(value, signature, text.terms, desk.there)
    if not refused and not anyway:
        refused = _unfit(text, desk.there)
    if desk.key and not refused:
        signature = replace(signature, signature=_made_with(desk.key, text, signature))
    if refused := refused or _unsigned(text, signature, desk.key):
        return _refused(text, refused)
    complete = completes(value, signature, policy)
    status = "approved" if complete else "submitted" if keep < len(text.value.review) else ""
    new = status if status and status != value.status else None
    change = Change(keep, signature.written, new, of_notice=text.is_notice)
    details = {"by": signature.by, "step": signature.step, "on": signature.on.isoformat()}
    return _written(desk, text, change, signature) or Signing(
        text.path, _outcome(text, is_complete=complete), (*details.items(),)
    )


def _outcome(text: ReviewText, *, is_complete: bool) -> str:
    if not is_complete:
        return "signed"
    return "notice-approved" if text.is_notice else "approved"


def renew(desk: Desk, text: ReviewText) -> Signing:
    """Give the steps of a chain that say no digest that of the text as it is now.

    Not where another step says that the text was changed after it.
    """
    void, chain = text.chain.void, text.value.review
    if refused := _unreadable(desk, text):
        return _refused(text, refused)
    if void and void.why is CHANGED_SINCE_REVIEW:
        return _refused(text, ("changed", {"by": void.step.by, "step": void.step.step}))
    missing = tuple((at, text.digest) for at, step in enumerate(chain) if not step.digest)
    if not missing:
        return Signing(text.path, "complete")
    done = Signing(text.path, "renewed", (("count", str(len(missing))),))
    return (
        _written(desk, text, Change(len(chain), digests=missing, of_notice=text.is_notice)) or done
    )


def _refused(text: ReviewText, refused: Refusal) -> Signing:
    return Signing(text.path, refused[0], (*refused[1].items(),))


def _unreadable(desk: Desk, text: ReviewText) -> Refusal | None:
    """Say why a file can't be signed, whoever signs it: its head says nothing that is sure."""
    if text.is_in_toml:
        wrong = {fault.code for fault in text.problems if dict(fault.details).get("key") in OURS}
        return ("unreadable", {"reason": ", ".join(sorted(wrong))}) if wrong else None
    raw = (desk.content / text.value.file).read_bytes()
    return read_head(raw, text.value.file, desk.federation).fault


def _made_with(key: SigningKey, text: ReviewText, signature: Signature) -> str:
    people = text.terms.people
    person = signer(signature.by, people) if people else signature.by
    return key.signature(signed_message(signature.added, signed_page(text.path), person))


def _unsigned(text: ReviewText, signature: Signature, key: SigningKey | None) -> Refusal | None:
    """Say why a step would not count though it was taken: it needs a key of the signer's."""
    if not text.terms.needs_signature(text.value):
        return None
    if key is None:
        return "unsigned", {}
    value = replace(text.value, review=(signature.added,))
    is_void = void_step(value, text.terms) is not None
    return ("foreign-key", {"by": signature.by, "key": key.text}) if is_void else None


def _unfit(text: ReviewText, now: datetime) -> Refusal | None:
    """Say why a text would not be published though all had signed it."""
    if text.faults:
        return "faulty", {"codes": ", ".join(text.faults)}
    expires = text.value.expires
    if expires is not None and expires <= now:
        return "expired", {"date": f"{expires:%Y-%m-%d %H:%M}"}
    return None


def _written(
    desk: Desk, text: ReviewText, change: Change, signature: Signature | None = None
) -> Signing | None:
    """Change a text's chain in its file; return why it can't be."""
    file = Path(os.path.realpath(desk.content / text.value.file))
    try:
        raw = file.read_bytes()
        if digest_of_bytes(raw) != text.saved:
            return Signing(text.path, "changing")
        data = _changed(raw, desk, text, change, signature)
        if data is None:
            return Signing(text.path, "unusual-head")
        return None if replace_file(file, raw, data) else Signing(text.path, "changing")
    except OSError as error:
        return Signing(text.path, "unwritable", (("reason", error.strerror or str(error)),))


def _changed(
    raw: bytes, desk: Desk, text: ReviewText, change: Change, signature: Signature | None
) -> bytes | None:
    """Return a file's bytes with a text's chain changed; None where there is no place for it."""
    if text.is_in_toml:
        name = name_in_file(text.path)
        after = changed_toml(raw.decode("utf-8"), name, change, signature)
        return None if after is None else after.encode("utf-8")
    chain = _chain_then(text, change, signature)
    return changed_head(raw, text.value.file, desk.federation, change, chain)


def _chain_then(text: ReviewText, change: Change, signature: Signature | None) -> list[object]:
    """Return what a chain must say once it is changed."""
    given = dict(change.digests)
    steps: list[ReviewStep] = [
        replace(step, digest=given.get(at, step.digest))
        for at, step in enumerate(text.value.review[: change.keep])
    ]
    if signature:
        steps.append(signature.added)
    return [facts_of(step) for step in steps]


__all__ = [
    "OUTCOMES",
    "Desk",
    "KeyFileError",
    "ReviewText",
    "Signature",
    "Signing",
    "approve",
    "read_key",
    "read_texts",
    "renew",
    "texts_below",
    "to_be_signed",
]
