"""The national campaign of 2020 in a small federation: 12 counties, 40 entries, picks upward.

A province with three cities of four counties each. Each entry is of a unit that holds the award
which the campaign asks for, with a real JPEG of 750×445 or the same ratio; its city picks it, then
the province. Phases and limits are those of the notice 巾帼文明岗网上行 (2020-04-27). All is sent in by
2020-05-12, so that the same content can be built at any moment of the campaign.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import House

PROVINCE = "lanjiang"
CITIES = {"dongjiang": "东江", "nanjiang": "南江", "xijiang": "西江"}
"""Slugs of the cities, and the names of their places."""
COUNTIES = {
    f"{city}-{number}": f"{city_name}{name}"
    for city, city_name in CITIES.items()
    for number, name in enumerate(("春山", "夏河", "秋桥", "冬湖"), 1)
}
"""Slugs of the counties, each beginning with its city's, and the names of their places."""
CAMPAIGN = f"{PROVINCE}/campaigns/posts-online.toml"
TITLE = "巾帼文明岗网上行"
ENTRIES = 40
THEMES = (
    ("guard", "守护岗位"),
    ("create", "创业创新"),
    ("village", "乡村振兴"),
    ("relief", "巾帼脱贫"),
)
FEDERATION = """\
id = "campaign-test"
name = "兰江联合站"
language = "zh-CN"
timezone = "Asia/Shanghai"
address = "https://example.org/{slug}/"

[[levels]]
name = "province"
title = "省级"

[[levels]]
name = "city"
title = "市州"

[[levels]]
name = "county"
title = "县市区"

[image_profiles.national]
formats = ["jpeg"]
max_bytes = 1_048_576
width = 750
height = 445
tolerance = 0.01

[[columns]]
slug = "theory"
title = "理论学习"
pinned = true
push = true

[[columns]]
slug = "news"
title = "工作动态"
text_limit = 100

[[awards]]
slug = "post"
title = "巾帼文明岗"
levels = ["全国", "省级"]
"""
"""Its column takes 100 characters: that the campaign's 2,000 hold in their place can be seen."""
CHAIN = """\
status = "approved"
review = [
  {step = "first", by = "甲", at = 2020-04-28},
  {step = "second", by = "乙", at = 2020-04-28},
  {step = "final", by = "丙", at = 2020-04-28},
]
"""
TERMS = {
    "title": f'"{TITLE}"',
    "slogan": '"树时代文明，展巾帼风采"',
    "starts": "2020-05-01",
    "ends": "2020-10-31",
    "themes": "[{}]".format(", ".join(f'{{slug = "{s}", title = "{t}"}}' for s, t in THEMES)),
    "phases": """[
  {kind = "collect", title = "网络征集", starts = 2020-05-01, ends = 2020-08-31},
  {kind = "recommend", title = "省级推荐", starts = 2020-06-01, ends = 2020-09-15},
  {kind = "display", title = "网上展示", starts = 2020-06-15, ends = 2020-10-31},
]""",
    "limits": '{text = 2000, images = "national"}',
    "quotas": "{submit = {county = {min = 1}}, recommend = {province = {min = 30, max = 50}}}",
    "audience": '{who = "全国巾帼文明岗", award = "post", level = "全国", excluded = ["解放军"]}',
    "chain": '["city", "province"]',
    "push": "true",
}
"""The campaign's file: keys and values as TOML has them."""


def jpeg(number: int, width: int = 750, height: int = 445) -> bytes:
    """Bytes of a JPEG that no other number has: bands of colour, and some detail."""
    shades = Image.linear_gradient("L").resize((width, height))
    across = Image.radial_gradient("L").resize((width, height))
    flat = Image.new("L", (width, height), 40 + number * 5 % 200)
    out = io.BytesIO()
    Image.merge("RGB", (shades, across, flat)).save(out, "JPEG", quality=88)
    return out.getvalue()


def terms(**changes: str) -> str:
    """The text of the campaign's file, with other values for some keys; "" leaves a key out."""
    written = {**TERMS, **changes}
    lines = (f"{key} = {value}\n" for key, value in written.items() if value)
    return f"{''.join(lines)}{CHAIN}text = '''{HOW}'''\n"


HOW = "把稿件和照片交给本县妇联，由县妇联报送。"
BODY = "岗上的姐妹分成两班，把窗口办成家门口的服务点，谁来都有人问、有人帮。" * 8


def site_of(county: str) -> str:
    """The folder of a county below content/."""
    return f"{PROVINCE}/{county.rpartition('-')[0]}/{county}"


def unit(number: int) -> str:
    """The unit whose entry has a number, from 1 on: it holds the award."""
    return f"{COUNTIES[county_of(number)]}政务服务大厅第{number}岗"


def county_of(number: int) -> str:
    """The county of the entry with a number: each has three or four."""
    return [*COUNTIES][(number - 1) % len(COUNTIES)]


def path_of(number: int) -> str:
    """The path of the entry with a number."""
    return f"{site_of(county_of(number))}/articles/news/post-{number}/index.md"


def entry(number: int, body: str = BODY, **changes: str) -> str:
    """The text of an entry; `changes` are lines of its head by key, "" leaves one out."""
    day = 1 + number % 9
    head = {
        "title": f"第{number}岗的一天",
        "date": "2020-05-12 09:00",
        "unit": unit(number),
        "author": f"通讯员{number}",
        "campaign": TITLE,
        "theme": THEMES[number % 4][1],
        "offer": "province",
        "offered": "{by: 县联络员, at: 2020-05-12}",
        "status": "approved",
        "review": "".join(
            f"\n  - {{step: {step}, by: {by}, at: 2020-05-{day + later:02}}}"
            for later, (step, by) in enumerate((("first", "甲"), ("second", "乙"), ("final", "丙")))
        ),
        **changes,
    }
    lines = "".join(f"{key}: {value}\n" for key, value in head.items() if value)
    return f"---\n{lines}---\n\n{body}\n\n![第{number}岗的窗口](post-{number}.jpg)\n"


def picks(numbers: Iterator[int] | range, on: str, by: str = "推荐员") -> str:
    """The text of picks.toml: those entries, in their order."""
    lines = '[[picks]]\narticle = "{}"\nby = "{}"\non = {}\n'
    return "\n".join(lines.format(path_of(number), by, on) for number in numbers)


def numbers_below(city: str) -> Iterator[int]:
    """The numbers of the entries of a city's counties."""
    return (n for n in range(1, ENTRIES + 1) if county_of(n).startswith(f"{city}-"))


def hold_entry(house: House, number: int, **changes: str) -> str:
    """Write an entry and its picture; return its path."""
    path = path_of(number)
    house.write(path, entry(number, **changes))
    size = (1500, 890) if number % 8 == 0 else (750, 445)
    house.write(f"{path.rpartition('/')[0]}/post-{number}.jpg", jpeg(number, *size))
    return path


def hold_campaign(house: House, **changes: str) -> None:
    """Write the campaign, with other values for some keys."""
    house.write(CAMPAIGN, terms(**changes))


def hold_federation(house: House, entries: int = ENTRIES) -> None:
    """Write the whole federation: sites, honours, the campaign, entries, picks upward."""
    house.write("federation.toml", FEDERATION)
    _hold_site(house, PROVINCE, "兰江省妇联", "province")
    for city, name in CITIES.items():
        _hold_site(house, f"{PROVINCE}/{city}", f"{name}市妇联", "city")
    for county, name in COUNTIES.items():
        _hold_site(house, site_of(county), f"{name}县妇联", "county")
        house.write(f"{site_of(county)}/honours.toml", _honours(county))
    theory = f"---\ntitle: 男女平等基本国策\ndate: 2020-04-28\n{_signed()}---\n\n正文。\n"
    house.write(f"{PROVINCE}/articles/theory/equality.md", theory)
    hold_campaign(house)
    for number in range(1, entries + 1):
        hold_entry(house, number)
    for city in CITIES:
        own = (n for n in numbers_below(city) if n <= entries)
        house.write(f"{PROVINCE}/{city}/picks.toml", picks(own, "2020-06-02"))
    house.write(f"{PROVINCE}/picks.toml", picks(range(1, entries + 1), "2020-06-08"))


def _hold_site(house: House, path: str, name: str, level: str) -> None:
    house.write(f"{path}/site.toml", f'name = "{name}"\nlevel = "{level}"\n')


def _honours(county: str) -> str:
    own = [number for number in range(1, 2 * ENTRIES) if county_of(number) == county]
    lines = '[[honours]]\nname = "post-{}"\naward = "post"\nlevel = "全国"\nyear = 2018\n'
    return "\n".join(f'{lines.format(n)}unit = "{unit(n)}"\n{CHAIN}' for n in own)


def _signed() -> str:
    steps = (("first", "甲"), ("second", "乙"), ("final", "丙"))
    lines = (f"  - {{step: {step}, by: {by}, at: 2020-04-28}}\n" for step, by in steps)
    return f"status: approved\nreview:\n{''.join(lines)}"
