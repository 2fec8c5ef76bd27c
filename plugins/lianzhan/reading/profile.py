"""What a site.toml or federation.toml says of its site for readers, to a Profile.

In: its table. Out: the facts that are sound; the others are warnings (see `stated_facts`).
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from lianzhan.model.codes import N_
from lianzhan.model.profile import (
    NO_PROFILE,
    Accent,
    DangerWords,
    Licence,
    Masthead,
    Profile,
    Tile,
)
from lianzhan.model.target import Kind, classify
from lianzhan.reading.hours import hours_wanted, parse_hours
from lianzhan.reading.pictures import may_be_file
from lianzhan.reading.points import parse_point, point_wanted
from lianzhan.reading.stated_facts import A_LINE, LONGEST, Facts
from lianzhan.reading.telephones import A_TELEPHONE, parse_telephone
from lianzhan.runtime.late_pattern import late

if TYPE_CHECKING:
    from collections.abc import Callable

    from lianzhan.model.contact import Hours, Point
    from lianzhan.reading.toml_file import Table

_TABLES = ("contact", "organiser", "licences")
SHARED_KEYS = (*_TABLES, "footer")
"""What federation.toml may say, too: there it is what all sites fall back on."""
_LINES = ("footer", "motto", "accent", "mark", "masthead", "masthead_alt", "tile")
SITE_KEYS = (*_TABLES, *_LINES)
DANGER_WORDS = "danger_words"
_CONTACT = ("address", "postcode", "point", "telephone", "hours", "email")
_ORGANISER = ("host", "run_by")
_LICENCES = ("icp", "icp_url", "police", "police_url", "identification")
_POSTCODE = late(r"\d{6}", re.ASCII)
_EMAIL = late(r"[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}")
_ICP = late(r"[\u4e00-\u9fff]ICP[备证] ?\d{5,12}号(?:-\d{1,4})?", re.ASCII)
"""A province's short name, then its number (工业和信息化部令 2005 年第 33 号, 第十三条)."""
_POLICE = late(r"[\u4e00-\u9fff]{1,2}公网安备 ?(\d{14})号", re.ASCII)
_IDENTITY = late(r"[A-Za-z]{2}\d{8}|\d{10}", re.ASCII)
"""Ten characters (国务院办公厅, 政府网站标识码)."""
_AUTHORITIES = {
    "icp": "https://beian.miit.gov.cn/",
    "police": "https://beian.mps.gov.cn/#/query/webSearch?code={}",
}
"""Where a number can be looked up; that of the police by its digits."""
_LATE = ("footer", "masthead", "tile")
"""Keys whose faults show when all sites are known."""
_MARK = late(r"[\w·]{1,3}")
_COLUMNS, _ROWS = 4, 20
"""Of the map of tiles: as many columns as a telephone shows, and more rows than any has."""
_A_MARK, _A_MOTTO = N_("一到三个字，如 长沙"), N_("不超过 16 个字的一句话")
_LONGEST_MOTTO = 16
_A_POSTCODE, _AN_EMAIL = N_("六位数字，如 410000"), N_("一个邮箱地址，如 fulian@example.org")
_AN_ICP = N_("备案通知上的那一行，如 湘ICP备12345678号-1")
_A_POLICE = N_("备案通知上的那一行，如 湘公网安备43010202001234号")
_AN_IDENTITY = N_("十位的网站标识码，如 4301000001")
_A_URL = N_("完整的网址，如 https://beian.miit.gov.cn/")
_A_TILE = N_("[第几列, 第几行]，列从 1 到 4，行从 1 到 20，如 [2, 3]")
_PAGE_NAMES = N_('单页的文件名的列表，如 ["about", "accessibility"]')
_A_PICTURE = N_("图片的文件名，放在 site.toml 旁边或 images/ 里")
_ALT = N_('说明图片内容的一句话；图片只是装饰时写 masthead_alt = ""')
_WORDS = N_('词语的列表，如 ["家暴", "打人"]')


def read_profile(table: Table) -> Profile:
    """Return what a table says of its site; keys that are not a profile's are left to others."""
    if table.data.keys().isdisjoint(SITE_KEYS):
        return NO_PROFILE
    facts = Facts(table)
    contact = facts.part("contact", *_CONTACT, above=_LINES)
    organiser = facts.part("organiser", *_ORGANISER, above=_LINES)
    licences = facts.part("licences", *_LICENCES, above=_LINES)
    accent = facts.word("accent", tuple(Accent))
    address = contact.text("address")
    if not address and contact.table.data.keys() & {"postcode", "point"}:
        contact.miss("address", A_LINE)
    return Profile(
        address=address,
        postcode=contact.read("postcode", _exactly(_POSTCODE), _A_POSTCODE) or "",
        point=_point(contact),
        telephones=contact.telephones("telephone"),
        hours=_hours(contact),
        email=contact.read("email", _exactly(_EMAIL), _AN_EMAIL) or "",
        host=organiser.text("host"),
        run_by=organiser.text("run_by"),
        icp=_licence(licences, "icp", _ICP, _AN_ICP),
        police=_licence(licences, "police", _POLICE, _A_POLICE),
        identification=licences.read("identification", _exactly(_IDENTITY), _AN_IDENTITY) or "",
        footer=facts.words("footer", _PAGE_NAMES),
        motto=facts.text("motto", _A_MOTTO, _LONGEST_MOTTO),
        accent=Accent(accent) if accent else None,
        mark=facts.read("mark", _exactly(_MARK), _A_MARK) or "",
        masthead=_masthead(facts),
        tile=_tile(facts),
        lines=tuple((key, table.line(key)) for key in _LATE if key in table.data),
    )


def read_danger_words(table: Table) -> tuple[DangerWords, ...]:
    """Return the words of searches that may mean danger, and whom to call (`[[danger_words]]`)."""
    entries = table.data.get(DANGER_WORDS, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        Facts(table).fault(DANGER_WORDS, entries, f"[[{DANGER_WORDS}]]")
        return ()
    found = [_danger(Facts(entry)) for entry in table.tables(DANGER_WORDS)]
    return tuple(danger for danger in found if danger.words and danger.telephones)


def _danger(facts: Facts) -> DangerWords:
    facts.reject_unknown("words", "numbers")
    numbers = [(text, parse_telephone(text)) for text in facts.words("numbers", A_TELEPHONE)]
    for text, number in numbers:
        if number is None:
            facts.fault("numbers", text, A_TELEPHONE)
    for key, example in (("words", _WORDS), ("numbers", A_TELEPHONE)):
        if not facts.table.data.get(key):
            facts.miss(key, example)
    telephones = tuple(number for _, number in numbers if number)
    return DangerWords(facts.words("words", _WORDS), telephones)


def _exactly(pattern: re.Pattern[str]) -> Callable[[str], str | None]:
    """Return what takes a text of a form, with half-width signs, and nothing else."""

    def take(text: str) -> str | None:
        plain = unicodedata.normalize("NFKC", text)
        return plain if pattern.fullmatch(plain) else None

    return take


def _licence(facts: Facts, key: str, pattern: re.Pattern[str], expected: str) -> Licence | None:
    """Return a number with its link: the one that is given, else the authority's own."""
    number = facts.read(key, _exactly(pattern), expected)
    url = facts.read(f"{key}_url", _web_address, _A_URL)
    digits = "".join(filter(str.isdecimal, number or ""))
    return Licence(number, url or _AUTHORITIES[key].format(digits)) if number else None


def _web_address(text: str) -> str | None:
    found = classify(text)
    return found.address if found.kind is Kind.EXTERNAL and found.is_web else None


def _point(facts: Facts) -> Point | None:
    value = facts.table.data.get("point")
    point = parse_point(value)
    if value is not None and point is None:
        facts.fault("point", value, point_wanted(value))
    return point


def _hours(facts: Facts) -> Hours | None:
    text = facts.text("hours", hours_wanted(""), most=2 * LONGEST)
    hours = parse_hours(text) if text else None
    if text and hours is None:
        facts.fault("hours", text, hours_wanted(text))
    return hours


def _masthead(facts: Facts) -> Masthead | None:
    """Return the picture of a site's head. One without a word on what it shows is named."""
    data = facts.table.data
    src = facts.read("masthead", lambda text: text if may_be_file(text) else None, _A_PICTURE)
    alt = data.get("masthead_alt")
    if alt == "":
        return Masthead(src, "") if src else None
    said = facts.text("masthead_alt", _ALT)
    if src and alt is None:
        facts.miss("masthead_alt", _ALT)
    return Masthead(src, said) if src else None


def _tile(facts: Facts) -> Tile | None:
    value = facts.table.data.get("tile")
    if value is None:
        return None
    numbers = value if isinstance(value, list) else []
    if [type(number) for number in numbers] == [int, int]:
        tile = Tile(*numbers)
        if 1 <= tile.column <= _COLUMNS and 1 <= tile.row <= _ROWS:
            return tile
    facts.fault("tile", value, _A_TILE)
    return None
