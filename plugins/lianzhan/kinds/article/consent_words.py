"""What reviewers are told of a consent, which no reader ever sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.codes import N_

if TYPE_CHECKING:
    from lianzhan.kinds.article.values import Consent, Work
    from lianzhan.kinds.value import Remark

GIVEN = N_("同意展示：{by}，{on}")
TAKEN_BACK = N_("已撤回同意：{on}")
TAKEN_BACK_SOMETIME = N_("已撤回同意")
NOT_NOTED = N_("没有记下谁同意展示")


def consent_remark(work: Work | None, consent: Consent | None) -> tuple[Remark, ...]:
    """Return what is noted of the consent to a text, or that of a work nothing is."""
    if consent is None:
        return ((NOT_NOTED, ()),) if work else ()
    if consent.withdrawn:
        return ((TAKEN_BACK, (("on", str(consent.withdrawn)),)),)
    if consent.is_withdrawn:
        return ((TAKEN_BACK_SOMETIME, ()),)
    return ((GIVEN, (("by", consent.by or "—"), ("on", str(consent.at or "—")))),)
