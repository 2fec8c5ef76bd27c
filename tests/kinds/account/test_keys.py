"""Keys of accounts: words become lasting names, and what means none is named."""

from __future__ import annotations

import pytest

from kinds.written import CONTEXT
from lianzhan.kinds.account.keys import ACTIVE, KEYS, STOPPED
from lianzhan.kinds.account.platforms import PLATFORMS
from lianzhan.reading.fields import Fields
from lianzhan.reading.keys import typed
from lianzhan.reading.yaml_values import Scalar, Sequence, Value

STATES = {
    "active": ("运营", ACTIVE),
    "stopped": ("停用", STOPPED),
    "latin": ("Stopped", STOPPED),
    "moved": ("已迁移", STOPPED),
}


def read(**written: Value) -> tuple[dict[str, object], list[tuple[str, int]]]:
    """What the table makes of some keys, and the problems with their lines."""
    fields = Fields("hunan/accounts.toml", dict(written))
    values = typed(fields, KEYS, CONTEXT)
    return values, [(fault.code, fault.line) for fault in fields.problems]


def test_a_platform_is_kept_by_its_lasting_name() -> None:
    values, problems = read(platform=Scalar("公众号", 4))
    assert (values["platform"], problems) == ("wechat", [])


def test_an_unknown_platform_is_named_with_the_nearest_and_all_others() -> None:
    fields = Fields("hunan/accounts.toml", {"platform": Scalar("抖阴", 4)})
    assert typed(fields, KEYS, CONTEXT)["platform"] == ""
    (fault,) = fields.problems
    details = dict(fault.details)
    assert (fault.code, fault.line, details["nearest"]) == ("account-platform", 4, "抖音")
    assert details["known"].split("、") == [platform.title for platform in PLATFORMS]


def test_a_list_of_platforms_is_none() -> None:
    values, problems = read(platform=Sequence((Scalar("抖音", 4),), 4))
    assert (values["platform"], problems) == ("", [("bad-value", 4)])


@pytest.mark.parametrize("case", STATES)
def test_a_state_is_kept_by_its_lasting_name(case: str) -> None:
    word, state = STATES[case]
    values, problems = read(state=Scalar(word, 6))
    assert (values["state"], problems) == (state, [])


def test_an_account_is_active_unless_it_says_otherwise() -> None:
    assert read()[0]["state"] == ACTIVE
    assert read(state=Scalar("半停", 6)) == (read()[0], [("bad-value", 6)])


def test_what_people_read_of_the_platforms_names_them_all() -> None:
    form = next(key.type.form for key in KEYS if key.name == "platform")
    assert form.split("、") == [platform.title for platform in PLATFORMS]
