"""Facts in site.toml and federation.toml: what is sound is taken, what is not is named alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lianzhan.model.codes import Severity
from lianzhan.model.contact import Hours, Point, Span, Telephone
from lianzhan.model.federation import SiteTree
from lianzhan.model.profile import Accent, DangerWords, Licence, Masthead, Profile, Role, Tile
from lianzhan.reading.bounds import MAX_PROBLEMS
from lianzhan.reading.federation import read_federation
from lianzhan.texts.language import help_of, message_of

if TYPE_CHECKING:
    from conftest import House

    from lianzhan.model.problem import Problem

ZHUZHOU = "hunan/zhuzhou/site.toml"
CITY = 'name = "株洲市妇联"\nlevel = "city"\n'
WHOLE = """\
motto = "火车 拉来的城市"
accent = "湘水"
mark = "株洲"
masthead = "river.jpg"
masthead_alt = "湘江边的株洲"
tile = [3, 2]
footer = ["about", "accessibility"]
[contact]
address = "天元区  庐山路 1 号"
postcode = "４１２０００"
point = [27.8274, 113.1340]
telephone = "0731-28680000、12338"
hours = "每天 9:00—17:00"
email = "fulian@example.org"
[organiser]
host = "株洲市妇女联合会"
run_by = "株洲市妇女儿童活动中心"
[licences]
icp = "湘ICP备12345678号-1"
police = "湘公网安备 43020002000001号"
identification = "4302000001"
"""
SAID = Profile(
    address="天元区 庐山路 1 号",
    postcode="412000",
    point=Point(27.8274, 113.134),
    telephones=(Telephone("0731-28680000", "tel:+8673128680000"), Telephone("12338", "tel:12338")),
    hours=Hours("每天 9:00—17:00", (Span((0, 1, 2, 3, 4, 5, 6), 540, 1020),)),
    email="fulian@example.org",
    host="株洲市妇女联合会",
    run_by="株洲市妇女儿童活动中心",
    icp=Licence("湘ICP备12345678号-1", "https://beian.miit.gov.cn/"),
    police=Licence(
        "湘公网安备 43020002000001号",
        "https://beian.mps.gov.cn/#/query/webSearch?code=43020002000001",
    ),
    identification="4302000001",
    footer=("about", "accessibility"),
    motto="火车 拉来的城市",
    accent=Accent.RIVER,
    mark="株洲",
    masthead=Masthead("river.jpg", "湘江边的株洲"),
    tile=Tile(3, 2),
    lines=(("footer", 9), ("masthead", 6), ("tile", 8)),
)
BROKEN = {
    "motto": ("1", "[]", '""', '"十七个字的一句话就是太长了一个字啊"', '"a\\u0000b"', "true"),
    "accent": ('"湘江水"', '"red"', "1", "[]", '"#9e1b16"', '""'),
    "mark": ('"株洲市妇"', '"<b>"', '"a b"', '""', "3", '"株\\n洲"'),
    "masthead": ("1", '""', '"https://example.org/a.jpg"', '"javascript:a"', '["a.jpg"]'),
    "tile": ("1", "[1]", "[1, 2, 3]", "[0, 1]", "[5, 1]", "[1, 21]", "[1.5, 2]", "[true, 1]", '"1,2"', "[[1], 2]"),
    "footer": ('"about"', "[1]", '[""]', "[[]]", '["a\\u0000"]', "{a = 1}"),
    "contact": ("1", "[]", '"x"'),
    "organiser": ('"株洲市妇联"', "[{}]"),
    "licences": ("true",),
    "contact.address": ("1", '""', '"   "', f'"{"路" * 101}"', "[]"),
    "contact.telephone": ('"28680000"', '"0731-1"', '"12338、无"', "12338", '""'),
    "contact.hours": ('"9:00-25:00"', '"9:00-8:00"', '"周一 9:00-12:00，11:00-13:00"', "9", '""'),
    "contact.email": ('"fulian"', '"a@b"', '"a b@c.cn"', '"a@b.cn\\"><script>"', "1"),
    "organiser.host": ("1", '""', "[]"),
    "organiser.hots": ('"株洲市妇联"',),
    "licences.icp": ('"12345678"', '"湘ICP备号"', '"<b>湘ICP备12345678号"', "1"),
    "licences.police": ('"43020002000001"', '"湘公网安备 1号"', "1"),
    "licences.identification": ('"43"', '"43020000011"', "4302000001"),
}  # fmt: skip
"""Values of keys that cost their own fact and nothing else."""


def tree(house: House) -> SiteTree:
    read = read_federation(house.content)
    assert isinstance(read, SiteTree)
    return read


def profile(house: House, text: str) -> tuple[Profile, tuple[Problem, ...]]:
    house.write(ZHUZHOU, CITY + text)
    read = tree(house)
    return read.federation.by_slug["zhuzhou"].profile, read.problems


def in_federation(house: House, text: str) -> SiteTree:
    """Add tables to federation.toml, in front of its own."""
    file = house.content / "federation.toml"
    file.write_text(file.read_text("utf-8").replace("\n\n[[levels]]", f"\n{text}\n[[levels]]", 1))
    return tree(house)


def test_a_site_is_what_its_file_says(house: House) -> None:
    assert profile(house, WHOLE) == (SAID, ())


def test_a_site_that_says_nothing_has_no_facts(house: House) -> None:
    assert profile(house, "") == (Profile(), ())


@pytest.mark.parametrize("key", BROKEN)
def test_a_faulty_fact_is_a_warning_and_costs_that_fact_alone(house: House, key: str) -> None:
    name = key.rpartition(".")[2]
    for value in BROKEN[key]:
        text = f"{name} = {value}\n"
        if "." in key:
            text = f'motto = "好"\n[{key.partition(".")[0]}]\n{text}'
        else:
            text = f'{text}motto = "好"\n' if key != "motto" else f'{text}mark = "株"\n'
        found, problems = profile(house, text)
        line = 5 if "." in key else 3
        assert [(p.code, p.line, p.severity) for p in problems] == [
            ("site-fact", line, Severity.WARNING)
        ], (value, problems)
        assert all(say(problems[0], "zh-CN") for say in (message_of, help_of))
        rest = Profile(motto="好") if key != "motto" else Profile(mark="株")
        assert (found.motto, found.mark) == (rest.motto, rest.mark)
        assert not getattr(found, _FIELDS.get(name, name), None)


_FIELDS = {"telephone": "telephones", "contact": "address", "organiser": "host", "licences": "icp"}


def test_a_mistyped_name_or_colour_is_told_the_nearest(house: House) -> None:
    _, (name, colour) = profile(house, 'accent = "湘江"\n[contact]\ntelefone = "12338"\n')
    assert "湘水" in help_of(colour, "zh-CN")
    assert "最接近的是 telephone" in help_of(name, "zh-CN")


def test_a_line_that_slipped_into_a_table_is_told_its_place(house: House) -> None:
    found, (fault,) = profile(house, '[contact]\naddress = "路"\nfooter = ["about"]\n')
    assert (found.address, found.footer) == ("路", ())
    assert (fault.code, fault.line, fault.severity) == ("site-fact", 5, Severity.WARNING)
    assert "[contact]" in message_of(fault, "zh-CN")
    assert "前面" in help_of(fault, "zh-CN")


def test_a_point_says_what_it_lacks(house: House) -> None:
    place = '[contact]\naddress = "路"\npoint = '
    for value, said in (
        ("[113.1, 27.8]", "写反了"),
        ("[51.5, 0]", "中国境内"),
        ('"x"', "纬度在前"),
    ):
        found, (fault,) = profile(house, place + value)
        assert said in help_of(fault, "zh-CN")
        assert (found.address, found.point) == ("路", None)


def test_a_postcode_without_an_address_is_named(house: House) -> None:
    _, (fault,) = profile(house, '[contact]\npostcode = "412000"\n')
    assert "address" in message_of(fault, "zh-CN")


def test_a_picture_without_a_word_on_what_it_shows_is_named_and_shown(house: House) -> None:
    found, (fault,) = profile(house, 'masthead = "a.jpg"\n')
    assert found.masthead == Masthead("a.jpg", "")
    assert "masthead_alt" in message_of(fault, "zh-CN")
    assert profile(house, 'masthead = "a.jpg"\nmasthead_alt = ""\n') == (
        Profile(masthead=Masthead("a.jpg", ""), lines=(("masthead", 3),)), (),
    )  # fmt: skip


def test_a_licence_may_have_an_address_of_its_own(house: House) -> None:
    licences = '[licences]\nicp = "湘ICP备12345678号"\nicp_url = '
    assert profile(house, licences + '"https://example.org/icp"')[0].icp == Licence(
        "湘ICP备12345678号", "https://example.org/icp"
    )
    found, (fault,) = profile(house, licences + '"javascript:alert(1)"')
    assert found.icp == Licence("湘ICP备12345678号", "https://beian.miit.gov.cn/")
    assert fault.code == "site-fact"


def test_a_file_of_nothing_but_faults_has_a_bounded_number_of_problems(house: House) -> None:
    names = "".join(f"k{number} = 1\n" for number in range(3 * MAX_PROBLEMS))
    assert len(profile(house, f"[contact]\n{names}")[1]) == MAX_PROBLEMS


def test_structure_of_a_site_is_an_error_still(house: House) -> None:
    house.write(ZHUZHOU, f'{CITY}mottto = "好"\n')
    (fault,) = tree(house).problems
    assert (fault.code, fault.line) == ("config-unknown-key", 3)
    assert "motto" in help_of(fault, "zh-CN")


def test_federation_toml_says_what_sites_fall_back_on(house: House) -> None:
    read = in_federation(
        house,
        'footer = ["about"]\n[contact]\ntelephone = "12338"\nhours = "9"\n[organiser]\nhost = 1\n',
    )
    assert read.federation.profile.telephones == (Telephone("12338", "tel:12338"),)
    assert read.federation.profile.footer == ("about",)
    assert [(p.path, p.code) for p in read.problems] == [("federation.toml", "site-fact")]


def test_words_of_danger_have_numbers(house: House) -> None:
    read = in_federation(
        house,
        '[[danger_words]]\nwords = ["家暴", "打人"]\nnumbers = ["110", "１２３３８"]\n'
        '[[danger_words]]\nwords = ["自杀"]\nnumbers = ["12356", "无"]\n'
        '[[danger_words]]\nwords = ["失踪"]\n[[danger_words]]\nnumbers = ["110"]\nword = ["x"]\n',
    )
    numbers = {n: Telephone(n, f"tel:{n}") for n in ("110", "12338", "12356")}
    assert read.federation.danger_words == (
        DangerWords(("家暴", "打人"), (numbers["110"], numbers["12338"])),
        DangerWords(("自杀",), (numbers["12356"],)),
    )
    assert [p.code for p in read.problems] == ["site-fact"] * 4


@pytest.mark.parametrize("value", ["1", '"家暴"', "{a = 1}", "[1]"])
def test_words_of_danger_that_are_no_list_leave_the_federation(house: House, value: str) -> None:
    read = in_federation(house, f"danger_words = {value}\n")
    assert read.federation.danger_words == ()
    assert [p.code for p in read.problems] == ["site-fact"]


def test_a_column_says_what_it_is_for(house: House) -> None:
    house.write(
        ZHUZHOU,
        CITY + '[[columns]]\nslug = "rights"\ntitle = "维权"\ndescription = "您的权益"\n'
        'role = "guide"\nservice = "rights"\nhotline = "12338"\nquick_exit = true\n',
    )
    help_offered = (
        '[[hotlines]]\nnumber = "12338"\ntitle = "热线"\n'
        '[[service_kinds]]\nslug = "rights"\ntitle = "维权"\n'
    )
    column = in_federation(house, help_offered).federation.by_slug["zhuzhou"].columns[-1]
    said = (column.description, column.role, column.service, column.hotline, column.quick_exit)
    assert said == ("您的权益", Role.GUIDE, "rights", Telephone("12338", "tel:12338"), True)


@pytest.mark.parametrize(
    ("key", "value", "kept"),
    [
        ("description", "1", ""), ("role", '"newz"', None), ("service", "[]", ""), ("hotline", '"1"', None),
        ("quick_exit", '"no"', True), ("quick_exit", "0", True),
    ],
)  # fmt: skip
def test_a_faulty_fact_of_a_column_leaves_the_column(
    house: House, key: str, value: str, kept: object
) -> None:
    house.write(ZHUZHOU, f'{CITY}[[columns]]\nslug = "rights"\ntitle = "维权"\n{key} = {value}\n')
    read = tree(house)
    assert [(p.code, p.line) for p in read.problems] == [("site-fact", 6)]
    assert getattr(read.federation.by_slug["zhuzhou"].columns[-1], key) == kept


def test_the_pinned_column_has_no_role(house: House) -> None:
    file = house.content / "federation.toml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("pinned = true\n", 'pinned = true\nrole = "news"\n'), "utf-8")
    read = tree(house)
    assert [p.code for p in read.problems] == ["site-fact"]
    assert read.federation.pinned.role is None
