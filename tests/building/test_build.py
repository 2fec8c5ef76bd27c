"""The pipeline as its users meet it: editors, readers, and whoever runs the build."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cli import unmeasured
from conftest import APPROVED, NOW, ROOT, House, everything_in
from fuzz.seeds import drawn

import lianzhan.building.claimed_output
from lianzhan.building.build import UnknownSiteError
from lianzhan.model.report import NOTHING, PROBLEMS, PUBLISHED
from lianzhan.output.output_lock import ForeignFolderError
from lianzhan.runtime.job import UnusableClusterError

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

WORD = "独一无二的暗号"
THEORY = "hunan/articles/theory/equality.md"


def found_in(folder: Path, word: str) -> list[str]:
    """The files below a folder, names included, that hold a word."""
    return [
        path
        for path, data in everything_in(folder).items()
        if word.encode() in data or word in path
    ]


def status_of(house: House, **changes: object) -> dict[str, str]:
    return {site.slug: site.status for site in house.build(**changes).sites}


def test_every_site_gets_a_home_page_that_opens_with_the_pinned_column(house: House) -> None:
    report = house.build()
    assert report.exit_status == PUBLISHED
    assert {site.slug for site in report.sites} == {"hunan", "changsha", "furong", "hengyang"}
    for site in report.sites:
        main = house.page(f"{site.slug}/index.html").partition("<main")[2].partition(">")[2]
        first = main.lstrip()
        assert first.startswith("<section")
        assert 'data-slot="pinned"' in first.partition(">")[0]
        assert "theory/equality.html" in first.partition("</section>")[0]


def refuse(error: Exception) -> Callable[..., None]:
    def raises(*_: object, **__: object) -> None:
        raise error

    return raises


@pytest.mark.parametrize(
    "error",
    [MemoryError(), UnusableClusterError("lost"), ValueError("?"), OSError(28, "no room", "x")],
)
@pytest.mark.parametrize(
    "where",
    ["lianzhan.building.dispatch.Dispatch.stage", "lianzhan.building.build.write_last_build"],
)
def test_whatever_fails_once_the_content_is_read_holds_no_withdrawal_up(
    house: House, monkeypatch: pytest.MonkeyPatch, where: str, error: Exception
) -> None:
    house.build()
    house.article("hunan/articles/news/one.md", head="status: withdrawn\n")
    sites = {page.parent.name for page in house.output.glob("*/index.html")}
    monkeypatch.setattr(where, refuse(error))
    report = house.build()
    assert report.exit_status == NOTHING
    assert "setup-failed" in {fault.code for fault in report.problems}
    assert found_in(house.output, "news/one.html") == []
    assert {page.parent.name for page in house.output.glob("*/index.html")} == sites


@pytest.mark.skipif(os.name == "nt", reason="names of files are text there")
def test_a_file_of_the_theme_whose_name_is_no_text_is_a_file(house: House) -> None:
    """As in a folder that was packed on a Windows that speaks GBK."""
    theme = house.folder / "theme"
    shutil.copytree(ROOT / "themes/lianzhan", theme)
    Path(os.fsdecode(os.fsencode(theme / "static") + b"/\xd6\xd0.css")).write_bytes(b"")
    assert house.build(theme=theme).exit_status == PUBLISHED


def test_settings_that_raise_hold_no_withdrawal_up(house: House) -> None:
    house.build()
    house.article("hunan/articles/news/one.md", head="status: withdrawn\n")
    settings = house.folder / "conf.py"
    settings.write_text("import no_such_package\n", "utf-8")
    assert house.build(settings_file=settings).exit_status == NOTHING
    assert found_in(house.output, "news/one.html") == []


def test_what_was_read_before_somebody_elses_build_is_read_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another build publishes a new site and a withdrawal between our look and our turn."""
    house.build()
    real = lianzhan.building.claimed_output.claim

    def claim_late(*arguments: Any) -> AbstractContextManager[int]:
        monkeypatch.undo()
        shutil.copytree(house.content / "hunan/hengyang", house.content / "hunan/yueyang")
        house.article("hunan/articles/news/one.md", head="status: withdrawn\n")
        assert house.build().exit_status == PUBLISHED
        return real(*arguments)

    monkeypatch.setattr("lianzhan.building.claimed_output.claim", claim_late)
    house.article("hunan/articles/news/other.md")
    assert house.build().exit_status == PUBLISHED
    assert house.page("yueyang/index.html")
    assert found_in(house.output, "news/one.html") == []


@pytest.mark.parametrize(
    "head",
    [
        "status: submitted\n",
        "status: withdrawn\n",
        APPROVED.replace("  - {step: final, by: 丙, at: 2026-03-03}\n", ""),
        APPROVED.replace("丙", "甲"),
        APPROVED.replace("2026-03-03", "2026-03-01"),
        APPROVED + "expires: 2026-04-01\n",
        APPROVED + "save_as: index.html\n",
        "",
    ],
    ids=[
        "submitted",
        "withdrawn",
        "two steps",
        "same person",
        "order",
        "expired",
        "bad key",
        "none",
    ],
)
def test_nothing_of_a_withheld_article_is_anywhere_in_the_output(house: House, head: str) -> None:
    house.write("hunan/images/x.jpg", drawn("JPEG"))
    head = f"{head}summary: {WORD}\ncover: x.jpg\ntags: [{WORD}]\n"
    for path in ("hunan/articles/news/withheld.md", "hunan/articles/theory/withheld.md"):
        house.article(path, f"{WORD}\n\n![{WORD}](../../images/x.jpg)", head, WORD)
    house.article(
        "hunan/articles/news/links.md", "见[另一篇](withheld.md)与[理论](../theory/withheld.md)。"
    )
    report = house.build()
    assert {site.status for site in report.sites} == {"built"}
    assert found_in(house.output, WORD) == []
    assert found_in(house.output, "withheld") == []
    assert found_in(house.output, ".webp") == []
    assert "见另一篇与理论。" in house.page("hunan/news/links.html")


def test_a_withdrawn_theory_article_leaves_every_site_and_feed(house: House) -> None:
    house.article("hunan/articles/theory/second.md", WORD, title=WORD)
    house.build()
    assert len(found_in(house.output, WORD)) > 4 * 3
    house.article("hunan/articles/theory/second.md", WORD, "status: withdrawn\n", WORD)
    report = house.build()
    assert report.exit_status == PUBLISHED
    assert found_in(house.output, WORD) == []
    assert found_in(house.output, "second") == []


def test_withdrawing_the_last_theory_article_takes_it_from_homes_that_go_on_standing(
    house: House,
) -> None:
    """The slot stays with its heading, and each build says that it is empty."""
    house.build()
    house.article(THEORY, head="status: withdrawn\n")
    for _ in range(2):
        report = house.build()
        assert report.exit_status == PROBLEMS
        assert {fault.code for fault in report.problems} == {"empty-slot"}
        assert found_in(house.output, "equality") == []
        for home in ("", "hunan/", "changsha/", "hengyang/", "furong/"):
            slot = house.page(f"{home}index.html").partition("<main")[2].partition("</section>")[0]
            assert 'data-slot="pinned"' in slot
            assert "理论学习" in slot
            assert "<h3>" not in slot


def test_a_scheduled_article_appears_when_its_date_has_come(house: House) -> None:
    path = house.article("hunan/articles/news/later.md", WORD)
    house.now = datetime(2026, 3, 8, 0, 59, tzinfo=UTC)
    for other in (
        "articles/theory/equality.md",
        "articles/news/one.md",
        "changsha/articles/news/two.md",
    ):
        file = house.content / "hunan" / other
        file.write_text(file.read_text("utf-8").replace("03-08 09:00", "03-04 09:00"), "utf-8")
    house.build()
    assert found_in(house.output, WORD) == []
    house.now += timedelta(minutes=1)
    house.build()
    assert found_in(house.output, WORD)
    assert house.check().decisions[path].approved


def test_an_offered_article_shows_above_once_it_is_picked(house: House) -> None:
    house.article("hunan/changsha/articles/news/offered.md", WORD, APPROVED + "offer: province\n")
    house.build()
    assert not found_in(house.output / "hunan", WORD)
    house.write(
        "hunan/picks.toml", '[[picks]]\narticle = "hunan/changsha/articles/news/offered.md"\n'
    )
    assert house.build().exit_status == PUBLISHED
    assert "../../changsha/news/offered.html" in house.page("hunan/news/index.html")
    assert "长沙市妇联</span>" in house.page("hunan/news/index.html")
    assert WORD in house.page("hunan/news/feed.xml")
    assert not (house.output / "hunan/news/offered.html").exists()


def test_a_bad_file_withholds_itself_alone(house: House) -> None:
    house.write("hunan/articles/news/broken.md", b"---\ntitle: \xff\n---\n")
    house.article("hunan/articles/news/costly.md", ">" * 8000)
    report = house.build()
    assert report.exit_status == PROBLEMS
    assert {site.status for site in report.sites} == {"built"}
    assert {fault.code for fault in report.problems} == {"not-utf-8", "too-costly"}


def test_a_bad_site_keeps_its_last_good_output_and_the_others_build(house: House) -> None:
    house.build()
    before = everything_in(house.output / "changsha")
    house.write("hunan/changsha/site.toml", "name = \n")
    house.article("hunan/articles/news/new.md", WORD)
    report = house.build()
    assert report.exit_status == PROBLEMS
    assert {site.slug: site.status for site in report.sites}["changsha"] == "kept"
    assert everything_in(house.output / "changsha") == before
    assert WORD in house.page("hunan/news/new.html")
    (fault,) = report.problems
    assert (fault.path, fault.line, fault.code) == ("hunan/changsha/site.toml", 1, "config-syntax")


def test_a_site_that_is_no_more_leaves_nothing_behind(house: House) -> None:
    house.build()
    shutil.rmtree(house.content / "hunan/hengyang")
    house.build()
    assert not (house.output / "hengyang").exists()
    assert found_in(house.output, "hengyang") == []


def test_a_broken_federation_builds_nothing_and_changes_nothing(house: House) -> None:
    house.build()
    before = everything_in(house.output)
    toml = house.content / "federation.toml"
    toml.write_text(toml.read_text("utf-8").replace("push = true", 'push = "yes"'), "utf-8")
    report = house.build()
    assert report.exit_status == NOTHING
    assert [(p.path, p.line, p.code) for p in report.problems] == [
        ("federation.toml", house.line("federation.toml", 'push = "yes"'), "config-value")
    ]
    assert everything_in(house.output) == before


def test_strict_leaves_the_output_untouched_where_there_is_an_error(house: House) -> None:
    house.build()
    before = everything_in(house.output)
    house.article("hunan/articles/news/new.md", WORD)
    house.article("hunan/articles/news/bad.md", head="status: approved\n")
    assert house.build(strict=True).exit_status == PROBLEMS
    assert everything_in(house.output) == before
    assert house.build().exit_status == PROBLEMS
    assert found_in(house.output, WORD)


def test_warnings_never_hold_a_withdrawal_back(house: House) -> None:
    house.article("hunan/articles/news/links.md", "见[前文](one.md)。")
    house.build()
    house.article("hunan/articles/news/one.md", WORD, "status: withdrawn\n")
    report = house.build(strict=True)
    assert [fault.code for fault in report.problems] == ["unpublished-link"]
    assert report.exit_status == PUBLISHED
    assert not (house.output / "hunan/news/one.html").exists()


def test_a_second_build_of_the_same_content_finds_nothing_to_do(house: House) -> None:
    first = house.build()
    before = everything_in(house.output)
    second = house.build()
    assert {site.status for site in second.sites} == {"unchanged"}
    assert second.files.written == second.files.deleted == 0
    assert second.files.unchanged == first.files.written
    assert everything_in(house.output) == before


def test_an_edit_rebuilds_only_the_sites_that_show_it(house: House) -> None:
    house.build()
    house.article("hunan/changsha/articles/news/two.md", "改过的正文。")
    assert status_of(house) == {
        "hunan": "unchanged", "changsha": "built", "furong": "unchanged", "hengyang": "unchanged",
    }  # fmt: skip


def test_an_incremental_build_gives_the_bytes_of_a_clean_one(house: House) -> None:
    house.build()
    house.article("hunan/articles/theory/second.md", "推送到各站的新文章。")
    house.article("hunan/articles/news/one.md", head="status: withdrawn\n")
    house.build()
    incremental = everything_in(house.output)
    shutil.rmtree(house.output)
    shutil.rmtree(house.folder / "cache")
    house.build()
    assert everything_in(house.output) == incremental


def test_one_site_can_be_built_alone(house: House) -> None:
    house.build()
    house.article("hunan/articles/theory/second.md", WORD)
    assert status_of(house, site="furong") == {"furong": "built"}
    assert found_in(house.output / "furong", WORD)
    assert not found_in(house.output / "changsha", WORD)
    with pytest.raises(UnknownSiteError):
        house.build(site="nowhere")


def test_damaged_and_missing_cache_entries_do_no_harm(house: House) -> None:
    house.write("hunan/articles/news/x.jpg", drawn("JPEG"))
    house.article("hunan/articles/news/picture.md", "![荷花](x.jpg)")
    house.build()
    expected = everything_in(house.output)
    for file in (house.folder / "cache").rglob("*.webp"):
        file.write_bytes(b"damaged")
    shutil.rmtree(house.output)
    house.build()
    assert everything_in(house.output) == expected


def test_a_site_whose_output_was_tampered_with_is_built_again(house: House) -> None:
    house.build()
    expected = everything_in(house.output)
    (house.output / "furong/index.html").unlink()
    (house.output / "changsha/stray.html").write_text("x", "utf-8")
    house.build()
    assert everything_in(house.output) == expected


def run_build(house: House, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "lianzhan", "build", "--content", str(house.content)]
    command += ["--output", str(house.output), "--now", NOW.isoformat(), *arguments]
    return subprocess.Popen(
        command, env=unmeasured(**environment), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )


def test_the_same_bytes_for_any_number_of_jobs_hash_seed_and_door(house: House) -> None:
    """One and two workers, three hash seeds, and Pelican's own command line."""
    house.article("hunan/articles/news/tags.md", head=APPROVED + "tags: [事实, 实施, 会议, 回忆]\n")
    outputs = []
    for seed, jobs in (("1", "1"), ("2", "2"), ("3", "2")):
        house.output.exists() and shutil.rmtree(house.output)
        assert run_build(house, "--jobs", jobs, PYTHONHASHSEED=seed).wait() == PUBLISHED
        outputs.append(everything_in(house.output))
    assert outputs[0] == outputs[1] == outputs[2]
    other = house.folder / "other"
    pelican = [sys.executable, "-m", "pelican", str(house.content), "-s", "pelicanconf.py", "-o"]
    subprocess.run(
        [*pelican, str(other)], cwd=ROOT, env=unmeasured(), check=True, capture_output=True
    )
    assert everything_in(other) == outputs[0]


def test_an_output_that_holds_the_content_is_refused(house: House) -> None:
    """Also one that a build made: deleting orphans must never reach the articles."""
    house.build()
    shutil.move(house.content, house.output / "content")
    before = everything_in(house.output)
    with pytest.raises(ForeignFolderError):
        house.build(content=house.output / "content")
    assert everything_in(house.output) == before


def test_an_article_spoilt_at_a_site_that_can_not_be_built_stays_until_it_is(house: House) -> None:
    """An error is no withdrawal: it goes when its site is rendered."""
    path = house.article("hunan/changsha/articles/news/spoilt.md", WORD)
    house.build()
    before = everything_in(house.output / "changsha")
    toml = (house.content / "hunan/changsha/site.toml").read_text("utf-8")
    house.article(path, WORD, APPROVED + "expires: 2026-13-45\n")
    house.write("hunan/changsha/site.toml", "name = 5\n")
    assert house.build().exit_status == PROBLEMS
    assert everything_in(house.output / "changsha") == before
    house.write("hunan/changsha/site.toml", toml)
    house.build()
    assert found_in(house.output, WORD) == []


def test_a_broken_folder_does_not_speak_for_another_site_of_its_name(house: House) -> None:
    house.write("hunan/abc/site.toml", "name = 5\n")
    house.article("hunan/abc/articles/news/from-broken.md", WORD)
    house.write("hunan/other/site.toml", 'name = "另一站"\nlevel = "city"\nslug = "abc"\n')
    house.article("hunan/other/articles/news/from-sound.md", "这一篇要发布。")
    assert status_of(house)["abc"] == "built"
    assert (house.output / "abc/news/from-sound.html").exists()
    assert found_in(house.output, WORD) == []


def test_a_build_of_one_site_leaves_no_withdrawn_article_at_the_others(house: House) -> None:
    path = house.article("hunan/articles/theory/second.md", WORD)
    house.build()
    house.article(path, WORD, "status: withdrawn\n")
    assert status_of(house, site="furong") == {"furong": "built"}
    assert found_in(house.output, WORD) == []


def test_a_cache_that_can_not_be_written_costs_only_time(house: House) -> None:
    house.write("hunan/articles/news/x.jpg", drawn("JPEG"))
    house.article("hunan/articles/news/picture.md", "![荷花](x.jpg)")
    house.build()
    expected = everything_in(house.output)
    assert [path for path in expected if path.startswith("assets/pictures/")]
    shutil.rmtree(house.folder / "cache")
    shutil.rmtree(house.output)
    (house.folder / "cache").write_text("a file where the folder should be", "utf-8")
    assert house.build().exit_status == PUBLISHED
    assert everything_in(house.output) == expected
    assert set(status_of(house).values()) == {"unchanged"}


def test_another_settings_file_makes_every_site_dirty(house: House) -> None:
    house.build()
    settings = house.folder / "other.py"
    head = f"import sys\nsys.path.insert(0, {str(ROOT)!r})\nfrom pelicanconf import *\n"
    settings.write_text(f"{head}SETTINGS_FILE = __file__\nDEFAULT_PAGINATION = 1\n", "utf-8")
    assert set(status_of(house, settings_file=settings).values()) == {"built"}
