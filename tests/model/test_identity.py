"""A look names its accent to style sheets by letters that any of them can hold."""

from __future__ import annotations

from lianzhan.model.identity import PORTAL_LOOK, SiteLook
from lianzhan.model.profile import Accent


def test_each_accent_has_a_class_of_its_own_in_plain_letters() -> None:
    assert PORTAL_LOOK.css_class == "accent-cinnabar"
    classes = {SiteLook(accent, "益阳").css_class for accent in Accent}
    assert len(classes) == len(Accent)
    assert all(name.removeprefix("accent-").isalpha() and name.isascii() for name in classes)
