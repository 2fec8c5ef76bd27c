"""A site without own news shows those of the nearest sites, named as theirs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from kinds.placed import FEDERATION, LEVELS, THEORY, catalog, pick, site
from lianzhan.kinds.article.nearest import MOST
from lianzhan.model.catalog import NEAREST, Entry, Pick
from lianzhan.model.federation import Column, Federation
from lianzhan.model.profile import Role
from lianzhan.planning.placement import placements

if TYPE_CHECKING:
    from collections.abc import Iterable

NEWS = Column("news", "工作动态", LEVELS, role=Role.NEWS)
RIGHTS = Column("rights", "维权", LEVELS, role=Role.GUIDE)
STORIES = Column("stories", "故事", LEVELS)
COLUMNS = (THEORY, NEWS, RIGHTS, STORIES)
TREE = replace(
    FEDERATION,
    columns=COLUMNS,
    sites=(
        site("hunan", "province", None, *COLUMNS),
        site("changsha", "city", "hunan", *COLUMNS),
        site("furong", "county", "changsha", *COLUMNS),
        site("yuelu", "county", "changsha", *COLUMNS),
        site("hengyang", "city", "hunan", *COLUMNS),
    ),
)


def written(where: str, *names: str, column: str = "news", day: int = 1) -> list[Entry]:
    """Articles of a site, each a day older than the one before."""
    date = datetime(2026, 3, 31 - day, tzinfo=UTC)
    paths = [(name, f"{where}/articles/{column}/{name}.md") for name in names]
    return [
        Entry(path, where, column, name, "", date - timedelta(days=place), "", "approved")
        for place, (name, path) in enumerate(paths)
    ]


def borrowed(
    slug: str, entries: Iterable[Entry], *, tree: Federation = TREE, picks: tuple[Pick, ...] = ()
) -> list[tuple[str, str]]:
    """The columns and names of what a site borrows, in the order in which they were found."""
    known = catalog(*entries, picks=picks)
    placed = placements(tree, known, sorted(known.entries))
    near = [place for place in placed if place.why == NEAREST and place.site == slug]
    return [(place.column, known.entries[place.path].name) for place in near]


def names(slug: str, entries: Iterable[Entry]) -> list[str]:
    return [name for _, name in borrowed(slug, entries)]


def test_its_city_comes_first_then_its_neighbours_then_the_province() -> None:
    entries = [
        *written("hunan", "h1", "h2", day=1),
        *written("yuelu", "y1", "y2", day=2),
        *written("changsha", "c1", "c2", day=9),
    ]
    assert names("furong", entries) == ["c1", "c2", "y1", "y2", "h1", "h2"]
    assert names("yuelu", entries) == []


def test_a_city_shows_the_provinces_then_the_other_cities() -> None:
    entries = [*written("hunan", "h", day=5), *written("changsha", "c"), *written("furong", "f")]
    assert names("hengyang", entries) == ["h", "c"]


def test_no_more_than_a_home_page_shows_are_borrowed() -> None:
    many = written("changsha", *"abcdefghij")
    assert names("furong", [*many, *written("yuelu", "y")]) == list("abcdefghij")[:MOST]


def test_the_newest_come_first_whatever_they_are_called() -> None:
    entries = [*written("yuelu", "b", day=3), *written("changsha", "z", day=2)]
    assert names("furong", [*entries, *written("changsha", "a", day=4)]) == ["z", "a", "b"]


def test_the_top_borrows_nothing_and_nobody_borrows_from_a_city_elsewhere() -> None:
    entries = [*written("hengyang", "x"), *written("furong", "f")]
    assert names("hunan", entries) == []
    assert names("yuelu", entries) == ["f"]
    assert names("changsha", entries) == ["x"]


def test_one_own_article_is_enough_not_to_borrow() -> None:
    entries = [*written("furong", "own", day=20), *written("changsha", "c")]
    assert names("furong", entries) == []


def test_what_is_picked_or_pushed_is_enough_not_to_borrow() -> None:
    (county,) = written("furong", "f")
    offered = county._replace(offer="city")
    entries = [offered, *written("hunan", "h")]
    assert names("changsha", entries) == ["h"]
    assert borrowed("changsha", entries, picks=(pick("changsha", offered),)) == []
    pushed = replace(TREE, columns=(THEORY, replace(NEWS, push=True), RIGHTS, STORIES))
    assert borrowed("furong", written("hunan", "h"), tree=pushed) == []


def test_each_role_is_borrowed_for_itself_and_columns_without_one_never() -> None:
    entries = [
        *written("changsha", "n"),
        *written("changsha", "r", column="rights"),
        *written("changsha", "s", column="stories"),
    ]
    assert borrowed("furong", entries) == [("news", "n"), ("rights", "r")]
    assert borrowed("furong", [*entries, *written("furong", "x")]) == [("rights", "r")]


def test_a_federation_without_roles_borrows_nothing() -> None:
    entries = written("changsha", "c")
    assert borrowed("furong", entries, tree=FEDERATION) == []


def test_the_pinned_column_borrows_nothing_even_with_a_role() -> None:
    theory = replace(THEORY, push=False, role=Role.NEWS)
    columns = (theory, STORIES)
    sites = tuple(replace(each, columns=columns) for each in TREE.sites)
    tree = replace(TREE, columns=columns, sites=sites)
    assert borrowed("furong", written("changsha", "t", column="theory"), tree=tree) == []


def test_columns_of_other_names_are_one_by_their_role() -> None:
    tea = Column("tea", "茶乡动态", ("county",), role=Role.NEWS)
    sites = tuple(
        replace(each, columns=(THEORY, tea)) if each.slug == "furong" else each
        for each in TREE.sites
    )
    tree = replace(TREE, sites=sites)
    assert borrowed("furong", written("changsha", "c"), tree=tree) == [("tea", "c")]
    own = written("furong", "own", column="tea")
    assert borrowed("yuelu", own, tree=tree) == [("news", "own")]


def test_of_two_columns_of_a_role_the_first_shows_what_is_borrowed() -> None:
    more = replace(NEWS, slug="more")
    sites = tuple(replace(each, columns=(*COLUMNS, more)) for each in TREE.sites)
    tree = replace(TREE, sites=sites)
    assert borrowed("furong", written("changsha", "c", column="more"), tree=tree) == [("news", "c")]
    assert borrowed("furong", written("furong", "o", column="more"), tree=tree) == []


def test_the_work_grows_with_sites_and_articles_and_not_with_both_together() -> None:
    """Each article is looked at a fixed number of times, however many sites borrow it."""
    asked = 0

    class Counting(dict[str, Entry]):
        def __getitem__(self, path: str) -> Entry:
            nonlocal asked
            asked += 1
            return super().__getitem__(path)

    counties = tuple(site(f"c{n}", "county", "changsha", *COLUMNS) for n in range(300))
    tree = replace(TREE, sites=(*TREE.sites, *counties))
    entries = written("changsha", *(f"n{number}" for number in range(20)))
    known = catalog(*entries)
    counted = replace(known, entries=Counting(known.entries))
    placed = placements(tree, counted, sorted(known.entries))
    assert sum(place.why == NEAREST for place in placed) == MOST * 303
    assert asked < 20 * len(entries)
