"""A value proof-read: by the federation's policy, in all that readers see of it, at its lines."""

from __future__ import annotations

import gc
import re
from time import process_time
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT
from every_code import CODES
from notes_kind import CHAIN, FILE, note, notes_are_known
from real_workers import one_worker
from work import steps

from kinds.proofs.mended import EMPTY
from lianzhan.gate.site_reading import read_site
from lianzhan.kinds.proofs.passage import Ground, Passage
from lianzhan.kinds.proofs.proofreading import MAX_NAMED, findings_in
from lianzhan.kinds.proofs.table import PROOFS
from lianzhan.model.proofs import DEFAULTS, OFF, POLICIES, ProofPolicy, Term
from lianzhan.reading.read_job import read_jobs

if TYPE_CHECKING:
    from conftest import House

NEWS = "hunan/articles/news/x.md"
SLIP = "姐妹们,大家好"


def policy(house: House, lines: str) -> None:
    """Say something in [proofs]."""
    file = house.content / "federation.toml"
    before = file.read_text("utf-8").partition("\n[proofs]")[0]
    file.write_text(f"{before}\n[proofs]\n{lines}\n", "utf-8")


def told(house: House) -> list[tuple[int, str, str]]:
    """The line, code and severity of each problem of the one article."""
    return [(p.line, p.code, p.severity.value) for p in house.check().problems if p.path == NEWS]


def test_every_rule_has_a_code_with_its_default_policy_and_is_in_the_handbooks() -> None:
    of_passages = {proof.code.name for proof in PROOFS}
    assert of_passages | {"doubtful-host"} == set(DEFAULTS)
    for name, default in DEFAULTS.items():
        assert default == OFF or CODES[name].severity == default
    for page in ("configuration.md", "configuration.zh-CN.md"):
        text = (ROOT / "docs" / page).read_text("utf-8")
        assert [name for name in DEFAULTS if f"`{name}`" not in text] == []


@pytest.mark.parametrize("said", POLICIES)
def test_a_rule_is_what_the_policy_says(house: House, said: str) -> None:
    house.article(NEWS, SLIP)
    policy(house, f'half-width-marks = "{said}"')
    severities = [severity for _, _, severity in told(house)]
    assert severities == [said] * (said != OFF)
    assert house.check().decisions[NEWS].approved == (said != "error")


@pytest.mark.parametrize(
    ("rule", "body"),
    [
        ("doubtful-host", "[甲](https://t.cn/x)"),
        ("unit-name", "由长莎市妇联承办"),
        ("unit-name", "由长沙市妇女联会承办"),
    ],
)
def test_a_rule_that_looks_elsewhere_goes_by_the_policy_too(
    house: House, rule: str, body: str
) -> None:
    house.article(NEWS, body)
    assert told(house) == [(11, rule, "warning")]
    policy(house, f'{rule} = "error"')
    assert told(house) == [(11, rule, "error")]
    assert house.check().decisions[NEWS].reason == "problems"
    policy(house, f'{rule} = "off"')
    assert told(house) == []
    assert house.check().decisions[NEWS].approved


def test_a_host_or_number_that_is_listed_may_stand(house: House) -> None:
    house.article(NEWS, "[甲](https://t.cn/x)，13800138000")
    policy(house, 'hosts = ["T.cn"]\ntelephones = ["138 0013 8000"]')
    assert told(house) == []


@pytest.mark.parametrize(
    ("head", "line"),
    [
        (f"summary: {SLIP}", 4),
        (f"author: {SLIP}", 4),
        (f"campaign: {SLIP}", 4),
        (f"source: {SLIP}", 4),
        (f"source: {{name: '{SLIP}', url: 'https://example.org/'}}", 4),
        (f"forwards: {{to: 'https://example.org/', title: '{SLIP}'}}", 4),
        (f"call: {{to: 'https://example.org/', title: '{SLIP}'}}", 4),
        (f"document: {{number: 甲, issuer: '{SLIP}'}}", 4),
        ("tags: 反诈\nsummary: |\n  " + SLIP, 5),
        ("tags: [目的, 姐妹们们]", 4),
    ],
)
def test_the_words_of_a_head_that_readers_see(house: House, head: str, line: int) -> None:
    house.write(NEWS, f"---\ntitle: 题\ndate: 2026-03-08\n{head}\n---\n\n正文。\n")
    found = [(at, code) for at, code, _ in told(house) if code in DEFAULTS]
    assert [at for at, _ in found] == [line]


@pytest.mark.parametrize(
    "head",
    [
        "tags: 反诈, 社区",
        "tags: [反诈, 社区]",
        f"submitter: {SLIP}",
        "source: {name: 甲, url: 'https://example.org/13800138000'}",
        "call: {to: 'https://example.org/13800138000'}",
        "forwards: {to: '姐妹们,大家的的.md', title: 甲}",
        "forwards: 姐妹们,大家的的.md",
        "cover: 姐妹们,大家.png",
    ],
)
def test_what_of_a_head_is_no_words_for_readers(house: House, head: str) -> None:
    house.write(NEWS, f"---\ntitle: 题\ndate: 2026-03-08\n{head}\n---\n\n正文。\n")
    assert [code for _, code, _ in told(house) if code in DEFAULTS] == []


def test_titles_captions_and_alternative_texts_are_words(house: House) -> None:
    house.article(NEWS, f"好。\n\n![{SLIP}](x.png)\n\n| 甲 |\n|---|\n| {SLIP} |", title=SLIP)
    lines = [line for line, code, _ in told(house) if code == "half-width-marks"]
    assert lines == [2, 13, 17]


def test_what_is_withdrawn_is_not_read(house: House) -> None:
    house.article(NEWS, f"{SLIP}，长莎市妇联", head="status: withdrawn\n")
    assert told(house) == []


def test_a_value_in_a_file_of_many_is_read_at_its_own_lines(house: House) -> None:
    text = note(text=f'"""\n好。\n{SLIP}\n"""', title='"的的心愿"', more=CHAIN)
    house.write(FILE, note('"b"') + "\n" + text)
    federation = house.federation
    (job,) = read_jobs(house.content, federation, [federation.by_slug["hunan"]])
    with notes_are_known():
        found = read_site(job).problems
    lines = (house.content / FILE).read_text("utf-8").split("\n")
    told_at = {p.code: lines[p.line - 1] for p in found if p.path == FILE}
    assert told_at == {"doubled-words": 'title = "的的心愿"', "half-width-marks": SLIP}


def test_a_changed_policy_or_list_judges_every_text_anew(house: House) -> None:
    from conftest import cache_in

    cache = cache_in(house.folder / "cache")

    def codes() -> list[str]:
        return [p.code for p in house.check(cache).problems]

    house.article(NEWS, "帐号，13800138000")
    assert codes() == ["mobile-number"]
    assert codes() == ["mobile-number"]
    house.write("terms.toml", '[[terms]]\nwrong = "帐号"\nright = "账号"\nsource = "甲"\n')
    assert codes() == ["mobile-number", "wrong-term"]
    policy(house, 'mobile-number = "off"')
    assert codes() == ["wrong-term"]
    policy(house, 'mobile-number = "error"')
    assert codes() == ["mobile-number", "wrong-term"]
    assert not house.check(cache).decisions[NEWS].approved
    (house.content / "terms.toml").unlink()
    policy(house, 'telephones = ["13800138000"]')
    assert codes() == []
    assert house.check(cache).decisions[NEWS].approved


def test_a_unit_that_is_renamed_makes_its_old_name_wrong(house: House) -> None:
    """Records of other sites are kept: what they call units is held against the tree each time."""
    from conftest import cache_in

    cache = cache_in(house.folder / "cache")
    house.article(NEWS, "由长沙市妇联承办")
    assert [p.code for p in house.check(cache).problems] == []
    site = house.content / "hunan/changsha/site.toml"
    site.write_text(site.read_text("utf-8").replace("长沙市", "长沙县"), "utf-8")
    (fault,) = house.check(cache).problems
    assert (fault.path, fault.code) == (NEWS, "unit-name")
    assert dict(fault.details) == {"words": "长沙市", "mending": "长沙县"}


def test_of_one_rule_twenty_are_named(house: House) -> None:
    house.article(NEWS, "\n\n".join([f"{number}{SLIP}" for number in range(50)]))
    assert [code for _, code, _ in told(house)] == ["half-width-marks"] * MAX_NAMED


def test_an_ordinary_text_costs_little() -> None:
    """A text without slips is looked at once by each rule, and not taken apart."""
    text = "今天上午，县妇联在社区活动中心举办读书会，三十多位姐妹参加。\n\n" * 30
    text = "".join(f"{number}{line}" for number, line in enumerate(text.splitlines(keepends=True)))
    assert list(findings_in([Passage(text, 1)], EMPTY)) == []
    assert steps(lambda: list(findings_in([Passage(text, 1)], EMPTY))) < 1_000


HOSTILE = (
    *(
        "1",
        "1 ",
        "6",
        "13800138000 ",
        "62",
        "62-",
        "11010119900307",
        "“",
        "”",
        "（",
        "1）",
        ")",
        "(甲",
    ),
    *(
        "，",
        "。",
        "甲,",
        "，。",
        "的",
        "了",
        "2月",
        "月日",
        "2026年",
        "2026-02-",
        "一",
        "十月",
        "妇联",
        "市妇联",
    ),
    *(
        "妇女联",
        "长沙市妇联",
        "帐号",
        "帐",
        "<",
        "<!--",
        "<a",
        "](",
        "](()",
        "[^",
        "://",
        "a://",
        "www.",
        "@",
    ),
    *(
        "a@",
        "{#",
        "`",
        "~~~\n",
        "\n",
        " \n",
        "\u3000",
        "甲\n\n",
        "0x1.",
        "（）",
        "“\n\n",
        "《“",
        "[a]:",
        "][",
    ),
)


@pytest.mark.parametrize("sign", HOSTILE)
def test_no_text_of_repeated_signs_takes_longer_than_its_length(sign: str) -> None:
    """Four times the text takes some four times a processor's time, and not sixteen.

    The shortest of three tries counts, and no collector of garbage is at work meanwhile.
    """
    terms = (Term("帐号", "账号", "甲", ("帐号簿",)),)
    ground = Ground(ProofPolicy(terms=terms), "长沙市妇联\n株洲市妇联")

    def seconds(length: int) -> float:
        text = sign * (length // len(sign))
        before = process_time()
        assert len([*findings_in([Passage(text, 1)], ground)]) <= MAX_NAMED * len(PROOFS)
        return process_time() - before

    gc.collect()
    gc.disable()
    try:
        short = min(seconds(20_000) for _ in range(3))
        long = min(seconds(80_000) for _ in range(3))
    finally:
        gc.enable()
    assert long < 10 * max(short, 0.01)


def test_what_is_found_is_the_same_in_a_worker(house: House) -> None:
    house.article(NEWS, SLIP)
    (fault,) = house.check(workers=one_worker()).problems
    assert dict(fault.details) == {"words": SLIP, "mending": SLIP.replace(",", "，")}
    assert re.search("全角", fault.definition.help)
