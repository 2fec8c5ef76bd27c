"""Changes that `check --diff BASE --author ID` refuses, and those of honest people that it lets pass.

Each row changes a real repository as somebody might who is the author; what comes out is in the table.
"""

from __future__ import annotations

import subprocess
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from repositories import PEOPLE, TEXT, repository

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import House
    from repositories import Repository

CITY = "content/hunan/changsha"
COUNTY = f"{CITY}/furong"
PROVINCE = "content/hunan/articles/news/one.md"
GROUND, PEOPLE_CODE, LINK = "change-foreign-ground", "change-people", "change-link"
UNKNOWN, AMBIGUOUS = "change-unknown-author", "change-ambiguous-author"
INACTIVE = "change-inactive-author"
SITE = 'name = "新"\nlevel = "county"\n'
ARTICLE = "---\ntitle: 新\ndate: 2026-03-08\n---\n\n新的。\n"


def link(town: Repository, path: str, target: str) -> None:
    file = town.folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    file.symlink_to(target)


def submodule(town: Repository, path: str) -> None:
    head = town.git("rev-parse", "HEAD").strip()
    town.git("update-index", "--add", "--cacheinfo", f"160000,{head},{path}")
    town.git("commit", "-q", "-m", "Another repository")
    (town.folder / path).mkdir(parents=True)


def move(town: Repository, old: str, new: str) -> None:
    (town.folder / new).parent.mkdir(parents=True, exist_ok=True)
    town.git("mv", old, new)


OWN: dict[str, tuple[str, Callable[[Repository], object]]] = {
    "a text of her own": ("yi", lambda t: t.edit(TEXT, "title: ", "title: 新")),
    "a new text": ("yi", lambda t: t.write(f"{CITY}/articles/news/new.md", ARTICLE)),
    "her site.toml": ("yi", lambda t: t.edit(f"{CITY}/site.toml", "长沙", "长沙市")),
    "her picks": ("yi", lambda t: t.write(f"{CITY}/picks.toml", "")),
    "a text deleted": ("yi", lambda t: (t.folder / TEXT).unlink()),
    "a text renamed": ("yi", lambda t: move(t, TEXT, f"{CITY}/articles/news/due.md")),
    "a text of a county below": (
        "bing",
        lambda t: t.write(f"{COUNTY}/articles/news/x.md", ARTICLE),
    ),
    "a new site below": ("bing", lambda t: t.write(f"{CITY}/yuhua/site.toml", SITE)),
    "what all share": ("jia", lambda t: t.write("README.md", "# 新\n")),
    "a site at the top, of who has them all": (
        "jia",
        lambda t: t.write("content/guangdong/site.toml", SITE.replace("county", "province")),
    ),
    "nothing at all": ("yi", lambda _: None),
    "a mode": ("yi", lambda t: (t.folder / TEXT).chmod(0o755)),
    "a strange name": ("yi", lambda t: t.write(f'{CITY}/images/a\n"b\t:1.txt', "x")),
}
FOREIGN: dict[str, tuple[str, Callable[[Repository], object], list[str]]] = {
    "another city's": (
        "yi",
        lambda t: t.write("content/hunan/hengyang/articles/news/x.md", ARTICLE),
        [f"content/hunan/hengyang/articles/news/x.md:0: {GROUND}"],
    ),
    "the province's": (
        "yi",
        lambda t: t.edit(PROVINCE, "title: ", "title: 新"),
        [f"{PROVINCE}:0: {GROUND}"],
    ),
    "the county's, of who has the city alone": (
        "yi",
        lambda t: t.write(f"{COUNTY}/articles/news/x.md", ARTICLE),
        [f"{COUNTY}/articles/news/x.md:0: {GROUND}"],
    ),
    "the city's, of who has the county": (
        "ding",
        lambda t: t.edit(TEXT, "title: ", "title: 新"),
        [f"{TEXT}:0: {GROUND}"],
    ),
    "a foreign file deleted": (
        "yi",
        lambda t: (t.folder / PROVINCE).unlink(),
        [f"{PROVINCE}:0: {GROUND}"],
    ),
    "a foreign file taken over": (
        "yi",
        lambda t: move(t, PROVINCE, f"{CITY}/articles/news/one.md"),
        [f"{PROVINCE}:0: {GROUND}"],
    ),
    "a file of her own put elsewhere": (
        "yi",
        lambda t: move(t, TEXT, "content/hunan/articles/news/two.md"),
        [f"content/hunan/articles/news/two.md:0: {GROUND}"],
    ),
    "a foreign file's mode": (
        "yi",
        lambda t: (t.folder / PROVINCE).chmod(0o755),
        [f"{PROVINCE}:0: {GROUND}"],
    ),
    "a foreign file made a link": (
        "yi",
        lambda t: link(t, PROVINCE, "theory"),
        [f"{PROVINCE}:0: {LINK}", f"{PROVINCE}:0: {GROUND}"],
    ),
    "a link on her own ground": (
        "yi",
        lambda t: link(t, f"{CITY}/articles/news/x.md", "../../images/x.md"),
        [f"{CITY}/articles/news/x.md:0: {LINK}"],
    ),
    "another repository": (
        "yi",
        lambda t: submodule(t, f"{CITY}/articles/other"),
        [f"{CITY}/articles/other:0: {LINK}"],
    ),
    "a folder in another case": (
        "yi",
        lambda t: t.write("content/Hunan/HENGYANG/articles/news/x.md", ARTICLE),
        [f"content/Hunan/HENGYANG/articles/news/x.md:0: {GROUND}"],
    ),
    "the content folder in another case": (
        "yi",
        lambda t: t.write("Content/hunan/hengyang/x.md", ARTICLE),
        [f"content/hunan/hengyang/x.md:0: {GROUND}"],
    ),
    "a site below who has none below": (
        "yi",
        lambda t: t.write(f"{CITY}/yuhua/site.toml", SITE),
        [f"{CITY}/yuhua/site.toml:0: {GROUND}"],
    ),
    "a site's folder made from a county's": (
        "yi",
        lambda t: move(t, COUNTY, f"{CITY}/yuhua"),
        [f"{COUNTY}/site.toml:0: {GROUND}", f"{CITY}/yuhua/site.toml:0: {GROUND}"],
    ),
    "a site at the top": (
        "bing",
        lambda t: t.write("content/guangdong/site.toml", SITE.replace("county", "province")),
        [f"content/guangdong/site.toml:0: {GROUND}"],
    ),
    "federation.toml": (
        "bing",
        lambda t: t.edit("content/federation.toml", "测试", "试"),
        [f"content/federation.toml:0: {GROUND}"],
    ),
    "what Git reads, on her own ground": (
        "yi",
        lambda t: t.write(f"{CITY}/.gitattributes", "*.md working-tree-encoding=UTF-16BE\n"),
        [f"{CITY}/.gitattributes:0: {GROUND}"],
    ),
    "a workflow": (
        "bing",
        lambda t: t.write(".github/workflows/lianzhan.yml", "x"),
        [f".github/workflows/lianzhan.yml:0: {GROUND}"],
    ),
    "the program": ("bing", lambda t: t.write("tasks.py", ""), [f"tasks.py:0: {GROUND}"]),
    "people.toml": (
        "yi",
        lambda t: t.edit("content/people.toml", '"changsha"', '"hengyang"'),
        [f"content/people.toml:0: {PEOPLE_CODE}"],
    ),
    "people.toml, by who has everything": (
        "jia",
        lambda t: t.edit("content/people.toml", "丁", "戊"),
        [f"content/people.toml:0: {PEOPLE_CODE}"],
    ),
    "people.toml deleted": (
        "jia",
        lambda t: (t.folder / "content/people.toml").unlink(),
        [f"content/people.toml:0: {PEOPLE_CODE}"],
    ),
    "people.toml in another case": (
        "jia",
        lambda t: t.write("content/People.TOML", PEOPLE),
        [f"content/People.TOML:0: {PEOPLE_CODE}"],
    ),
    "herself entitled by the change": (
        "ding",
        lambda t: (
            t.edit("content/people.toml", '"furong"', '"hunan"'),
            t.edit(PROVINCE, "title: ", "title: 新"),
        ),
        [f"{PROVINCE}:0: {GROUND}", f"content/people.toml:0: {PEOPLE_CODE}"],
    ),
}


@pytest.fixture
def town(house: House) -> Repository:
    return repository(house)


@pytest.mark.parametrize("case", OWN)
def test_what_is_the_authors_own_passes(case: str, town: Repository) -> None:
    author, change = OWN[case]
    change(town)
    town.commit()
    assert town.refused(author) == []


@pytest.mark.parametrize("case", FOREIGN)
def test_what_is_not_the_authors_is_refused(case: str, town: Repository) -> None:
    author, change, expected = FOREIGN[case]
    change(town)
    town.commit()
    assert town.refused(author) == sorted(expected)


def test_a_refused_change_is_told_with_its_places_and_ends_with_status_1(town: Repository) -> None:
    town.edit(PROVINCE, "title: ", "title: 新")
    town.commit()
    done = town.check("@YI-city")
    assert done.returncode == 1
    assert done.stderr.startswith(f"{PROVINCE}:0: {GROUND}: “乙”改动了不归自己管的文件：hunan\n")
    assert town.check("jia").returncode == 1  # nobody may sign it as it is now
    assert GROUND not in town.check("jia").stderr


def test_what_is_not_committed_yet_is_judged_too(town: Repository) -> None:
    town.edit(PROVINCE, "title: ", "title: 新")
    town.write("content/hunan/hengyang/articles/news/new.md", ARTICLE)
    town.write("output/left.html", "what tools leave is no content")
    assert town.refused("yi") == [
        f"{PROVINCE}:0: {GROUND}",
        f"content/hunan/hengyang/articles/news/new.md:0: {GROUND}",
    ]


def test_names_that_only_unicode_writes_otherwise_are_one(town: Repository) -> None:
    town.write("content/hunan/hengyang/é/site.toml", SITE)
    town.write(
        "content/people.toml",
        PEOPLE + '[[people]]\nid = "wu"\nname = "戊"\nsteps = ["first"]\nsites = ["hengyang"]\n',
    )
    town.agree()
    taken_apart = unicodedata.normalize("NFD", "content/hunan/hengyang/é/articles/news/x.md")
    town.write(taken_apart, ARTICLE)
    town.commit()
    assert town.refused("wu") == [f"{taken_apart}:0: {GROUND}"]


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("yi", []), ("@yi-city", []), ("YI-CITY", []), ("@YI-City", []), ("yi@example.org", []),
        ("@yi", [f"content/people.toml:0: {UNKNOWN}"]),
        ("Yi", [f"content/people.toml:0: {UNKNOWN}"]),
        ("乙", [f"content/people.toml:0: {UNKNOWN}"]),
        ("nobody", [f"content/people.toml:0: {UNKNOWN}"]),
        ("@", [f"content/people.toml:0: {UNKNOWN}"]),
        ("@@yi-city", [f"content/people.toml:0: {UNKNOWN}"]),
        ("old", [f"content/people.toml:32: {INACTIVE}"]),
    ],
)  # fmt: skip
def test_the_author_is_a_person_by_id_or_account(
    author: str, expected: list[str], town: Repository
) -> None:
    town.edit(TEXT, "title: ", "title: 新")
    town.commit()
    assert town.refused(author) == expected


def test_an_account_of_two_persons_is_nobodys(house: House) -> None:
    town = repository(house, PEOPLE.replace('["bing"]', '["Yi-City"]'))
    assert town.refused("@yi-city") == [f"content/people.toml:9: {AMBIGUOUS}"]
    assert town.refused("yi") == []


def test_who_is_in_office_is_asked_of_the_base_and_not_of_where_the_branch_began(
    town: Repository,
) -> None:
    town.edit(TEXT, "title: ", "title: 新")
    town.commit()
    town.git("checkout", "-q", "main")
    town.edit(
        "content/people.toml",
        'sites = ["changsha"]\n\n[[people]]\nid = "bing"',
        'sites = ["hengyang"]\n\n[[people]]\nid = "bing"',
    )
    town.commit()
    town.git("checkout", "-q", "work")
    assert town.refused("yi") == [f"{TEXT}:0: {GROUND}"]


def test_what_others_did_to_the_base_meanwhile_is_not_the_authors(town: Repository) -> None:
    town.edit(TEXT, "title: ", "title: 新")
    town.commit()
    town.git("checkout", "-q", "main")
    town.edit(PROVINCE, "title: ", "title: 新")
    town.commit()
    town.git("checkout", "-q", "work")
    assert town.refused("yi") == []


def test_a_link_may_be_taken_away_and_a_file_put_in_its_place(town: Repository) -> None:
    link(town, f"{CITY}/images/a", "b")
    link(town, f"{CITY}/images/c", "b")
    town.agree()
    (town.folder / CITY / "images/a").unlink()
    (town.folder / CITY / "images/c").unlink()
    town.write(f"{CITY}/images/c", "x")
    town.commit()
    assert town.refused("yi") == []


def test_a_file_that_was_renamed_and_not_committed_keeps_its_chain(town: Repository) -> None:
    (town.folder / TEXT).rename(town.folder / CITY / "articles/news/due.md")
    before = town.git("ls-files", "-s")
    assert town.refused("yi") == []
    assert town.git("ls-files", "-s") == before


def test_a_slug_that_another_site_has_is_told(town: Repository) -> None:
    town.write(f"{CITY}/aaa/site.toml", SITE + 'slug = "furong"\n')
    town.commit()
    done = town.check("bing")
    assert done.returncode == 1
    assert "duplicate-slug" in done.stderr


def test_only_the_problems_of_changed_files_are_shown(town: Repository) -> None:
    faulty = ARTICLE.replace("title", "titel")
    town.write("content/hunan/hengyang/articles/news/bad.md", faulty)
    town.agree()
    town.write(f"{CITY}/articles/news/new.md", faulty)
    town.commit()
    done = town.check("yi")
    assert done.returncode == 1
    assert "hengyang" not in done.stderr
    assert f"{CITY}/articles/news/new.md:2: unknown-key" in done.stderr


def test_a_detached_head_is_as_good_as_a_branch(town: Repository) -> None:
    town.edit(PROVINCE, "title: ", "title: 新")
    town.commit()
    town.git("checkout", "-q", "--detach")
    assert town.refused("yi") == [f"{PROVINCE}:0: {GROUND}"]


def test_a_content_folder_below_another_one(house: House) -> None:
    inner = house.folder / "sub" / "稿件 库"
    inner.parent.mkdir()
    house.content.rename(inner)
    town = repository(house, "")
    town.write("sub/稿件 库/people.toml", PEOPLE)
    town.agree()
    town.write("sub/稿件 库/hunan/hengyang/articles/news/x.md", ARTICLE)
    town.write("sub/other.txt", "x")
    town.commit()
    done = replace(town, content="sub/稿件 库").check("yi")
    found = sorted(line.split(": ")[0] for line in done.stderr.splitlines() if GROUND in line)
    assert found == ["sub/other.txt:0", "sub/稿件 库/hunan/hengyang/articles/news/x.md:0"]


def shallow(town: Repository) -> Repository:
    town.edit(TEXT, "title: ", "title: 新")
    town.commit()
    town.git("checkout", "-q", "main")
    town.write("README.md", "# 更新\n")
    town.commit()
    for branch in ("main", "work"):
        town.git("checkout", "-q", branch)
    (town.folder / ".git" / "shallow").write_text(town.git("rev-parse", "main", "work"), "utf-8")
    return town


def test_a_repository_without_the_older_commits_says_how_to_fetch_them(town: Repository) -> None:
    done = shallow(town).check("yi")
    assert done.returncode == 2
    assert "fetch-depth: 0" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "base", ["nope", "-x", "--output=/tmp/x", "", "main:content", "main\n", "v1..v2", "a b"]
)
def test_a_base_that_is_none_is_a_fault_of_usage(base: str, town: Repository) -> None:
    done = town.check("yi", f"--diff={base}", base="main")
    if base == "main\n":
        assert done.returncode in {0, 2}
        return
    assert done.returncode == 2
    assert done.stderr.startswith("--diff")
    assert done.stderr.count("\n") == 1


def test_without_people_nobody_can_be_entitled(house: House) -> None:
    town = repository(house, "")
    town.write("content/people.toml", PEOPLE)
    town.commit()
    done = town.check("jia")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "people.toml" in done.stderr


def test_a_base_with_people_that_can_not_be_used_is_told(house: House) -> None:
    town = repository(house, PEOPLE.replace('id = "yi"', 'id = "Yi!"'))
    done = town.check("yi")
    assert done.returncode == 2
    assert "content/people.toml:10: config-value" in done.stderr


def test_a_base_without_the_content_folder_is_told(town: Repository) -> None:
    (town.folder / "content").rename(town.folder / "texts")
    town.commit()
    done = replace(town, content="texts").check("yi")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "federation.toml" in done.stderr


def test_without_a_repository_nothing_can_be_compared(house: House) -> None:
    town = repository(house)
    subprocess.run(["rm", "-rf", town.folder / ".git"], check=True)
    done = town.check("yi")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "git" in done.stderr


def test_a_content_folder_that_is_a_link_is_not_compared(town: Repository) -> None:
    """It might lead to a content whose people.toml says otherwise."""
    (town.folder / "content").rename(town.folder / "elsewhere")
    town.agree()
    (town.folder / "content").symlink_to("elsewhere")
    done = town.check("yi")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "content 是链接" in done.stderr


@pytest.mark.parametrize("words", [("--diff", "main"), ("--author", "yi"), ("--file", "x.json")])
def test_options_that_need_another_say_so(words: tuple[str, ...], town: Repository) -> None:
    from cli import run_task

    done = run_task(town.house, "check", "--content", "content", *words)
    assert done.returncode == 2
    assert done.stderr.startswith("--")
