"""Going live: what stands in the output afterwards, what is gone, and what readers still see."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, House, everything_in
from rendering.conftest import picture

from lianzhan.building.build import RemovalError
from lianzhan.model.portal_files import PORTAL_FILES
from lianzhan.model.report import KEPT, NOTHING, PROBLEMS, PUBLISHED
from lianzhan.output.manifest import NAME, manifest_bytes, read_manifest
from lianzhan.output.output_lock import MARKER, ForeignFederationError

if TYPE_CHECKING:
    from pathlib import Path

WORD = "独一无二"
SLUGS = ["changsha", "furong", "hengyang", "hunan"]
PORTAL = [*PORTAL_FILES, "_headers", "headers.nginx.conf"]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> House:
    """The small federation with two pictures, built."""
    folder = tmp_path_factory.mktemp("live")
    shutil.copytree(ROOT / "tests/sites/valid", folder / "content")
    house = House(folder)
    house.write("hunan/articles/news/x.png", picture(400, 300))
    house.write("hunan/changsha/articles/news/y.png", picture(400, 300, "red"))
    house.article("hunan/articles/news/pictured.md", "![图](x.png)")
    house.article("hunan/changsha/articles/news/pictured.md", "![图](y.png)")
    assert house.build().exit_status == PUBLISHED
    return house


@pytest.fixture
def built(template: House, tmp_path: Path) -> House:
    """A built house that a test may change: content, output and cache."""
    for name in ("content", "output", "cache"):
        shutil.copytree(template.folder / name, tmp_path / name)
    return House(tmp_path)


def assets(house: House) -> set[str]:
    """The first parts of what stands below assets/."""
    return {path.partition("/")[0] for path in everything_in(house.output / "assets")}


def pictures(house: House) -> set[str]:
    return set(everything_in(house.output / "assets/pictures"))


def test_the_output_holds_the_sites_the_portal_and_what_they_share(built: House) -> None:
    names = sorted(entry.name for entry in built.output.iterdir())
    assert names == sorted([MARKER, NAME, "assets", *PORTAL, *SLUGS])
    assert len(assets(built)) == 2
    assert len(pictures(built)) == 8


def test_a_site_that_is_no_more_goes_with_its_folder(built: House) -> None:
    deleted = len(everything_in(built.output / "furong")) - 1
    (built.content / "hunan/changsha/furong/site.toml").unlink()
    report = built.build()
    assert report.exit_status == PUBLISHED
    assert [site.slug for site in report.sites] == ["changsha", "hengyang", "hunan"]
    assert not (built.output / "furong").exists()
    assert report.files.deleted == deleted
    assert "furong" not in built.page("index.html") + built.page("changsha/index.html")


def test_pictures_that_nobody_shows_go(built: House) -> None:
    before = pictures(built)
    built.article("hunan/articles/news/pictured.md", "没有图了。")
    assert built.build().exit_status == PUBLISHED
    assert len(pictures(built)) == 4
    assert pictures(built) < before
    built.article("hunan/changsha/articles/news/pictured.md", head="status: withdrawn\n")
    built.build()
    assert not (built.output / "assets/pictures").exists()


def test_the_files_of_an_older_theme_go(built: House, tmp_path: Path) -> None:
    theme = tmp_path / "theme"
    shutil.copytree(ROOT / "themes/lianzhan", theme)
    (theme / "static/css/site.css").write_text("body { color: black }", "utf-8")
    before = assets(built)
    report = built.build(theme=theme)
    assert {site.status for site in report.sites} == {"built"}
    (old,) = before - assets(built)
    assert old.startswith("theme-")
    for page in built.output.rglob("*.html"):
        assert old not in page.read_text("utf-8")


def test_what_no_build_has_put_there_is_named_and_left_alone(built: House) -> None:
    """A CNAME, a link, a folder of somebody's: only what a manifest names is deleted."""
    (built.output / "CNAME").write_text("example.org", "utf-8")
    (built.output / "strange/deep").mkdir(parents=True)
    (built.output / "strange/deep/x.html").write_text("x", "utf-8")
    (built.output / "link").symlink_to(built.content)
    before = everything_in(built.output)
    (built.output / "assets/pictures/stray.png").write_text("x", "utf-8")
    for _ in range(2):
        report = built.build()
        assert report.exit_status == PUBLISHED
        assert everything_in(built.output) == before
        named = [dict(p.details)["name"] for p in report.problems if p.code == "strange-output"]
        assert sorted(named) == ["CNAME", "link", "strange"]


def test_a_link_in_the_place_of_a_site_is_replaced_and_never_followed(built: House) -> None:
    before = everything_in(built.output)
    shutil.move(built.output / "furong", built.folder / "elsewhere")
    (built.output / "furong").symlink_to(built.folder / "elsewhere")
    elsewhere = everything_in(built.folder / "elsewhere")
    assert built.build().exit_status == PUBLISHED
    assert not (built.output / "furong").is_symlink()
    assert everything_in(built.output) == before
    assert everything_in(built.folder / "elsewhere") == elsewhere


def test_a_build_that_would_take_down_many_sites_asks_first(built: House) -> None:
    before = everything_in(built.output)
    for site in ("hunan/hengyang", "hunan/changsha"):
        shutil.rmtree(built.content / site)
    with pytest.raises(RemovalError) as refused:
        built.build()
    assert (refused.value.gone, refused.value.live) == (3, 4)
    assert everything_in(built.output) == before
    assert built.build(allow_removal=True).exit_status == PUBLISHED
    assert not (built.output / "changsha").exists()


def test_another_federation_is_not_built_into_an_output(built: House) -> None:
    before = everything_in(built.output)
    toml = built.content / "federation.toml"
    toml.write_text(toml.read_text("utf-8").replace('id = "test"', 'id = "other"'), "utf-8")
    with pytest.raises(ForeignFederationError, match="test"):
        built.build()
    assert everything_in(built.output) == before


def test_assets_that_were_lost_come_back(built: House) -> None:
    before = everything_in(built.output)
    shutil.rmtree(built.output / "assets")
    shutil.rmtree(built.folder / "cache")
    assert built.build().exit_status == PUBLISHED
    assert everything_in(built.output) == before


def test_portal_files_that_were_lost_or_changed_come_back(built: House) -> None:
    before = everything_in(built.output)
    (built.output / "matrix.opml").unlink()
    (built.output / "index.html").write_text("x", "utf-8")
    report = built.build()
    assert report.files.written == 2
    assert everything_in(built.output) == before


HOST = {"CNAME": "nvlian.example.org\n", ".well-known/a/x": "code", ".nojekyll": ""}


def with_host_files(house: House) -> dict[str, bytes]:
    """The output of a build with files in content/public/."""
    for name, text in HOST.items():
        house.write(f"public/{name}", text)
    report = house.build()
    assert (report.exit_status, report.problems) == (PUBLISHED, ())
    return everything_in(house.output)


def test_files_of_content_public_stand_beside_the_portal_and_go_with_their_originals(
    built: House,
) -> None:
    before = everything_in(built.output)
    after = with_host_files(built)
    assert {name: after[name].decode() for name in HOST} == HOST
    report = built.build()
    assert (report.files.written, report.problems) == (0, ())
    built.write("public/CNAME", "other.example.org")
    assert built.build().files.written == 1
    assert built.page("CNAME") == "other.example.org"
    shutil.rmtree(built.content / "public/.well-known")
    assert built.build().files.deleted == 1
    assert not (built.output / ".well-known").exists()
    shutil.rmtree(built.content / "public")
    built.build()
    names = {NAME}
    assert {k: v for k, v in everything_in(built.output).items() if k not in names} == {
        k: v for k, v in before.items() if k not in names
    }


@pytest.mark.parametrize("name", HOST)
def test_a_host_file_that_was_lost_or_changed_comes_back(built: House, name: str) -> None:
    after = with_host_files(built)
    (built.output / name).write_text("x", "utf-8")
    assert built.build().files.written == 1
    assert everything_in(built.output) == after
    (built.output / name).unlink()
    built.build()
    assert everything_in(built.output) == after


def test_a_host_file_with_a_fault_is_left_out_and_the_rest_is_published(built: House) -> None:
    with_host_files(built)
    built.write("public/CNAME", "<script>")
    built.write("public/evil.html", "x")
    report = built.build()
    assert report.exit_status == PROBLEMS
    assert {p.code for p in report.problems} == {"host-file", "host-file-content"}
    assert not (built.output / "CNAME").exists()
    assert not (built.output / "evil.html").exists()
    assert (built.output / ".well-known/a/x").is_file()


def test_host_files_that_can_not_be_read_stay_as_they_were(
    built: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    after = with_host_files(built)

    def refused(*_arguments: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("lianzhan.reading.host_files.read_seen", refused)
    built.write("public/sogousiteverification.txt", "code")
    assert built.build().exit_status == PROBLEMS
    assert everything_in(built.output) == after


def test_a_link_in_the_place_of_a_folder_of_host_files_is_not_followed(
    built: House, tmp_path: Path
) -> None:
    with_host_files(built)
    elsewhere = tmp_path / "elsewhere"
    (built.output / ".well-known").rename(elsewhere)
    (built.output / ".well-known").symlink_to(elsewhere)
    (elsewhere / "a/x").write_text("theirs", "utf-8")
    assert [p.code for p in built.build().problems if p.is_error] == ["portal-failed"]
    shutil.rmtree(built.content / "public/.well-known")
    built.build()
    assert (elsewhere / "a/x").read_text("utf-8") == "theirs"


def test_a_manifest_that_names_files_elsewhere_deletes_none(built: House, tmp_path: Path) -> None:
    (tmp_path / "theirs.txt").write_text("x", "utf-8")
    forged = read_manifest(built.output)
    assert forged
    files = {**forged.files, "../theirs.txt": "x", "hunan/index.html": "x", "CNAME": "x"}
    (built.output / NAME).write_bytes(manifest_bytes(replace(forged, files=files)))
    built.build()
    assert (tmp_path / "theirs.txt").is_file()
    assert (built.output / "hunan/index.html").is_file()


def broken(house: House, site: str = "hunan/changsha") -> None:
    house.write(f"{site}/site.toml", "name = \n")


def test_a_kept_site_keeps_its_pages_and_their_pictures(built: House) -> None:
    before = everything_in(built.output / "changsha")
    broken(built)
    report = built.build()
    assert report.exit_status == PROBLEMS
    (kept,) = (site for site in report.sites if site.status == KEPT)
    assert (kept.slug, kept.pages) == ("changsha", sum(path.endswith(".html") for path in before))
    assert everything_in(built.output / "changsha") == before
    for name in ("x", "y"):
        page = built.output / {"x": "hunan", "y": "changsha"}[name] / "news/pictured.html"
        source = page.read_text("utf-8").partition('<img src="')[2].partition('"')[0]
        assert (page.parent / source).resolve().is_file()


def test_a_kept_site_keeps_its_place_on_the_portal_and_among_its_neighbours(built: House) -> None:
    before = everything_in(built.output)
    toml = built.content / "hunan/changsha/site.toml"
    text = toml.read_text("utf-8")
    broken(built)
    report = built.build()
    assert {site.slug: site.status for site in report.sites}["changsha"] == KEPT
    assert everything_in(built.output) == before
    toml.write_text(text, "utf-8")
    assert built.build().exit_status == PUBLISHED
    assert everything_in(built.output) == before


def theme_with(house: House, template: str, text: str) -> Path:
    """A copy of the theme with a text before what a template says."""
    theme = house.folder / "theme"
    shutil.copytree(ROOT / "themes/lianzhan", theme, dirs_exist_ok=True)
    source = (ROOT / "themes/lianzhan/templates" / template).read_text("utf-8")
    (theme / "templates" / template).write_text(text + source, "utf-8")
    return theme


def rename(house: House, site: str, slug: str) -> None:
    toml = house.content / site / "site.toml"
    toml.write_text(f'slug = "{slug}"\n{toml.read_text("utf-8")}', "utf-8")


@pytest.mark.parametrize("gone", ["slug", "manifest"])
def test_the_portal_stands_while_its_only_site_does(house: House, gone: str) -> None:
    """Whatever that site is called now, and whether or not its manifest is lost."""
    for city in "changsha", "hengyang":
        shutil.rmtree(house.content / "hunan" / city)
    house.build()
    before = everything_in(house.output)
    if gone == "slug":
        rename(house, "hunan", "hn")
    else:
        (house.output / "hunan" / NAME).unlink()
    assert house.build(theme=theme_with(house, "base.html", "{% broken")).exit_status == NOTHING
    after = everything_in(house.output)
    assert {path: after.get(path) for path in PORTAL} == {path: before[path] for path in PORTAL}
    assert after.keys() == before.keys() - ({f"hunan/{NAME}"} if gone == "manifest" else set())


@pytest.mark.parametrize("circle", [False, True])
def test_a_newcomer_gets_a_slug_once_the_site_under_it_has_moved(
    built: House, *, circle: bool
) -> None:
    """Both at once, where two exchange theirs; what can't move keeps its pages."""
    before = everything_in(built.output / "changsha")
    rename(built, "hunan/changsha", "hengyang" if circle else "cs")
    rename(built, "hunan/hengyang", "changsha")
    fails = (
        "{% if site.url.endswith('/"
        + ("hengyang" if circle else "cs")
        + "/') %}{{ 1/0 }}{% endif %}"
    )
    theme = theme_with(built, "base.html", fails)
    report = built.build(theme=theme)
    codes = {(fault.path, fault.code) for fault in report.problems}
    assert ("hunan/hengyang/site.toml", "duplicate-slug") in codes
    assert report.exit_status == NOTHING
    assert everything_in(built.output / "changsha").keys() == before.keys()
    assert built.page("changsha/news/two.html")
    assert built.page("hengyang/index.html")
    report = built.build()
    assert report.exit_status == PUBLISHED
    assert "衡阳" in built.page("changsha/index.html")
    assert built.page(f"{'hengyang' if circle else 'cs'}/news/two.html")


def test_a_newcomer_asked_for_alone_takes_no_slug_either(built: House) -> None:
    before = everything_in(built.output / "changsha")
    rename(built, "hunan/changsha", "cs")
    rename(built, "hunan/hengyang", "changsha")
    report = built.build(site="changsha")
    assert "duplicate-slug" in {fault.code for fault in report.problems}
    assert everything_in(built.output / "changsha") == before


def test_a_refused_build_makes_no_folder_its_own(built: House) -> None:
    """Not even one of an older version, whose marker does not say whose it is."""
    (built.output / MARKER).write_text("", "utf-8")
    ours = built.content.rename(built.folder / "ours")
    shutil.copytree(ours, built.content)
    text = (ours / "federation.toml").read_text("utf-8").replace('id = "', 'id = "other-', 1)
    built.write("federation.toml", text)
    for city in "changsha", "hengyang":
        shutil.rmtree(built.content / "hunan" / city)
    with pytest.raises(RemovalError):
        built.build()
    assert (built.output / MARKER).read_text("utf-8") == ""
    shutil.rmtree(built.content)
    ours.rename(built.content)
    assert built.build().exit_status == PUBLISHED


def test_a_kept_site_stands_without_what_is_withdrawn(built: House) -> None:
    before = everything_in(built.output / "changsha")
    broken(built)
    built.article("hunan/articles/theory/second.md", WORD)
    built.article("hunan/articles/theory/equality.md", head="status: withdrawn\n")
    report = built.build()
    assert report.exit_status == PROBLEMS
    assert [(p.path, p.code) for p in report.problems] == [
        ("hunan/changsha/site.toml", "config-syntax")
    ]
    assert {site.slug: site.status for site in report.sites}["changsha"] == KEPT
    assert everything_in(built.output / "changsha").keys() == before.keys()
    for path, data in everything_in(built.output).items():
        assert b"equality" not in data, path


def test_a_kept_site_loses_its_own_article_when_that_is_withdrawn(built: House) -> None:
    before = everything_in(built.output / "changsha")
    broken(built)
    built.article("hunan/changsha/articles/news/two.md", head="status: withdrawn\n")
    assert built.build().exit_status == PROBLEMS
    after = everything_in(built.output / "changsha")
    assert before.keys() - after.keys() == {"news/two.html"}
    assert not [path for path, data in after.items() if b"two.html" in data]


def test_a_kept_site_that_lost_its_manifest_is_freed_of_all_that_is_withdrawn(
    built: House,
) -> None:
    """What it shows isn't known, so it is looked through for every withdrawn article."""
    for slug in ("changsha", "furong"):
        (built.output / slug / ".lianzhan.json").write_text("{", "utf-8")
    broken(built)
    built.article("hunan/changsha/articles/news/two.md", head="status: withdrawn\n")
    report = built.build()
    assert {site.slug: site.status for site in report.sites}["furong"] == "built"
    assert (built.output / "changsha/index.html").is_file()
    assert not (built.output / "changsha/news/two.html").exists()


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    """A theme whose portal fails."""
    shutil.copytree(ROOT / "themes/lianzhan", tmp_path / "theme")
    (tmp_path / "theme/templates/portal.html").write_text("{{ nothing.at.all }}", "utf-8")
    return tmp_path / "theme"


def test_a_portal_that_fails_stays_as_it_was_and_the_sites_go_on(built: House, theme: Path) -> None:
    before = {name: built.page(name) for name in PORTAL}
    built.article("hunan/articles/news/new.md", WORD)
    report = built.build(theme=theme)
    assert report.exit_status == NOTHING
    (fault,) = report.problems
    assert (fault.path, fault.code) == ("federation.toml", "portal-failed")
    assert "UndefinedError" in dict(fault.details)["reason"]
    assert {site.status for site in report.sites} == {"built"}
    assert WORD in built.page("hunan/news/new.html")
    assert {name: built.page(name) for name in PORTAL} == before


def test_a_portal_that_fails_stands_without_what_is_withdrawn(built: House, theme: Path) -> None:
    built.article("hunan/articles/theory/second.md", WORD)
    built.article("hunan/articles/theory/equality.md", head="status: withdrawn\n")
    report = built.build(theme=theme)
    assert [fault.code for fault in report.problems] == ["portal-failed"]
    assert 'data-slot="pinned"' in built.page("index.html")
    for data in everything_in(built.output).values():
        assert b"equality" not in data


def test_without_any_site_there_is_no_portal(built: House) -> None:
    shutil.rmtree(built.content / "hunan")
    report = built.build(allow_removal=True)
    assert report.exit_status == NOTHING
    assert [entry.name for entry in built.output.iterdir() if entry.is_file()] == [MARKER]
    assert not (built.output / "assets").exists() or everything_in(built.output / "assets") == {}
    assert report.files.deleted > len(PORTAL)


def test_one_site_alone_leaves_all_else_as_it_is(built: House) -> None:
    before = everything_in(built.output)
    built.article("hunan/changsha/articles/news/two.md", WORD)
    shutil.rmtree(built.content / "hunan/hengyang")
    report = built.build(site="changsha")
    assert [(site.slug, site.status) for site in report.sites] == [("changsha", "built")]
    after = everything_in(built.output)
    changed = {path for path in after if after[path] != before.get(path)}
    assert changed
    assert {path.partition("/")[0] for path in changed} == {"changsha"}
    assert set(before) == set(after)


def test_the_numbers_of_files_are_those_of_the_disk(built: House) -> None:
    before = everything_in(built.output)
    built.article("hunan/changsha/articles/news/new.md", WORD)
    (built.content / "hunan/changsha/articles/news/pictured.md").unlink()
    report = built.build()
    after = everything_in(built.output)

    def counted(files: dict[str, bytes]) -> dict[str, bytes]:
        ours = {MARKER, NAME, *(f"{slug}/{NAME}" for slug in SLUGS)}
        return {p: d for p, d in files.items() if p not in ours and not p.startswith("assets/")}

    old, new = counted(before), counted(after)
    assert report.files.written == sum(data != old.get(path) for path, data in new.items())
    assert report.files.unchanged == sum(data == old.get(path) for path, data in new.items())
    assert report.files.deleted == len(old.keys() - new.keys()) == 1
