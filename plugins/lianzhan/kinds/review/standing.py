"""Which steps of a chain count: those that were signed for the value as it is now.

A step bears the digest of what was signed and, where the federation wants it, a signature by a key
of the signer's. The first that does not count takes all after it along.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lianzhan.kinds.review.digest import digests_now
from lianzhan.kinds.review.signatures import signed_message
from lianzhan.model.codes import N_, Code, error
from lianzhan.model.problem import Problem, problem

if TYPE_CHECKING:
    from lianzhan.kinds.review.terms import Terms
    from lianzhan.kinds.value import Value
    from lianzhan.model.review import ReviewStep

CHANGED_SINCE_REVIEW = error(
    "changed-since-review",
    N_("“{by}”在 {on} 签“{step}”之后，稿件改过"),
    N_("从这一审起重审，用 approve 再签；不该改的，改回原样（改了哪里，用 explain 看）"),
)
REVIEW_WITHOUT_DIGEST = error(
    "review-without-digest",
    N_("审签“{step}”没有写明审的是哪一稿（digest），不作数"),
    N_("用 approve 签，它会写上；以前签好的，用 approve --renew 补上"),
)
REVIEW_UNSIGNED = error(
    "review-unsigned",
    N_("这里的每一审都要用密钥签，“{by}”的“{step}”没有签名，不作数"),
    N_("用 approve --key 密钥文件 签"),
)
REVIEW_SIGNATURE = error(
    "review-signature",
    N_("“{by}”的“{step}”签名不对：不是这一稿、这一步、这一天的，或不是此人的密钥签的"),
    N_("由本人用 approve --key 重签；公钥登记在 people.toml"),
)
REVIEW_KEY = error(
    "review-key",
    N_("“{by}”在 {on} 签“{step}”用的密钥已作废，或那一天不在有效期内"),
    N_("用有效的密钥重签；公钥和期限登记在 people.toml"),
)


class Void(NamedTuple):
    """The first step of a chain that does not count, its place in it, and why it does not."""

    place: int
    step: ReviewStep
    why: Code

    def problem(self, value: Value) -> Problem:
        """Return it as a finding in the value's file."""
        step, message = self.step, self.why.message
        details = {"step": step.step[:60], "by": step.by[:60], "on": step.at or "?"}
        told = {key: said for key, said in details.items() if f"{{{key}}}" in message}
        return problem(value.file, step.line, self.why, **told)


def void_step(value: Value, terms: Terms) -> Void | None:
    """Return the first step that was not signed for the value as it is now, if there is one."""
    is_signed = terms.needs_signature(value)
    is_digested = any(step.digest for step in value.review)
    pages = digests_now(value, terms.held) if is_digested else {}
    for place, step in enumerate(value.review):
        if not step.digest:  # that counts where the policy lets it
            why = REVIEW_WITHOUT_DIGEST if terms.policy.needs_digest or is_signed else None
        elif step.digest not in pages:
            why = CHANGED_SINCE_REVIEW
        else:
            why = _why_unsigned(step, pages[step.digest], terms) if is_signed else None
        if why:
            return Void(place, step, why)
    return None


def _why_unsigned(step: ReviewStep, page: str, terms: Terms) -> Code | None:
    """Return why a signature does not count: a key of the signer's, good on that day, made it."""
    if not step.signature:
        return REVIEW_UNSIGNED
    why = REVIEW_SIGNATURE
    for person in terms.people.called.get(step.by, ()) if terms.people else ():
        message = signed_message(step, page, person.id)
        for key in person.keys:
            if terms.verifier.verify(key.text, message, step.signature):
                if not key.is_revoked and step.at is not None and key.signs_on(step.at):
                    return None
                why = REVIEW_KEY
    return why
