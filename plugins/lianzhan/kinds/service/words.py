"""What readers are told of whose a service is, in their language."""

from __future__ import annotations

from lianzhan.model.codes import N_
from lianzhan.model.names import area_of
from lianzhan.texts.language import translations

_HERE = {
    "省": N_("本省"),
    "市": N_("本市"),
    "州": N_("本州"),
    "县": N_("本县"),
    "区": N_("本区"),
    "旗": N_("本旗"),
}
"""What pages call their own area, by the last character of its name."""
_NO_AREA = N_("本站")


def here(office: str, language: str) -> str:
    """Return what an office's page calls its own area: 本县 for 安化县妇联, else 本站."""
    return translations(language).gettext(_HERE.get(area_of(office)[-1:], _NO_AREA))
