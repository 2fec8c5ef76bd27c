"""Before stage 1: what the proofs find in some texts, and files with the safe slips mended.

In: texts as a build reads them. Out: problems; and of each file what would become of it, which is
written whole, or not at all where it was changed meanwhile. Review chains, addresses and code are
never touched.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from lianzhan.desk.proofing.mending import Mended, mended
from lianzhan.desk.proofing.values import kind_of
from lianzhan.desk.replacing import replace_file
from lianzhan.kinds.proofs.passage import Ground
from lianzhan.kinds.proofs.unit_names import unit_lines
from lianzhan.model.codes import N_, Severity
from lianzhan.model.frozen import dataclass
from lianzhan.model.kinds import KINDS, name_in_file
from lianzhan.model.proofs import DEFAULTS, ProofPolicy
from lianzhan.reading.keys import WITHDRAWN
from lianzhan.runtime.digests import digest_of_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lianzhan.desk.approval.texts import Desk, ReviewText
    from lianzhan.model.problem import Problem

_OF_HEAD = "front-matter"
REFUSALS = {
    "changing": N_("文件正在被改动，没有改"),
    "unwritable": N_("文件无法写入：{reason}"),
}
"""Why a file was left untouched."""


def with_every_rule(policy: ProofPolicy) -> ProofPolicy:
    """Return a policy by which rules that are off warn."""
    said = {**dict.fromkeys(DEFAULTS, Severity.WARNING), **policy.severities}
    return replace(policy, said=tuple((rule, severity.value) for rule, severity in said.items()))


def proof_problems(texts: Iterable[ReviewText]) -> list[Problem]:
    """Return what the proofs find in texts, sorted."""
    return sorted({fault for text in texts for fault in text.problems if fault.code in DEFAULTS})


def unread_head(text: ReviewText) -> str:
    """Return the code of what keeps a text's head from being read, and with it the text; or ""."""
    codes = (fault.code for fault in text.problems if fault.is_error)
    return next((code for code in codes if code.startswith(_OF_HEAD)), "")


@dataclass(frozen=True)
class Mending:
    """What would become of a file: its bytes before and after, what is mended, what that voids.

    `file` is its path below content/, `signatures` counts the steps that are for other words then.
    """

    file: str
    before: bytes
    mended: Mended
    signatures: int = 0

    @property
    def is_needed(self) -> bool:
        """Whether anything would change."""
        return self.mended.data != self.before


def mendings(desk: Desk, texts: Iterable[ReviewText]) -> Iterator[Mending]:
    """Yield what the safe mendings make of each file of some texts, withdrawn ones left alone."""
    of_files: dict[str, list[ReviewText]] = {}
    for text in texts:
        if text.value.status != WITHDRAWN:
            of_files.setdefault(text.value.file, []).append(text)
    for file, found in sorted(of_files.items()):
        yield _mending(desk, file, found)


def _mending(desk: Desk, file: str, texts: list[ReviewText]) -> Mending:
    raw = (desk.content / file).read_bytes()
    kind = kind_of(file, desk.federation.by_slug[texts[0].value.site].path, KINDS)
    names = {name_in_file(text.path): text for text in texts}
    if kind is None or digest_of_bytes(raw) != texts[0].saved:
        return Mending(file, raw, Mended(raw))
    ground = Ground(desk.federation.proofs, unit_lines(desk.federation))
    done = mended(raw, file, kind, ground, names)
    return Mending(file, raw, done, sum(_signatures(names[name]) for name in done.names))


def _signatures(text: ReviewText) -> int:
    """Return how many steps of a chain count now, and are for these very words."""
    return sum(bool(step.digest) for step in text.value.review[: text.standing])


def write(content: Path, mending: Mending) -> tuple[str, str] | None:
    """Put a mended file in its place; return why it was left untouched, and the system's words."""
    file = Path(os.path.realpath(content / mending.file))
    try:
        is_done = replace_file(file, mending.before, mending.mended.data)
    except OSError as error:
        return "unwritable", error.strerror or str(error)
    return None if is_done else ("changing", "")
