"""What only the whole federation knows comes to the decisions that each site took alone."""

from __future__ import annotations

from dataclasses import replace

from kinds.campaign.entered import FEDERATION, WHOLE, campaign, entry

from lianzhan.gate.late_faults import late_faults, refusals
from lianzhan.kinds.proofs.unit_names import UNIT_NAME
from lianzhan.model.catalog import Catalog, Entry
from lianzhan.model.codes import Severity
from lianzhan.model.problem import problem
from lianzhan.model.report import Decision

PUBLISHED = Decision("x", True, "published")
FAULT = problem("x", 1, replace(UNIT_NAME, severity=Severity.ERROR), words="甲", mending="乙")


def found(*entries: Entry) -> dict[str, list[str]]:
    catalog = Catalog({each.path: each for each in entries})
    decisions = {each.path: Decision(each.path, True, "published") for each in entries}
    late = late_faults(FEDERATION, catalog, decisions, WHOLE)
    return {path: [fault.code for fault in faults] for path, faults in late.items()}


def test_an_entry_is_judged_by_its_campaign_and_an_article_by_none() -> None:
    sent = entry(theme="无")
    assert found(campaign(), sent) == {sent.path: ["unknown-theme"]}
    assert found(campaign(), entry(campaign="", theme="无")) == {}


def test_an_error_withholds_and_a_warning_does_not() -> None:
    warned = problem("x", 1, UNIT_NAME, words="甲", mending="乙")
    assert [*refusals({"x": PUBLISHED}, {"x": [warned]})] == []
    ((path, decision),) = refusals({"x": PUBLISHED}, {"x": [warned, FAULT]})
    assert (path, decision.approved, decision.reason) == ("x", False, "problems")
    assert dict(decision.details) == {"codes": "unit-name"}


def test_all_codes_are_told_with_those_that_were_known_before() -> None:
    before = Decision("x", False, "problems", (("codes", "bad-value"),))
    sent = entry(theme="无", campaign="网上行")
    late = late_faults(
        FEDERATION,
        Catalog({each.path: each for each in (campaign(), sent)}),
        {each.path: PUBLISHED for each in (campaign(), sent)},
        WHOLE,
    )
    ((_, decision),) = refusals({"x": before}, {"x": [FAULT, *late[sent.path]]})
    assert dict(decision.details)["codes"] == "bad-value, unit-name, unknown-theme"


def test_what_is_gone_stays_gone() -> None:
    gone = Decision("x", False, "withdrawn", gone=True)
    assert [*refusals({"x": gone}, {"x": [FAULT]})] == []
    assert [*refusals({}, {"x": [FAULT]})] == []


def test_both_kinds_of_faults_of_one_value_are_told() -> None:
    sent = entry(theme="无")._replace(units=((3, "横阳市"),))
    named = replace(FEDERATION.sites[0], name="衡阳市妇联")
    tree = replace(FEDERATION, sites=(named, *FEDERATION.sites[1:]))
    catalog = Catalog({each.path: each for each in (campaign(), sent)})
    decisions = dict.fromkeys(catalog.entries, PUBLISHED)
    late = late_faults(tree, catalog, decisions, WHOLE)
    assert [fault.code for fault in late[sent.path]] == ["unit-name", "unknown-theme"]
