"""The keys of a campaign: days, themes, phases, limits, quotas, and what is none of these."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from campaign_town import campaign

from kinds.written import CONTEXT, ZONE
from lianzhan.kinds.campaign.keys import KEYS
from lianzhan.kinds.campaign.limit_keys import MOST_ENTRIES
from lianzhan.kinds.campaign.phase_keys import MOST_PHASES, MOST_THEMES
from lianzhan.kinds.campaign.reading import READING
from lianzhan.kinds.campaign.terms import COLLECT, RECOMMEND, SUBMIT, Audience, Limits, terms_of
from lianzhan.kinds.campaign.values import Contact
from lianzhan.model.body import Body
from lianzhan.model.catalog import NEVER
from lianzhan.model.contact import Telephone
from lianzhan.reading.toml_documents import toml_front
from lianzhan.reading.written import Origin, Written

if TYPE_CHECKING:
    from lianzhan.kinds.campaign.values import Campaign
    from lianzhan.model.problem import Problem

PATH = "hunan/campaigns/x.toml"
FIRST = 4
"""The line after title, starts and ends."""


def read(more: str = "", **values: str) -> tuple[Campaign, list[tuple[int, str]]]:
    front = toml_front(campaign(more, review="", **values), PATH, KEYS)
    origin = Origin(PATH, "digest", "hunan", None, "x")
    value, problems = READING.make(Written(origin, front, Body(), CONTEXT))
    every: tuple[Problem, ...] = (*front.problems, *problems)
    return value, [(p.line, p.code) for p in every]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def test_its_days_count_whole_and_its_date_is_the_first_unless_it_is_announced_before() -> None:
    value, faults = read()
    assert faults == []
    assert (value.starts, value.ends, value.date) == (
        at("2026-05-01"),
        at("2026-11-01"),
        at("2026-05-01"),
    )
    assert read(date="2026-04-20")[0].date == at("2026-04-20")
    timed, _ = read(ends='"2026-10-31 18:00"')
    assert timed.ends == at("2026-10-31 18:00")
    unread, faults = read(starts='"bald"')
    assert (unread.date, faults) == (NEVER, [(2, "bad-value")])


def test_all_parts_are_read() -> None:
    value, faults = read(
        '[[themes]]\nslug = "home"\ntitle = "家"\n[[phases]]\nkind = "collect"\n'
        "starts = 2026-05-01\nends = 2026-08-31\n"
        '[limits]\ntext = 2_000\nimages = "national"\n'
        "[quotas]\nsubmit = {county = {min = 1}}\n[quotas.recommend]\ncity = {min = 3, max = 5}\n"
        '[audience]\nwho = "谁"\naward = "post"\nlevel = "全国"\nexcluded = ["部队"]\n'
        '[[contacts]]\nname = "办公室"\ntelephones = "12338"\nemail = "a@example.org"\n',
        slogan='"一句话"',
        chain='["county", "city"]',
        push="true",
        aliases='["campaigns/old"]',
    )
    assert faults == []
    (phase,), (theme,) = value.phases, value.themes
    assert (theme.slug, theme.title, phase.kind) == ("home", "家", COLLECT)
    assert (phase.starts, phase.ends) == (at("2026-05-01"), at("2026-09-01"))
    assert value.limits == Limits(2_000, "national")
    quotas = [(quota.kind, quota.level, quota.least, quota.most) for quota in value.quotas]
    assert quotas == [(SUBMIT, "county", 1, None), (RECOMMEND, "city", 3, 5)]
    assert value.audience == Audience("谁", "post", "全国", ("部队",))
    assert value.contacts == (
        Contact("办公室", (Telephone("12338", "tel:12338"),), "a@example.org"),
    )
    assert (value.slogan, value.chain, value.push) == ("一句话", ("county", "city"), ("*",))
    assert value.identity == "hunan/campaigns/old.toml"
    assert [alias.file for alias in value.moved_from] == ["campaigns/old/index.html"]
    entry = READING.entry(value, at("2026-05-02"))
    assert (entry.phase, terms_of(entry)) == ("running now", value.terms)
    assert {*READING.moments(value, at("2026-05-02"))} == {*value.terms.moments}


def test_a_profile_of_its_own_is_read_as_those_of_the_federation() -> None:
    value, faults = read(
        "[limits.images]\nwidth = 750\nheight = 445\nmax_bytes = 1_048_576\n"
        'formats = ["jpeg"]\ntolerance = 0.02\n'
    )
    assert faults == []
    assert value.limits.own_profile
    assert (value.limits.own_profile.width, value.limits.own_profile.tolerance) == (750, 0.02)


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ("themes = 3\n", ["bad-value"]),
        ('[[themes]]\nslug = "a"\n', ["config-missing-key"]),
        ('[[themes]]\nslug = "Ä"\ntitle = "甲"\n', ["bad-value"]),
        ('[[themes]]\nslug = "a"\ntitle = "甲"\nwords = "x"\n', ["config-unknown-key"]),
        ("themes = [1, 2]\n", ["bad-value", "bad-value"]),
        ('[[phases]]\nkind = "collect"\nstarts = 2026-05-01\n', ["config-missing-key"]),
        ('[[phases]]\nkind = "vote"\nstarts = 2026-05-01\nends = 2026-05-02\n', ["bad-value"]),
        (
            '[[phases]]\nkind = "collect"\nstarts = 0001-01-01\nends = 9999-12-31\n',
            ["bad-value", "bad-value"],
        ),
        ("[limits]\ntext = 0\n", ["bad-value"]),
        ("[limits]\ntext = nan\n", ["bad-value"]),
        ("[limits]\ntext = inf\n", ["bad-value"]),
        (f"[limits]\ntext = {'9' * 300}\n", ["bad-value"]),
        ("[limits]\ntext = -5\n", ["bad-value"]),
        ("[limits]\ntext = true\n", ["bad-value"]),
        ("[limits]\ntext = {a = 1}\n", ["bad-value"]),
        ("[limits]\nimages = {width = 1, height = 1, max_bytes = 1}\n", ["config-missing-key"]),
        (
            '[limits]\nimages = {width = 0, height = 1, max_bytes = 1, formats = ["jpeg"]}\n',
            ["bad-value"],
        ),
        (
            '[limits]\nimages = {width = 1, height = 1, max_bytes = 1, formats = ["exe"]}\n',
            ["bad-value"],
        ),
        (
            (
                "[limits]\nimages = {width = 1, height = 1, max_bytes = 1, "
                "formats = ['jpeg'], tolerance = nan}\n"
            ),
            ["bad-value"],
        ),
        ("[quotas]\nsend = {county = {min = 1}}\n", ["config-unknown-key"]),
        ("[quotas]\nsubmit = 3\n", ["bad-value"]),
        ("[quotas]\nsubmit = {county = 1}\n", ["bad-value"]),
        (f"[quotas]\nsubmit = {{county = {{max = {MOST_ENTRIES + 1}}}}}\n", ["bad-value"]),
        ("[audience]\nwhom = 'x'\n", ["config-unknown-key"]),
        ("[[contacts]]\ntelephones = '12338'\n", ["config-missing-key"]),
        ("[[contacts]]\nname = 'x'\ntelephones = 'nie'\n", ["bad-value"]),
        ("[[contacts]]\nname = 'x'\nemail = 'nie'\n", ["bad-value"]),
        ('[[themes]]\nslug = "a"\ntitle = "\\u0007"\n', ["config-value"]),
    ],
)
def test_what_can_not_be_read_is_named_once(more: str, codes: list[str]) -> None:
    _, faults = read(more)
    assert [code for _, code in faults] == codes
    assert all(line >= FIRST for line, _ in faults)


@pytest.mark.parametrize(
    ("row", "most"),
    [
        ('[[phases]]\nkind = "collect"\nstarts = 2026-05-01\nends = 2026-05-02\n', MOST_PHASES),
        ('[[themes]]\nslug = "a"\ntitle = "甲"\n', MOST_THEMES),
    ],
)
def test_no_page_has_more_phases_or_themes_than_it_can_show(row: str, most: int) -> None:
    assert read(row * most)[1] == []
    value, faults = read(row * (most + 1))
    assert faults == [(FIRST, "bad-value")]
    assert (value.phases, value.themes) == ((), ())
