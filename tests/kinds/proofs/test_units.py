"""Names of units: as the tree has them, almost so, and of places that are none of ours."""

from __future__ import annotations

import pytest

from kinds.proofs.mended import EMPTY, findings, found, mended
from lianzhan.kinds.proofs.passage import Ground
from lianzhan.model.proofs import DEFAULT_PROOFS

UNITS = "\n".join(
    (
        *("湖南省妇联", "长沙市妇女联合会", "株洲市妇联", "永州市妇联", "祁阳市妇联", "衡阳市妇联"),
        *(
            "衡阳县妇联",
            "张家界市妇联",
            "江华瑶族自治县妇联",
            "道县妇联",
            "省直机关妇工委",
            "汨罗市妇联",
        ),
    )
)
GROUND = Ground(DEFAULT_PROOFS, UNITS)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("由株州市妇联承办", "由株洲市妇联承办"),
        ("长莎市妇女联合会", "长沙市妇女联合会"),
        ("湖南省长莎市妇联", "湖南省长沙市妇联"),
        ("永洲市妇联", "永州市妇联"),
        ("恒阳县妇联", "衡阳县妇联"),
        ("衡阴县妇联", "衡阴县妇联"),
        ("汩罗市妇联", "汨罗市妇联"),
        ("祁阳县妇联", "祁阳市妇联"),
        ("张家届市妇联", "张家界市妇联"),
        ("江华瑶族县妇联", "江华瑶族自治县妇联"),
        ("长沙市妇女联会", "长沙市妇女联合会"),
        ("妇女连合会", "妇女联合会"),
    ],
)
def test_a_name_that_is_almost_one_of_ours(text: str, right: str) -> None:
    assert mended("unit-name", text, GROUND) == right


@pytest.mark.parametrize(
    "text",
    [
        "长沙市妇联、衡阳市妇联、衡阳县妇联",
        "湖南省长沙市妇女联合会",
        "全国妇联",
        "各市州妇联",
        "全市妇联系统",
        "县市区妇联",
        "道县妇联",
        "长春市妇联",
        "沈阳市妇联",
        "杭州市妇联",
        "广西壮族自治区妇联",
        "与妇女联合开展活动",
        "本县妇联",
        "机关妇联",
        "株州市的妇女",
        "妇联",
    ],
)
def test_right_names_and_names_of_others(text: str) -> None:
    assert found("unit-name", text, GROUND) == []


def test_a_place_is_for_a_person_to_look_up_and_a_misspelt_federation_is_not() -> None:
    (place,) = findings("unit-name", "株州市妇联", GROUND)
    assert (place.words, place.is_safe) == ("株州市", False)
    (unit,) = findings("unit-name", "妇女联会", GROUND)
    assert (unit.words, unit.is_safe) == ("妇女联会", True)


def test_without_units_no_place_is_wrong() -> None:
    assert found("unit-name", "株州市妇联", EMPTY) == []


def test_a_county_may_be_called_after_the_city_above_it() -> None:
    """长沙县 is below 长沙市; that it is 祁阳市 now, its own name alone says."""
    ground = Ground(DEFAULT_PROOFS, ">长沙市妇联\n祁阳市妇联")
    assert found("unit-name", "长沙县妇联", ground) == []
    assert found("unit-name", "长沙区妇联", ground) == ["长沙区"]
    assert found("unit-name", "祁阳县妇联", ground) == ["祁阳县"]
    assert found("unit-name", "长莎市妇联", ground) == ["长莎市"]
