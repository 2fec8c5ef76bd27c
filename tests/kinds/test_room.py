"""Each kind's room gives what the stages ask it for."""

from __future__ import annotations

import subprocess
import sys

import pytest

from lianzhan.kinds import room
from lianzhan.kinds.room import Placing, Reading, pages_of, placing_of, reading_of
from lianzhan.model.kinds import KINDS, Kind


def asked(protocol: type) -> set[str]:
    return {name for name in vars(protocol) if not name.startswith("_")}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_room_has_all_that_it_is_asked_for(kind: Kind) -> None:
    assert asked(Reading) == {"keys", "rules", "make", "entry", "moments"}
    assert asked(Placing) == {"places", "problems"}
    assert all(hasattr(reading_of(kind), name) for name in asked(Reading))
    assert all(hasattr(placing_of(kind), name) for name in asked(Placing))
    assert reading_of(kind) is reading_of(kind)


def test_a_room_may_be_without_pages_and_none_may_be_without_the_rest() -> None:
    known = {"account", "campaign", "event", "honour", "notice", "service", "topic"}
    assert {kind.name for kind in KINDS if pages_of(kind)} == known
    for find in (reading_of, placing_of, pages_of):
        with pytest.raises(ModuleNotFoundError):
            find(Kind("nowhere"))


def test_where_values_show_is_known_without_what_reads_or_renders_them() -> None:
    """The build's own process asks for nothing else."""
    code = (
        f"import sys; from {room.__name__} import placing_of\n"
        "from lianzhan.model.kinds import KINDS\n"
        "[placing_of(kind) for kind in KINDS]\n"
        "print(*{'comrak', 'PIL', 'pelican', 'nh3', 'yaml', 'ruamel'} & {*sys.modules})"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == []
