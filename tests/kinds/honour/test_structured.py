"""What programs read of honours."""

from __future__ import annotations

from kinds.honour.test_groups import THERE, below, own, view
from kinds.honour.written import KNOWN
from lianzhan.kinds.honour.groups import rows
from lianzhan.kinds.honour.structured import structured


def test_a_unit_has_an_award() -> None:
    (row,) = rows(view(), [own("甲单位")])
    assert structured(row, KNOWN[0]) == {
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": "甲单位",
        "award": "全国巾帼文明岗 (2024)",
    }


def test_the_sites_own_unit_is_known_by_its_home_page() -> None:
    (row,) = rows(view(), [own("湖南省妇联")])
    found = structured(row, KNOWN[0])
    assert found
    assert (found["@type"], found["@id"]) == (
        "GovernmentOrganization", "https://example.org/hunan/"
    )  # fmt: skip


def test_of_persons_and_of_what_another_site_tells_nothing_is_said() -> None:
    (person,) = rows(view(), [own("某家", unit="", person="某家")])
    (other,) = rows(view([below("乙")]), [])
    assert other.home == THERE
    assert structured(person, KNOWN[0]) is structured(other, KNOWN[0]) is None
