"""`build`: exit statuses, what is said and reported, and what its options mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli import build, report
from conftest import APPROVED, everything_in

if TYPE_CHECKING:
    from conftest import House

WORD = "暗号"
BAD = "hunan/articles/news/bad.md"


def test_a_build_without_problems_ends_with_0_and_reports_what_it_did(house: House) -> None:
    house.article("hunan/articles/news/waiting.md", head="status: submitted\n")
    house.renew()
    done = build(house, "--report", "report.json")
    assert (done.returncode, done.stderr) == (0, "")
    assert "4 个站点已生成，0 个未变，0 个保留旧版；3 篇已发布，1 篇未发布" in done.stdout
    found = report(house)
    assert list(found) == ["sites", "articles", "problems", "files", "seconds"]
    assert [site["slug"] for site in found["sites"]] == ["changsha", "furong", "hengyang", "hunan"]
    for site in found["sites"]:
        assert list(site) == ["slug", "status", "reason", "pages", "seconds"]
        assert (site["status"], site["reason"]) == ("built", "new")
        assert site["pages"] == len(list((house.output / site["slug"]).rglob("*.html")))
        assert 0 < site["seconds"] < found["seconds"]
    waiting = {
        "path": "content/hunan/articles/news/waiting.md",
        "reason": "awaiting-review",
        "step": "first",
    }
    assert found["articles"] == {"published": 3, "withheld": [waiting]}
    assert found["problems"] == []
    assert found["files"]["unchanged"] == found["files"]["deleted"] == 0
    assert found["files"]["written"] > 4 * 15

    assert build(house, "--report", "report.json").returncode == 0
    again = report(house)
    assert {(site["status"], site["reason"]) for site in again["sites"]} == {("unchanged", "")}
    assert again["files"] == {"written": 0, "unchanged": found["files"]["written"], "deleted": 0}


def test_a_build_with_problems_ends_with_1_and_says_where_they_are(house: House) -> None:
    house.article(BAD, WORD, APPROVED + "colour: red\n")
    house.renew()
    done = build(house, "--report", "report.json")
    assert done.returncode == 1
    first, second = done.stderr.splitlines()
    assert first == "content/hunan/articles/news/bad.md:9: unknown-key: 不认识的稿头项 colour"
    assert second.startswith("  help: ")
    found = report(house)
    (problem,) = found["problems"]
    assert list(problem) == ["path", "line", "code", "severity", "message", "help"]
    assert (problem["path"], problem["line"]) == ("content/hunan/articles/news/bad.md", 9)
    assert (problem["code"], problem["severity"]) == ("unknown-key", "error")
    assert problem["message"] == "不认识的稿头项 colour"
    assert problem["help"] == second.removeprefix("  help: ")
    (withheld,) = found["articles"]["withheld"]
    assert (withheld["reason"], withheld["codes"]) == ("problems", "unknown-key")
    assert {site["status"] for site in found["sites"]} == {"built"}


def test_warnings_are_said_and_end_with_0(house: House) -> None:
    house.article("hunan/articles/news/links.md", "见[甲](nowhere.md)。")
    house.renew()
    done = build(house, "--report", "report.json")
    assert done.returncode == 0
    assert "dead-link" in done.stderr
    assert [problem["severity"] for problem in report(house)["problems"]] == ["warning"]


def test_a_build_of_nothing_ends_with_2(house: House) -> None:
    house.write("federation.toml", 'id = "x')
    done = build(house, "--report", "report.json")
    assert done.returncode == 2
    assert done.stderr.startswith("content/federation.toml:1: config-syntax: ")
    assert report(house)["sites"] == []
    assert not house.output.exists()


def test_a_folder_without_a_federation_ends_with_2(house: House) -> None:
    (house.content / "federation.toml").unlink()
    done = build(house)
    assert done.returncode == 2
    assert done.stderr.startswith("content/federation.toml:0: config-missing: ")


def test_strict_leaves_the_output_untouched_where_something_is_wrong(house: House) -> None:
    assert build(house, "--strict").returncode == 0
    before = everything_in(house.output)
    house.article("hunan/articles/news/new.md", WORD)
    house.article(BAD, head="status: approved\n")
    assert build(house, "--strict").returncode == 1
    assert everything_in(house.output) == before
    assert build(house).returncode == 1
    assert everything_in(house.output) != before


def test_a_strict_build_takes_down_what_is_gone_and_nothing_else(house: House) -> None:
    """As `build --help` and README say of --strict."""
    house.article("hunan/articles/news/going.md", WORD)
    assert build(house).returncode == 0
    before = everything_in(house.output)
    house.article("hunan/articles/news/going.md", WORD, "status: withdrawn\n")
    house.article("hunan/articles/news/new.md", "新稿")
    house.article(BAD, head="status: approved\n")
    assert build(house, "--strict").returncode == 1
    after = everything_in(house.output)
    assert "hunan/news/going.html" in before
    assert "hunan/news/going.html" not in after
    assert [path for path, data in after.items() if WORD.encode() in data] == []
    assert set(after) <= set(before)
    untouched = {path for path in before if path.startswith(("changsha/", "furong/", "hengyang/"))}
    assert {path for path in untouched if before[path] != after[path]} == set()


def test_one_site_can_be_built_alone(house: House) -> None:
    done = build(house, "--site", "changsha", "--report", "report.json")
    assert done.returncode == 0
    assert [site["slug"] for site in report(house)["sites"]] == ["changsha"]
    assert {path.name for path in house.output.iterdir()} >= {"changsha"}
    assert not (house.output / "hunan").exists()


def test_now_is_the_moment_that_decides_what_is_due(house: House) -> None:
    house.article("hunan/articles/news/due.md", WORD)
    arguments = ("--report", "report.json", "--now")
    assert build(house, *arguments, "2026-03-08T00:59:59Z").returncode == 2
    reasons = {entry["reason"] for entry in report(house)["articles"]["withheld"]}
    assert reasons == {"scheduled"}
    assert build(house, *arguments, "2026-03-08T09:00:00+08:00").returncode == 0
    assert report(house)["articles"]["withheld"] == []


def test_an_environment_that_does_not_let_us_ends_with_2(house: House) -> None:
    house.output.write_text("a file", "utf-8")
    done = build(house)
    assert done.returncode == 2
    assert "环境有误" in done.stderr
