"""Pages of honours in a federation of three levels: own, of those below, taken away again."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING

import pytest
from conftest import NOW
from own_scripts import without_own_scripts

from kinds.honour.written import AWARDS, CHAIN, add_awards, family, honour
from lianzhan.kinds.honour.pages import MOST_ROWS

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import House

    from lianzhan.model.report import Report

PROVINCE = "hunan/honours.toml"
CITY = "hunan/changsha/honours.toml"
OTHER_CITY = "hunan/hengyang/honours.toml"
COUNTY = "hunan/changsha/furong/honours.toml"
PAGE = "honours/index.html"


def main(house: House, path: str) -> str:
    """What a page says between its frame."""
    return house.page(path).partition("<main")[2].partition("</main>")[0]


def names(house: House, slug: str, file: str = PAGE) -> list[str]:
    """Who is listed on a site's page, in order."""
    found = r'<p class="honour-whom">(?:<a [^>]*>)?([^<]+)<'
    return re.findall(found, house.page(f"{slug}/{file}"))


def headings(house: House, slug: str, file: str = PAGE) -> list[str]:
    return re.findall(r"<h[123][^>]*>([^<]+)<", main(house, f"{slug}/{file}"))


def reasons(done: Report) -> dict[str, str]:
    """Which sites were built, and why."""
    return {site.slug: site.reason for site in done.sites if site.status == "built"}


def output(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file() and file.name[:9] != ".lianzhan")
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


@pytest.fixture
def federation(house: House) -> House:
    """Honours at a province, one of its two cities, and a county of that city."""
    add_awards(house)
    house.write(PROVINCE, honour("p", unit='"省单位"'))
    house.write(CITY, honour("c", unit='"市单位"', year="2025", term="3", text='"**好**窗口"'))
    house.write(COUNTY, honour("k", unit='"县单位"', level='"省级"') + family("f"))
    return house


def test_each_level_lists_its_own_area_by_award_and_year(federation: House) -> None:
    assert federation.build().exit_status == 0
    assert names(federation, "hunan") == ["市单位", "省单位", "县单位", "某家f"]
    assert names(federation, "changsha") == ["市单位", "县单位", "某家f"]
    assert names(federation, "furong") == ["县单位", "某家f"]
    assert headings(federation, "hunan") == [
        "荣誉名录", "巾帼文明岗", "2025年", "2024年", "最美家庭", "2024年"
    ]  # fmt: skip
    assert not (federation.output / "hengyang/honours").exists()


def test_its_own_are_there_whole_and_those_below_by_a_link(federation: House) -> None:
    federation.build()
    own = main(federation, f"changsha/{PAGE}")
    assert '<li class="row honour" id="honour-c">' in own
    assert "<strong>好</strong>" in own
    assert "有效期到2028年12月31日<" in own
    above = main(federation, f"hunan/{PAGE}")
    assert '<a href="../../changsha/honours/index.html#honour-c">市单位</a>' in above
    assert "长沙市妇联" in above
    assert "<strong>好</strong>" not in above
    assert 'id="honour-c"' not in above


def test_awards_can_be_gone_to_where_there_are_several(federation: House) -> None:
    federation.build()
    page = main(federation, f"furong/{PAGE}")
    assert re.findall(r'class="chip" href="([^"]+)"', page) == ["#award:post", "#award:family"]
    assert {'id="award:post"', 'id="award:family"'} <= set(re.findall(r'id="[^"]+"', page))
    assert "授予窗口和班组" in page
    federation.write(COUNTY, family("f"))
    federation.build()
    assert "chip" not in main(federation, f"furong/{PAGE}")


def test_the_foot_of_every_page_leads_there_where_there_is_anything(federation: House) -> None:
    federation.build()
    for path, link in (("index.html", "honours/"), ("news/one.html", "../honours/"), (PAGE, "")):
        menu, _, foot = federation.page(f"hunan/{path}").partition("<footer")
        assert f'<a href="{link}index.html">荣誉名录</a>' in foot
        assert "荣誉名录</a>" not in menu
    assert "荣誉名录" not in federation.page("hengyang/index.html")


def test_who_agreed_stands_nowhere(federation: House) -> None:
    federation.write(COUNTY, family("f", '{by = "户主某某", at = 2026-03-02}'))
    assert federation.build().exit_status == 0
    files = [file for file in federation.output.rglob("*") if file.is_file()]
    assert any("某家f" in file.read_text("utf-8") for file in files if file.suffix == ".html")
    said = ("户主某某".encode(), b"2026-03-02", ascii("户主某某")[1:-1].encode())
    assert not any(word in file.read_bytes() for file in files for word in said)


def test_an_english_site_says_it_in_english(federation: House) -> None:
    config = (federation.content / "federation.toml").read_text("utf-8")
    federation.write("federation.toml", config.replace('"zh-CN"', '"en"'))
    federation.build()
    page = federation.page(f"changsha/{PAGE}")
    assert "<h1>Honours</h1>" in page
    assert "valid until 31/12/2028<" in page
    assert 'index.html">Honours</a>' in page.partition("<footer")[2]


def test_a_term_that_has_run_out_is_said_from_the_next_day_on(federation: House) -> None:
    federation.write(COUNTY, honour("k", unit='"县单位"', term="2026-11-01"))
    federation.build()
    for slug in ("hunan", "changsha", "furong"):
        assert "有效期到2026年11月1日<" in federation.page(f"{slug}/{PAGE}")
    federation.now = NOW.replace(day=2)
    assert set(reasons(federation.build())) == {"hunan", "changsha", "furong"}
    for slug in ("hunan", "changsha", "furong"):
        assert "有效期到2026年11月1日，已过<" in federation.page(f"{slug}/{PAGE}")


def test_sites_concerned_alone_are_built(federation: House) -> None:
    federation.build()
    federation.write(CITY, honour("c", unit='"市单位二"', year="2025"))
    assert reasons(federation.build()) == {"hunan": "content", "changsha": "content"}
    federation.write(CITY, honour("c", unit='"市单位二"', year="2025", text='"另一段话"'))
    assert reasons(federation.build()) == {"changsha": "content"}


def test_the_vocabulary_is_what_honours_are_judged_by(federation: House) -> None:
    """Also those of sites in which nothing has changed."""
    federation.write(CITY, honour("c", award='"pst"'))
    assert [p.code for p in federation.build().problems] == ["unknown-award"]
    assert "市单位" not in names(federation, "hunan")
    config = (federation.content / "federation.toml").read_text("utf-8")
    federation.write("federation.toml", config.replace('slug = "post"', 'slug = "pst"'))
    found = federation.build().problems
    assert sorted((p.path, p.code) for p in found) == [
        (COUNTY, "unknown-award"), (PROVINCE, "unknown-award")
    ]  # fmt: skip
    assert names(federation, "changsha") == ["单位c", "某家f"]


@pytest.mark.parametrize("how", ["withdrawn", "revoked", "deleted"])
def test_what_is_gone_leaves_all_pages_and_the_rest_stands(federation: House, how: str) -> None:
    federation.build()
    kept, gone = honour("k", unit='"县单位"'), family("f")
    changed = {
        "withdrawn": gone.replace("approved", "withdrawn"),
        "revoked": gone.replace(CHAIN, f"revoked = 2026-05-01\n{CHAIN}"),
        "deleted": "",
    }
    federation.write(COUNTY, kept + changed[how])
    done = federation.build()
    assert done.problems == ()
    assert set(reasons(done)) == {"hunan", "changsha", "furong"}
    assert not any("某家f".encode() in data for data in output(federation.output).values())
    assert "最美家庭" not in federation.page(f"furong/{PAGE}")
    assert names(federation, "furong") == ["县单位"]


def test_one_that_was_taken_back_is_gone_at_once_without_a_signature(federation: House) -> None:
    federation.write(COUNTY, honour("k", unit='"县单位"'))
    federation.renew()
    config = (federation.content / "federation.toml").read_text("utf-8")
    federation.write("federation.toml", f'{config}\n[review]\ndigest = "required"\n')
    federation.build()
    assert names(federation, "changsha") == ["市单位", "县单位"]
    signed = (federation.content / CITY).read_text("utf-8")
    federation.write(CITY, signed.replace("[[honours]]\n", "[[honours]]\nrevoked = 2026-10-30\n"))
    done = federation.build()
    assert done.problems == ()
    assert [(each.path, each.reason, each.gone) for each in done.withheld] == [
        (f"{CITY}#c", "ended", True)
    ]
    assert names(federation, "hunan") == ["省单位", "县单位"]


@pytest.mark.parametrize("how", ["withdrawn", "deleted"])
def test_what_is_gone_leaves_sites_that_can_not_be_built(
    federation: House, how: str, tmp_path: Path
) -> None:
    """With what programs read of it; the other rows stand."""
    theme = tmp_path / "theme"
    federation.build()
    kept, gone = family("f"), honour("k", unit='"县单位"', level='"省级"')
    federation.write(
        COUNTY, kept + (gone.replace("approved", "withdrawn") if how == "withdrawn" else "")
    )
    (theme / "templates").mkdir(parents=True)
    (theme / "templates/index.html").write_text("{% broken %}", "utf-8")
    assert federation.build(theme=theme).exit_status == 2
    holding = [
        path for path, data in output(federation.output).items() if "县单位".encode() in data
    ]
    assert holding == []
    assert names(federation, "hunan") == ["市单位", "省单位", "某家f"]
    assert names(federation, "furong") == ["某家f"]


def test_programs_read_of_a_sites_own_units_in_their_rows_and_of_no_person(
    federation: House,
) -> None:
    federation.build()
    page = federation.page(f"furong/{PAGE}")
    row = page.partition('id="honour-k"')[2].partition("</li>")[0]
    assert '"@type":"Organization","name":"县单位","award":"省级巾帼文明岗 (2024)"' in row
    assert page.count("application/ld+json") == 1
    assert "县单位" not in "".join(
        re.findall(r'ld\+json">([^<]+)<', federation.page(f"hunan/{PAGE}"))
    )


HOSTILE = {
    "markup": "<script>alert(1)</script>",
    "quotes": "x' onerror='alert(1)",
    "braces and a per cent sign": "100%(x)s {x} {{ x }}",
    "the end of a script": "</script><b>x",
    "emoji": "🌸湘女👩‍👧",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_is_written_stays_words(federation: House, name: str) -> None:
    hostile = HOSTILE[name].replace('"', '\\"')
    federation.write(CITY, honour("c", unit=f'"{hostile}"'))
    federation.write(COUNTY, family("f").replace("某家f", hostile))
    config = (federation.content / "federation.toml").read_text("utf-8")
    federation.write(
        "federation.toml",
        config.replace('"最美家庭"', f'"{hostile}"').replace("授予窗口和班组", hostile),
    )
    assert federation.build().exit_status == 0
    for slug in ("hunan", "changsha", "furong"):
        own = without_own_scripts(federation.page(f"{slug}/{PAGE}"))
        shown = re.sub(r'<script type="application/ld\+json">[^<]*</script>', "", own)
        assert re.findall(r"<script|<b>|onerror=alert|' onerror", shown) == []


def many(count: int, start: int = 0) -> str:
    years = (str(1990 + number % 30) for number in range(count))
    return "".join(
        honour(f"n{number}", unit=f'"长沙市第{number}实验学校食堂班组"', year=year)
        for number, year in enumerate(years, start)
    )


def test_where_one_page_would_grow_heavy_each_award_has_pages_of_its_own(
    federation: House,
) -> None:
    """The page of all has the site's own; nothing is on none."""
    federation.write(CITY, many(MOST_ROWS))
    federation.build()
    assert names(federation, "hunan") == ["省单位"]
    page = main(federation, f"hunan/{PAGE}")
    assert '<a class="button" href="post/index.html">本地区全部 102 项</a>' in page
    assert '<a class="button" href="family/index.html">本地区全部 1 项</a>' in page
    first, second = "honours/post/index.html", "honours/post/page/2.html"
    listed = names(federation, "hunan", first) + names(federation, "hunan", second)
    assert (len(listed), len(set(listed))) == (102, 102)
    assert len(names(federation, "hunan", first)) == MOST_ROWS
    assert names(federation, "hunan", "honours/family/index.html") == ["某家f"]
    assert headings(federation, "hunan", first)[:2] == ["巾帼文明岗", "2024年"]
    head = federation.page(f"hunan/{first}")
    assert '<a class="button" rel="next" href="page/2.html">' in head
    assert '<a class="button" rel="prev" href="../index.html">' in federation.page(
        f"hunan/{second}"
    )
    assert '<a href="../index.html#honour-p">省单位</a>' in head
    assert names(federation, "furong") == ["县单位", "某家f"]


def test_as_many_as_one_page_holds_stand_on_one_and_weigh_12_kib_at_most(
    federation: House,
) -> None:
    federation.write(CITY, many(MOST_ROWS - 2))
    federation.build()
    assert len(names(federation, "changsha")) == MOST_ROWS
    assert not (federation.output / "changsha/honours/post").exists()
    for path in (f"changsha/{PAGE}", "hunan/honours/post/index.html"):
        assert len(gzip.compress((federation.output / path).read_bytes(), 9)) <= 12 * 1024


def test_a_withdrawal_leaves_the_pages_of_an_award_too(federation: House, tmp_path: Path) -> None:
    """Also where they can't be built: own and below alike."""
    theme = tmp_path / "theme"
    federation.write(CITY, many(MOST_ROWS))
    federation.build()
    federation.write(PROVINCE, honour("q", unit='"别的"'))
    federation.write(COUNTY, family("f"))
    (theme / "templates").mkdir(parents=True)
    (theme / "templates/index.html").write_text("{% broken %}", "utf-8")
    federation.build(theme=theme)
    texts = output(federation.output).values()
    assert not any(word.encode() in data for data in texts for word in ("县单位", "省单位"))


def test_a_build_after_changes_gives_the_bytes_of_a_build_from_nothing(
    federation: House,
) -> None:
    federation.build()
    federation.write(PROVINCE, many(MOST_ROWS + 3))
    federation.write(OTHER_CITY, honour("h"))
    (federation.content / COUNTY).unlink()
    federation.build()
    federation.write(PROVINCE, honour("p"))
    federation.build()
    clean = federation.folder / "clean"
    federation.build(output=clean, cache=federation.folder / "empty")
    assert output(federation.output) == output(clean)
    assert not (federation.output / "hunan/honours/post").exists()


def test_without_honours_there_is_no_page_and_no_link(house: House) -> None:
    add_awards(house)
    house.build()
    assert [path for path in output(house.output) if "honours" in path and "css" not in path] == []
    assert AWARDS.count("[[awards]]") == 2
    assert "荣誉名录" not in house.page("hunan/index.html")
