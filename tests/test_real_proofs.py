"""The proofs over texts that nobody here wrote, and over the example: what they find, and mend."""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from conftest import House
from real_posts import LACKING, bring_in

from lianzhan.desk.approval import Desk, read_texts
from lianzhan.desk.proofing import mendings, with_every_rule, write
from lianzhan.kinds.proofs.hosts import DOUBTFUL_HOST
from lianzhan.model.proofs import DEFAULTS
from lianzhan.reading.body import parse_body
from lianzhan.reading.front_matter import split

if TYPE_CHECKING:
    from pathlib import Path

FOUND = {
    "half-width-marks": 176,
    "unpaired-marks": 23,
    "wrong-term": 5,
    "doubled-words": 3,
    DOUBTFUL_HOST.name: 2,
    "doubled-marks": 1,
}
"""Read one by one (docs/decisions/0043): a rule that finds more or less has to be read again."""


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory, example_content: Path) -> House:
    """The example, with the posts and notices of the real input imported."""
    if LACKING:
        pytest.skip(LACKING)
    house = House(tmp_path_factory.mktemp("real"))
    shutil.copytree(example_content, house.content)
    bring_in(house, ("servicemesher", "hunan", "news"), ("notices", "changsha", "notices"))
    return house


def test_every_rule_over_real_texts_and_the_example(real: House) -> None:
    assert set(with_every_rule(real.federation.proofs).severities) == set(DEFAULTS)
    found = [fault for fault in real.check().problems if fault.code in DEFAULTS]
    sys.stdout.write("".join(f"{p.code} {p.path}:{p.line} {p.details}\n" for p in found))
    assert Counter(fault.code for fault in found) == FOUND


def test_mending_real_texts_changes_words_and_nothing_else(real: House, tmp_path: Path) -> None:
    house = House(tmp_path)
    shutil.copytree(real.content, house.content)
    desk = Desk(house.content, house.federation, house.now)
    texts = read_texts(desk, [f.path for f in house.check().decisions.values()]).texts
    done = [mending for mending in mendings(desk, texts.values()) if mending.is_needed]
    assert len(done) > 20
    for mending in done:
        before, after = (
            split(raw.decode(), mending.file) for raw in (mending.before, mending.mended.data)
        )
        bodies = [parse_body(front.body, mending.file, 1)[0] for front in (before, after)]
        for body in bodies[1:]:
            assert body.links == bodies[0].links, mending.file
            assert [image.src for image in body.images] == [i.src for i in bodies[0].images]
            assert body.html.count("<") == bodies[0].html.count("<"), mending.file
        assert write(house.content, mending) is None
    left = Counter(fault.code for fault in house.check().problems if fault.code in DEFAULTS)
    assert left == {"unpaired-marks": 23, DOUBTFUL_HOST.name: 2, "doubled-marks": 1}
