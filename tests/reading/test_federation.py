"""federation.toml and the site tree: what they mean, and what is wrong with them, key by key."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest
from conftest import House

from lianzhan.model.federation import Column, ImageProfile, Level, ReviewPolicy, SiteTree
from lianzhan.reading.bounds import MAX_PROBLEMS
from lianzhan.reading.columns import RESERVED
from lianzhan.reading.federation import read_federation
from lianzhan.texts.language import help_of, message_of

if TYPE_CHECKING:
    from pathlib import Path

    from lianzhan.model.problem import Problem

ZHUZHOU = "hunan/zhuzhou/site.toml"
CITY = 'name = "株洲市妇联"\nlevel = "city"\n'


def tree(house: House) -> SiteTree:
    read = read_federation(house.content)
    assert isinstance(read, SiteTree)
    return read


def found(problems: tuple[Problem, ...]) -> list[tuple[str, int, str]]:
    return sorted((fault.path, fault.line, fault.code) for fault in problems)


def change(house: House, old: str, new: str) -> None:
    """Change federation.toml."""
    file = house.content / "federation.toml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def refused(house: House) -> list[str]:
    """The codes for which nothing can be built."""
    read = read_federation(house.content)
    assert not isinstance(read, SiteTree)
    assert {fault.path for fault in read} == {"federation.toml"}
    return [fault.code for fault in read]


def broken(house: House, text: str) -> list[tuple[int, str]]:
    """What is wrong with a site.toml, which must take out that site and no other."""
    house.write(ZHUZHOU, text)
    read = tree(house)
    assert [site.slug for site in read.federation.sites] == [
        "hunan",
        "changsha",
        "furong",
        "hengyang",
    ]
    assert {fault.path for fault in read.problems} == {ZHUZHOU}
    return [(fault.line, fault.code) for fault in read.problems]


def test_the_federation_is_what_its_file_says(house: House) -> None:
    federation = tree(house).federation
    profile = ImageProfile("national", ("jpeg",), 1_048_576, 750, 445, 0.01)
    everywhere = ("province", "city", "county")
    assert (federation.id, federation.name, federation.language) == ("test", "测试矩阵", "zh-CN")
    assert federation.levels == (
        Level("province", "省级"),
        Level("city", "市州"),
        Level("county", "县市区"),
    )
    assert federation.columns == (
        Column("theory", "理论学习", everywhere, pinned=True, push=True),
        Column("news", "工作动态", everywhere),
        Column("activity", "网上行活动", everywhere, text_limit=2000, image_profile=profile),
    )
    assert federation.image_profiles == (profile,)


def test_what_the_file_does_not_say_has_its_default(house: House) -> None:
    federation = tree(house).federation
    assert federation.feeds == ("rss", "atom", "json")
    assert federation.review == ReviewPolicy(("first", "second", "final"))
    assert federation.portal == "https://example.org/"
    assert federation.hub is None


def test_folders_with_a_site_toml_are_the_tree(house: House) -> None:
    house.write("hunan/west/xiangxi/site.toml", 'name = "湘西州妇联"\nlevel = "city"\n')
    sites = tree(house).federation.sites
    assert [(site.slug, site.level, site.parent, site.path) for site in sites] == [
        ("hunan", "province", None, "hunan"),
        ("changsha", "city", "hunan", "hunan/changsha"),
        ("furong", "county", "changsha", "hunan/changsha/furong"),
        ("hengyang", "city", "hunan", "hunan/hengyang"),
        ("xiangxi", "city", "hunan", "hunan/west/xiangxi"),
    ]
    assert [site.code for site in sites] == ["430000", "430100", "430102", None, None]


def test_columns_of_a_site_hold_no_sites(house: House) -> None:
    for folder in ("articles/news", "pages", "images", ".hidden"):
        house.write(f"hunan/{folder}/deep/site.toml", CITY)
    assert len(tree(house).federation.sites) == 4
    assert tree(house).problems == ()


def test_a_site_may_retitle_hide_and_add_columns(house: House) -> None:
    house.write(
        ZHUZHOU,
        CITY + 'hide = ["activity"]\nslug = "zz"\n[retitle]\nnews = "株洲动态"\n'
        '[[columns]]\nslug = "stories"\ntitle = "芦淞故事"\nimage_profile = "national"\n',
    )
    read = tree(house)
    assert read.problems == ()
    columns = read.federation.by_slug["zz"].columns
    assert [(column.slug, column.title) for column in columns] == [
        ("theory", "理论学习"),
        ("news", "株洲动态"),
        ("stories", "芦淞故事"),
    ]
    assert columns[2].levels == ("city",)
    assert columns[2].image_profile == read.federation.image_profiles[0]


def test_a_sites_own_column_may_use_a_profile_that_no_shared_column_uses(house: House) -> None:
    change(house, 'image_profile = "national"', "")
    own = '[[columns]]\nslug = "stories"\ntitle = "故事"\nimage_profile = "national"\n'
    house.write(ZHUZHOU, CITY + own)
    assert tree(house).problems == ()


def test_a_column_shows_only_at_its_levels_but_the_pinned_one_everywhere(house: House) -> None:
    change(house, 'title = "工作动态"', 'title = "工作动态"\nlevels = ["province"]')
    change(house, "pinned = true", 'pinned = true\nlevels = ["province"]')
    sites = tree(house).federation.by_slug
    assert [column.slug for column in sites["hunan"].columns] == ["theory", "news", "activity"]
    assert [column.slug for column in sites["furong"].columns] == ["theory", "activity"]


@pytest.mark.parametrize(
    ("address", "portal"),
    [
        ("https://example.org/{slug}/", "https://example.org/"),
        ("http://example.org:8080/a/{slug}/", "http://example.org:8080/a/"),
        ("https://{slug}.example.org/", "https://example.org/"),
        ("https://{slug}.example.org/a/", "https://example.org/a/"),
        ("https://妇联.中国/{slug}/", "https://妇联.中国/"),
    ],
)
def test_the_portal_stands_where_the_sites_do(house: House, address: str, portal: str) -> None:
    change(house, "https://example.org/{slug}/", address)
    assert tree(house).federation.portal == portal


@pytest.mark.parametrize(
    "address",
    [
        "", "example.org/{slug}/", "ftp://example.org/{slug}/", "https://example.org/{slug}",
        "https://example.org/", "https://{slug}.example.org/{slug}/", "https:///{slug}/",
        "https://example.org/x{slug}/", "https://x-{slug}.example.org/", "https://example.org/{slug}x/",
        "https://example.org/{slug}/?a=b/", "https://example.org/{slug}/#/", "https://a b/{slug}/",
        "https://[::1/{slug}/", "javascript:alert(1)//{slug}/", "https://example.org/<{slug}>/",
    ],
)  # fmt: skip
def test_an_address_must_have_a_place_for_each_site(house: House, address: str) -> None:
    change(house, "https://example.org/{slug}/", address)
    assert refused(house) == ["config-value"] * (2 if address == "" else 1)


def test_a_portal_of_its_own_is_taken_as_it_is(house: House) -> None:
    change(house, 'id = "test"', 'id = "test"\nportal = "https://women.example.org/"')
    assert tree(house).federation.portal == "https://women.example.org/"
    change(house, "https://women.example.org/", "https://example.org/{slug}/")
    assert refused(house) == ["config-value"]


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ('id = "test"', "", ["config-missing-key"]),
        ('id = "test"', 'id = ""', ["config-value"]),
        ('id = "test"', "id = 3", ["config-value"]),
        ('id = "test"', 'id = "test"\nidd = 1', ["config-unknown-key"]),
        ('name = "测试矩阵"', 'name = "\\u0007"', ["config-value"]),
        ('"zh-CN"', '"../../etc"', ["config-value"]),
        ('"zh-CN"', '"中文"', ["config-value"]),
        ('"Asia/Shanghai"', '"Asia/Shangahi"', ["config-value"]),
        ('"Asia/Shanghai"', '"../../etc/passwd"', ["config-value"]),
        ('"Asia/Shanghai"', '"/etc/passwd"', ["config-value"]),
        ('"Asia/Shanghai"', '"Asia"', ["config-value"]),
        ('"Asia/Shanghai"', '""', ["config-value", "config-value"]),
        ('id = "test"', 'id = "test"\nfeeds = ["rdf"]', ["config-value"]),
        ('id = "test"', 'id = "test"\nfeeds = "rss"', ["config-value"]),
        ('id = "test"', 'id = "test"\nhub = "javascript:x"', ["config-value"]),
        ('id = "test"', 'id = "test"\nlevels = []\ncolumns = []', ["config-syntax"]),
        ("[[levels]]", "[[level]]", ["config-unknown-key"]),
        ('title = "省级"', "", ["config-missing-key"]),
        ('title = "省级"', 'title = "省级"\nrank = 1', ["config-unknown-key"]),
        ('name = "city"', 'name = "province"', ["config-value"]),
        ("pinned = true", "pinned = false", ["config-value"]),
        ("pinned = true", "pinned = 1", ["config-value", "config-value"]),
        ('title = "工作动态"', 'title = "工作动态"\npinned = true', ["config-value"]),
        ('title = "工作动态"', 'title = "工作动态"\npush = "yes"', ["config-value"]),
        ('title = "工作动态"', 'title = "工作动态"\nlevels = ["village"]', ["config-value"]),
        ('slug = "news"', 'slug = "theory"', ["config-value"]),
        ('slug = "news"', 'slug = "assets"', ["config-value"]),
        ('slug = "news"', 'slug = "News"', ["config-value"]),
        ('slug = "news"', 'slug = "工作"', ["config-value"]),
        ('slug = "news"', 'slug = "a/b"', ["config-value"]),
        ('slug = "news"', "", ["config-missing-key", "config-value"]),
        ("text_limit = 2000", "text_limit = 0", ["config-value"]),
        ("text_limit = 2000", 'text_limit = "2000"', ["config-value", "config-value"]),
        ('image_profile = "national"', 'image_profile = "local"', ["config-value"]),
        ('formats = ["jpeg"]', 'formats = ["jpg"]', ["config-value"]),
        ('formats = ["jpeg"]', "", ["config-missing-key"]),
        ("width = 750", "width = 0", ["config-value"]),
        ("width = 750", "width = 750.5", ["config-value"]),
        ("width = 750", f"width = 0x{'f' * 400}", ["config-value"]),
        ("tolerance = 0.01", "tolerance = nan", ["config-value"]),
        ("tolerance = 0.01", "tolerance = 1", ["config-value"]),
        ("tolerance = 0.01", 'tolerance = "0.01"', ["config-value"]),
        ('id = "test"', 'id = "test"\nreview = {steps = []}', ["config-value"]),
        ('id = "test"', 'id = "test"\nreview = {steps = ["fourth"]}', ["config-value"] * 2),
        ('id = "test"', 'id = "test"\nreview = {step = 1}', ["config-unknown-key"]),
        ('id = "test"', 'id = "test"\nreview = "none"', ["config-value"]),
    ],
)  # fmt: skip
def test_a_fault_in_federation_toml_leaves_nothing_to_build(
    house: House, old: str, new: str, codes: list[str]
) -> None:
    change(house, old, new)
    assert refused(house) == codes


def test_a_federation_of_nothing_says_all_that_is_missing(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.write("federation.toml", "")
    codes = refused(house)
    assert codes.count("config-missing-key") == 5
    assert set(codes) == {"config-missing-key", "config-value"}


def test_without_federation_toml_there_is_no_federation(tmp_path: Path) -> None:
    house = House(tmp_path)
    assert refused(house) == ["config-missing"]
    house.write("federation.toml/x", "")
    assert refused(house) == ["config-missing"]


def test_a_file_that_can_not_be_read_at_all_is_one_problem(house: House) -> None:
    house.write("federation.toml", b"\xff\xfe")
    assert refused(house) == ["not-utf-8"]
    house.write("federation.toml", "id = ")
    assert refused(house) == ["config-syntax"]


def test_a_warning_in_federation_toml_stops_nothing(house: House) -> None:
    change(house, 'id = "test"', '# 备注\x7f\nid = "test"')
    assert found(tree(house).problems) == [("federation.toml", 1, "control-character")]


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("", [(1, "config-missing-key")] * 2),
        ("# 还没写", [(1, "config-missing-key")] * 2),
        ("name = 3\nlevel = [1]", [(2, "config-value"), (1, "config-value")]),
        (CITY + "hide = 'x'", [(3, "config-value")]),
        (CITY + "hide = ['gossip']", [(3, "config-value")]),
        (CITY + "hide = ['theory']", [(3, "pinned-hidden")]),
        (CITY + "columns = 'x'", [(3, "config-value")]),
        (CITY + "columns = [1]", [(3, "config-value")]),
        (CITY + "columns = {a = 1}", [(3, "config-value")]),
        (CITY + "code = 430200", [(3, "config-value")]),
        (CITY + "code = '4302'", [(3, "config-value")]),
        (CITY + "code = '４３０２００'", [(3, "config-value")]),
        (CITY + "slug = 'Zhuzhou'", [(3, "config-value")]),
        (CITY + "slug = '../hunan'", [(3, "config-value")]),
        (CITY + "slug = '-'", [(3, "config-value")]),
        (CITY + f"slug = '{'a' * 64}'", [(3, "config-value")]),
        (CITY + "slug = 3", [(3, "config-value")]),
        (CITY + "parent = 'hubei'", [(3, "config-unknown-key")]),
        (CITY + "retitle = 'x'", [(3, "config-value")]),
        (CITY + "[retitle]\nnews = 3", [(4, "config-value")]),
        (CITY + "[retitle]\nnews = ''", [(4, "config-value")]),
        (CITY + "[retitle]\ngossip = 'x'", [(4, "config-unknown-key")]),
        (CITY + "[[columns]]\nslug = 'a'", [(3, "config-missing-key")]),
        (CITY + "[[columns]]\nslug = 'news'\ntitle = 'x'", [(3, "config-value")]),
        (CITY + "[[columns]]\nslug = 'a'\ntitle = 'x'\npinned = true", [(3, "config-value")]),
        (CITY + "[[columns]]\nslug = 'a'\ntitle = 'x'\npush = true", [(3, "config-value")]),
        (CITY + "[[columns]]\nslug = 'a'\ntitle = 'x'\nlevels = ['county']", [(6, "config-value")]),
        ("level = 'village'", [(1, "config-value"), (1, "config-missing-key")]),
        ("name = ", [(1, "config-syntax")]),
        ("\x00", [(1, "config-missing-key")] * 2),
        (CITY + "a" * 1000 + " = 1", [(3, "config-syntax")]),
        (CITY + "[a" + ".a" * 490 + "]", [(3, "config-unknown-key")]),
    ],
)  # fmt: skip
def test_a_fault_in_a_site_toml_takes_out_that_site_alone(
    house: House, text: str, problems: list[tuple[int, str]]
) -> None:
    assert broken(house, text) == problems


@pytest.mark.parametrize("slug", sorted(RESERVED - {"com1", "lpt1"}))
def test_a_reserved_name_is_no_slug(house: House, slug: str) -> None:
    assert broken(house, f"{CITY}slug = '{slug}'") == [(3, "config-value")]


def test_a_folder_whose_name_is_no_slug_needs_one(house: House) -> None:
    house.write("hunan/株洲/site.toml", CITY)
    assert found(tree(house).problems) == [("hunan/株洲/site.toml", 1, "folder-name")]
    house.write("hunan/株洲/site.toml", f'{CITY}slug = "zhuzhou"')
    assert tree(house).problems == ()
    assert tree(house).federation.by_slug["zhuzhou"].path == "hunan/株洲"


@pytest.mark.parametrize(
    "name", ["株洲", "Zhuzhou", "zhu_zhou", "1st", "zhu zhou", "page", "z" * 64]
)
def test_a_folder_name_is_told_in_words_and_not_as_a_key_of_the_file(
    house: House, name: str
) -> None:
    house.write(f"hunan/{name}/site.toml", CITY)
    (fault,) = tree(house).problems
    assert fault.code == "folder-name"
    for language, words in (
        ("zh-CN", ("文件夹名", "小写字母", "改名")),
        ("en", ("folder", "rename")),
    ):
        text = f"{message_of(fault, language)} {help_of(fault, language)}"
        assert name[:60] in text
        assert 'slug = "changsha"' in text
        assert [word for word in words if word not in text.lower()] == []
        assert "[a-z]" not in text


@pytest.mark.parametrize(
    ("config", "words"),
    [
        (f"{CITY}slug = '株洲'", "应为小写字母、数字和连字符（-）"),
        (f"{CITY}[[columns]]\nslug = '工作'\ntitle = '工作'", "应为小写字母、数字和连字符（-）"),
        (f"{CITY}code = 430000", "应为加引号的文字"),
        (f"{CITY}hide = 'news'", '应为["…"]'),
    ],
)
def test_what_is_expected_is_said_in_the_readers_words(
    house: House, config: str, words: str
) -> None:
    house.write("hunan/changsha/site.toml", config)
    fault = next(p for p in tree(house).problems if p.code == "config-value")
    assert help_of(fault, "zh-CN").startswith(words)
    assert not re.search("[\u4e00-\u9fff]", help_of(fault, "en"))
    assert not re.search(r"\[a-z|\\[dw]|\b(str|int|bool|list|dict)\b", help_of(fault, "zh-CN"))


def test_a_missing_federation_names_the_page_and_the_nearest_one(house: House) -> None:
    for folder in (house.content / "hunan", house.folder, house.folder / "contents"):
        (fault,) = read_federation(folder)
        text = f"{help_of(fault, 'zh-CN')} {help_of(fault, 'en')}"
        assert fault.code == "config-missing"
        assert text.count(str(house.content / "federation.toml")) == 2
        assert "docs/configuration.zh-CN.md" in text
        assert "docs/configuration.md" in text


def test_a_broken_site_stands_in_by_its_folder_and_those_below_hang_from_above(
    house: House,
) -> None:
    house.write("hunan/changsha/site.toml", "name = ")
    read = tree(house)
    assert [(site.slug, site.path) for site in read.broken] == [("changsha", "hunan/changsha")]
    assert read.federation.by_slug["furong"].parent == "hunan"


def test_of_two_sites_with_one_slug_neither_is_built(house: House) -> None:
    house.write("hunan/loudi/site.toml", 'name = "a"\nlevel = "city"\nslug = "hengyang"')
    read = tree(house)
    assert found(read.problems) == [
        ("hunan/hengyang/site.toml", 1, "duplicate-slug"),
        ("hunan/loudi/site.toml", 3, "duplicate-slug"),
    ]
    assert "hengyang" not in read.federation.by_slug
    assert read.broken == ()


def test_a_damaged_site_toml_does_not_flood_the_report_and_stays_broken(house: House) -> None:
    """Warnings alone must not use up what is told of a file: then its errors would go unseen."""
    controls = "# \x01\n" * (MAX_PROBLEMS + 50)
    assert (MAX_PROBLEMS + 52, "config-value") in broken(
        house, f"{controls}name = 'a'\nlevel = 'x'"
    )
    many = "\n".join(f"[[columns]]\nslug = 'A{n}'\ntitle = 'x'" for n in range(3_000))
    assert len(broken(house, CITY + many)) == MAX_PROBLEMS


def test_folders_may_nest_deeper_than_python(house: House) -> None:
    """Nearly as deep as a path can be long: 4,096 bytes on Linux."""
    root = os.open(house.content / "hunan", os.O_RDONLY)
    folders = [root]
    try:
        for _ in range(1_900):
            os.mkdir("d", dir_fd=folders[-1])
            folders.append(os.open("d", os.O_RDONLY, dir_fd=folders[-1]))
            if len(folders) > 2:
                os.close(folders.pop(-2))
        read = tree(house)
        assert len(read.federation.sites) == 4
    finally:
        deepest = folders.pop()
        for _ in range(1_900):
            above = os.open("..", os.O_RDONLY, dir_fd=deepest)
            os.close(deepest)
            os.rmdir("d", dir_fd=above)
            deepest = above
        os.close(deepest)
        os.close(root)


def test_sites_may_nest_as_deep_as_one_likes(house: House) -> None:
    below, levels = "hunan", [f'[[levels]]\nname = "l{n}"\ntitle = "{n}"\n' for n in range(60)]
    change(house, "[image_profiles.national]", "".join(levels) + "[image_profiles.national]")
    for depth in range(60):
        below = f"{below}/s{depth}"
        house.write(f"{below}/site.toml", f'name = "a"\nlevel = "l{depth}"')
    sites = tree(house).federation
    assert len(sites.ancestors(sites.by_slug["s59"])) == 60


def test_a_folder_that_can_not_be_listed_is_a_problem(house: House) -> None:
    long = "x" * 250
    folder = os.open(house.content / "hunan", os.O_RDONLY)
    for _ in range(18):
        os.mkdir(long, dir_fd=folder)
        inside = os.open(long, os.O_RDONLY, dir_fd=folder)
        os.close(folder)
        folder = inside
    os.close(folder)
    ((path, line, code),) = found(tree(house).problems)
    assert path.endswith(long)
    assert (line, code) == (0, "unreadable-file")


def test_links_to_folders_are_not_followed(house: House) -> None:
    (house.content / "hunan/loop").symlink_to(".")
    (house.content / "hunan/elsewhere").symlink_to("/")
    (house.content / "hunan/self").symlink_to("self")
    (house.content / "hunan/nowhere").symlink_to("none")
    read = tree(house)
    assert len(read.federation.sites) == 4
    assert found(read.problems) == [
        ("hunan/elsewhere", 0, "outside-content"),
        ("hunan/loop", 0, "outside-content"),
    ]


@pytest.mark.parametrize("target", ["/etc/hostname", "../../../outside.toml", "none", "site.toml"])
def test_a_site_toml_is_not_read_through_a_link_that_leads_out(house: House, target: str) -> None:
    (house.folder / "outside.toml").write_text(CITY, "utf-8")
    folder = house.content / "hunan/zhuzhou"
    folder.mkdir()
    (folder / "site.toml").symlink_to(target)
    read = tree(house)
    assert found(read.problems) == [(ZHUZHOU, 0, "outside-content")]
    assert [site.slug for site in read.broken] == ["zhuzhou"]


def test_a_site_toml_may_be_a_link_inside(house: House) -> None:
    house.write("hunan/zhuzhou/real.toml", CITY)
    (house.content / ZHUZHOU).symlink_to("real.toml")
    assert tree(house).problems == ()
    assert "zhuzhou" in tree(house).federation.by_slug


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_site_toml_that_is_no_file_hangs_nothing(house: House) -> None:
    (house.content / "hunan/zhuzhou").mkdir()
    os.mkfifo(house.content / ZHUZHOU)
    assert found(tree(house).problems) == [(ZHUZHOU, 0, "config-missing")]


def test_a_sites_folder_whose_name_is_no_utf_8_is_refused(house: House) -> None:
    folder = os.fsencode(house.content / "hunan") + b"/zhu\xffzhou"
    os.mkdir(folder)  # noqa: PTH102 - a name of bytes
    with open(folder + b"/site.toml", "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write(f'{CITY}slug = "zhuzhou"')
    read = tree(house)
    assert found(read.problems) == [("hunan/zhu?zhou", 0, "bad-name")]
    assert "zhuzhou" not in read.federation.by_slug


def test_articles_of_a_folder_without_site_toml_are_told(house: House) -> None:
    house.write("README.md", "内容说明")
    house.write("hunan/changsha/yuelu/articles/news/x.md", "---\ntitle: 一\n---")
    house.write("hunan/changsha/yuelu/articles/news/x.jpg", "")
    house.write("hunan/south/说明.MD", "")
    assert found(tree(house).problems) == [
        ("hunan/changsha/yuelu/articles/news/x.md", 0, "misplaced-file"),
        ("hunan/south/说明.MD", 0, "misplaced-file"),
    ]


PERSON = '[[people]]\nid = "a"\nname = "甲"\nsteps = ["first"]\nsites = ["hunan"]\n'


@pytest.mark.parametrize("package", ["nacl", "asyncssh"])
def test_without_the_packages_that_verify_signatures_nothing_is_built(
    house: House, monkeypatch: pytest.MonkeyPatch, package: str
) -> None:
    text = (house.content / "federation.toml").read_text("utf-8")
    house.write("people.toml", PERSON)
    house.write(
        "federation.toml", text.replace('slug = "news"', 'slug = "news"\nsignatures = "required"')
    )
    assert isinstance(read_federation(house.content), SiteTree)
    monkeypatch.setattr(
        "lianzhan.reading.federation.find_spec", lambda name: None if name == package else name
    )
    problems = read_federation(house.content)
    assert isinstance(problems, tuple)
    assert [(fault.code, fault.of_setup) for fault in problems] == [
        ("signatures-unavailable", True)
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('title = "省级"', 'title = "省级"\nsignatures = "yes"'),
        ('slug = "news"', 'slug = "news"\nsignatures = true'),
        ('id = "test"', 'id = "test"\nreview = {digest = "no"}'),
        ('id = "test"', 'id = "test"\nreview = {separation = "yes"}'),
    ],
)
def test_a_wrong_word_about_signatures_leaves_nothing_to_build(
    house: House, old: str, new: str
) -> None:
    text = (house.content / "federation.toml").read_text("utf-8")
    house.write("federation.toml", text.replace(old, new, 1))
    problems = read_federation(house.content)
    assert isinstance(problems, tuple)
    assert {fault.code for fault in problems} <= {"config-value", "signatures-without-people"}
    assert "config-value" in {fault.code for fault in problems}
