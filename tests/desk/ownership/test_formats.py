"""CODEOWNERS for every host names, for every file, just those whom people.toml entitles."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest
from conftest import House
from desk.ownership.owner_files import READERS
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lianzhan.desk.ownership import FORMATS, Ground, written
from lianzhan.desk.ownership.formats import accounts_of
from lianzhan.model.people import People, Person

if TYPE_CHECKING:
    from pathlib import Path

    from lianzhan.model.federation import Federation

TODAY = date(2026, 11, 1)
STRANGE = (
    "省 份", "a#b", "#c", "[d]", "e[f", "g]h", "甲乙", "é", "q?r", "s*t", "!u", "v+w.x", "(y|z)",
    "a,b", "a:b", '"quoted"', "a\\b", "@at", "$x^", "{a,b}", "a  b", "tab\there", "line\nhere",
)  # fmt: skip
"""Folders that no sensible office has."""


def entitled(path: str, content: str, federation: Federation, name: str) -> set[str]:
    """Who is to be asked, from people.toml by brute force: up the folders until there is somebody."""
    parts = PurePosixPath(path.removeprefix(content)).parts if path.startswith(content) else ()
    folders = {site.path for site in federation.sites}
    people = federation.people.persons if federation.people else ()
    there = [p for p in people if (p.since or TODAY) <= TODAY <= (p.until or TODAY)]
    for count in range(len(parts) - 1, 0, -1):
        folder = "/".join(parts[:count])
        if folder in folders:
            found = {a for p in there if p.is_at(folder) for a in accounts_of(p, name)}
            if found:
                return found
    return {"@top"}


def everybody(federation: Federation) -> People:
    """A person at every third site, one with all below at every city, one above all, and others."""
    persons = [Person("top", "总", accounts=("@top",), below=True, grounds=("hunan",))]
    for number, site in enumerate(federation.sites):
        facts = {"below": site.level == "city", "grounds": (site.path,)}
        if number % 3 and site.level != "city":
            continue
        persons.append(Person(f"p{number}", site.name, accounts=(f"user-{number}",), **facts))
        persons.append(Person(f"t{number}", "队", accounts=(f"org/team-{number}",), **facts))
        persons.append(Person(f"m{number}", "信", accounts=(f"m{number}@example.org",), **facts))
        gone = date(2026, 10, 31)
        persons.append(Person(f"o{number}", "旧", accounts=("gone",), until=gone, **facts))
        persons.append(
            Person(f"n{number}", "新", accounts=("soon",), since=date(2026, 11, 2), **facts)
        )
    return People(tuple(persons))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("content", ["content/", "sub/稿 件[1]/", ""])
def test_each_file_of_the_example_has_just_its_owners(
    name: str, content: str, example_content: Path
) -> None:
    federation = House(example_content.parent).federation
    people = everybody(federation)
    federation = replace(federation, people=people)
    ground = Ground.on(TODAY, federation.sites, people)
    assert len(ground.folders) > 100
    done = written(ground, name, content)
    read = READERS[name](done.text)
    files = [
        f.relative_to(example_content).as_posix() for f in example_content.rglob("*") if f.is_file()
    ]
    new = [
        f"{folder}/{rest}"
        for folder in ground.folders
        for rest in ("new.txt", "articles/news/a b.md")
    ]
    for path in [content + file for file in (*files, *new, "people.toml", "public/x.txt")]:
        assert read(path) == entitled(path, content, federation, name), path
    beside = ("tasks.py", ".github/CODEOWNERS", "themes/lianzhan/a.html") if content else ()
    for path in beside:
        assert read(path) == {"@top"}, path


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("folder", STRANGE)
def test_a_folder_of_any_name_has_its_owners(name: str, folder: str) -> None:
    persons = (
        Person("top", "总", accounts=("top",), below=True, grounds=("hunan",)),
        Person("one", "甲", accounts=("one",), grounds=(f"hunan/{folder}",)),
        Person("two", "乙", accounts=("two",), grounds=(f"hunan/{folder}/县",)),
    )
    ground = Ground(frozenset({"hunan", f"hunan/{folder}", f"hunan/{folder}/县"}), persons)
    done = written(ground, name, "content/")
    assert len(done.text.splitlines()) == 5
    read = READERS[name](done.text)
    for path, owners in {
        f"content/hunan/{folder}/articles/news/x.md": {"@top", "@one"},
        f"content/hunan/{folder}/县/site.toml": {"@top", "@two"},
        "content/hunan/site.toml": {"@top"},
        "content/hunan/other/x.md": {"@top"},
        "content/federation.toml": {"@top"},
    }.items():
        if name == "gitea" and "/other/" in path:
            continue  # a folder that holds no site and no texts: see the decision
        assert read(path) == owners, path


@pytest.mark.parametrize("name", FORMATS)
def test_sites_below_a_folder_that_is_none_keep_their_own_owners(name: str) -> None:
    persons = (
        Person("top", "总", accounts=("top",), grounds=("hunan",)),
        Person("one", "甲", accounts=("one",), grounds=("hunan/cities/changsha",)),
    )
    ground = Ground(frozenset({"hunan", "hunan/cities/changsha"}), persons)
    read = READERS[name](written(ground, name, "content/").text)
    assert read("content/hunan/cities/changsha/pages/a.md") == {"@one"}
    assert read("content/hunan/cities/readme.txt") == {"@top"}
    assert read("content/hunan/pages/a.md") == {"@top"}


@pytest.mark.parametrize(
    ("account", "named"),
    [
        ("zhang", ("@zhang", "@zhang", "@zhang")),
        ("@Zhang-3", ("@Zhang-3", "@Zhang-3", "@Zhang-3")),
        ("zhang.san", (None, "@zhang.san", "@zhang.san")),
        ("org/team", ("@org/team", "@org/team", "@org/team")),
        ("group/sub/team", (None, "@group/sub/team", None)),
        ("z@example.org", ("z@example.org", "z@example.org", None)),
        *((account, None) for account in (
            "", "a b", "a\nb", "* @evil", "a#b", "@@maintainer", "张甲", "a\\", "[x]", "a\tb", "a/",
            "/a", "@", "a@b", "a,b", "-x", "a" * 300,
        )),
    ],
)  # fmt: skip
def test_accounts_of_a_form_that_the_host_knows_get_into_a_line(
    account: str, named: tuple[str | None, ...] | None
) -> None:
    person = Person("a", "甲", accounts=(account,), below=True, grounds=("hunan",))
    ground = Ground(frozenset({"hunan"}), (person,))
    for name, wanted in zip(FORMATS, named or (None, None, None), strict=True):
        done = written(ground, name, "content/")
        assert READERS[name](done.text)("content/hunan/x") == ({wanted} if wanted else set())
        assert done.unasked == (() if wanted else (person,))
        assert done.ownerless == (() if wanted else ("", "hunan"))
        assert done.strange == (() if named else ((person, account),))
        assert account == "" or wanted or account not in done.text


def test_the_same_people_give_the_same_bytes_in_whatever_order_they_stand() -> None:
    persons = [
        Person(n, n, accounts=(n,), below=n < "c", grounds=("hunan",)) for n in ("a", "b", "c", "d")
    ]
    folders = ["hunan", "hunan/b", "hunan/a", "hunan/a/c"]
    for name in FORMATS:
        one = written(Ground(frozenset(folders), tuple(persons)), name, "content/")
        other = written(Ground(frozenset(folders[::-1]), tuple(persons[::-1])), name, "content/")
        assert one.text == other.text


def test_of_two_sites_at_the_top_what_is_shared_belongs_to_who_has_both() -> None:
    persons = (
        Person("one", "甲", accounts=("one",), below=True, grounds=("hunan",)),
        Person("both", "乙", accounts=("both",), below=True, grounds=("hunan", "guangdong")),
        Person("bare", "丙", accounts=("bare",), grounds=("hunan", "guangdong")),
    )
    ground = Ground(frozenset({"hunan", "guangdong"}), persons)
    for name in FORMATS:
        read = READERS[name](written(ground, name, "content/").text)
        assert read("content/federation.toml") == {"@both"}
        assert read("content/guangdong/site.toml") == {"@both", "@bare"}
        assert read("content/hunan/site.toml") == {"@both", "@bare", "@one"}


@pytest.mark.parametrize("name", FORMATS)
def test_a_site_without_anybody_who_can_be_asked_is_that_of_the_nearest_above(name: str) -> None:
    persons = (
        Person("all", "甲", accounts=("all",), below=True, grounds=("hunan",)),
        Person("city", "乙", accounts=("city",), grounds=("hunan/a",)),
        Person("mute", "丙", grounds=("hunan/a/b",)),
    )
    folders = frozenset({"hunan", "hunan/a", "hunan/a/b", "hunan/a/b/c"})
    read = READERS[name](written(Ground(folders, persons[1:]), name, "content/").text)
    assert read("content/hunan/a/b/x") == read("content/hunan/a/b/c/x") == {"@city"}
    assert read("content/hunan/x") == read("content/federation.toml") == set()
    read = READERS[name](written(Ground(folders, persons), name, "content/").text)
    assert read("content/hunan/a/b/x") == {"@all"}  # who has all below can be asked there


@pytest.mark.parametrize("name", FORMATS)
def test_a_tree_without_sites_has_no_owners(name: str) -> None:
    assert written(Ground(frozenset(), ()), name, "content/").ownerless == ("",)


NAMES = st.text("ab县é#.+( -'{", min_size=1, max_size=3).filter(lambda name: name == name.strip())
"""Names that every format can write, and the package codeowners can read: no blanks at their ends."""


@st.composite
def federations(draw: st.DrawFn) -> tuple[frozenset[str], tuple[Person, ...]]:
    """Sites at any depth, below folders that are none, and persons who have some of them.

    None is called as another with a blank and more behind: the package codeowners takes the blank
    for the end of the folder's name.
    """
    paths = draw(st.lists(st.lists(NAMES, min_size=1, max_size=4), min_size=1, max_size=6))
    folders = frozenset("/".join(path) for path in paths if not {".", ".."} & {*path})
    assume(not any(f"{name}/".startswith(f"{other} ") for name in folders for other in folders))
    some = (
        st.lists(st.sampled_from(sorted(folders)), min_size=1, max_size=2)
        if folders
        else st.just([])
    )
    persons = tuple(
        Person(f"p{n}", "人", accounts=(f"p{n}",), below=below, grounds=tuple(grounds))
        for n, (below, grounds) in enumerate(
            draw(st.lists(st.tuples(st.booleans(), some), max_size=4))
        )
    )
    return folders, persons


@given(federations())
@settings(max_examples=300)
def test_whatever_the_tree_the_owners_are_those_by_the_rule(
    made: tuple[frozenset[str], tuple[Person, ...]],
) -> None:
    folders, persons = made
    ground = Ground(folders, persons)
    for name in FORMATS:
        read = READERS[name](written(ground, name, "content/").text)
        for folder in folders:
            for rest in ("site.toml", "articles/news/a b.md"):
                owner = folder
                while not ground.at(owner) and owner:
                    owner = ground.above(owner)
                wanted = {f"@{person.id}" for person in ground.at(owner)}
                assert read(f"content/{folder}/{rest}") == wanted, (name, folder)
