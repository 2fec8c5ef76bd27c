"""Pages of accounts in a federation of three levels: own, borrowed, counted, taken away again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from own_scripts import without_own_scripts

from kinds.account.written import CHAIN, account
from kinds.qr_reader import read

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import House

    from lianzhan.model.report import Report

PROVINCE = "hunan/accounts.toml"
CITY = "hunan/changsha/accounts.toml"
OTHER_CITY = "hunan/hengyang/accounts.toml"
COUNTY = "hunan/changsha/furong/accounts.toml"
PAGE = "accounts/index.html"
WEIXIN = "http://weixin.qq.com/r/Zk0xQUbE"


def titles(house: House, slug: str) -> list[str]:
    """The titles of the cards on a site's page, in their order."""
    return re.findall(r"<h3>(?:<a [^>]*>)?([^<]+)<", house.page(f"{slug}/{PAGE}"))


def headings(house: House, slug: str) -> list[str]:
    return re.findall(r"<h2[^>]*>([^<]+)<", house.page(f"{slug}/{PAGE}"))


def table(house: House, slug: str) -> list[list[str]]:
    """The words of the table of a site's page, row by row."""
    rows = re.findall(r"<tr>(.*?)</tr>", house.page(f"{slug}/{PAGE}"))
    return [re.findall(r"<t[hd][^>]*>([^<]+?) ?<", row) for row in rows]


def reasons(done: Report) -> dict[str, str]:
    """Which sites were built, and why."""
    return {site.slug: site.reason for site in done.sites if site.status == "built"}


def output(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file() and file.name[:9] != ".lianzhan")
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


@pytest.fixture
def federation(house: House) -> House:
    """Accounts at a province, one of its two cities, and a county of that city."""
    house.write(
        PROVINCE,
        account("wb", platform="微博", title="湖南微博", address="https://weibo.com/u/1")
        + account("wx", title="湖南微信", qr=WEIXIN, sends="每周三发维权案例", since="2016-03-08"),
    )
    house.write(CITY, account(title="长沙微信"))
    house.write(
        COUNTY,
        account("dy", platform="抖音", title="芙蓉抖音")
        + account("dy2", platform="抖音", title="芙蓉抖音二"),
    )
    return house


def test_a_site_shows_its_own_accounts_then_those_above_the_nearest_first(
    federation: House,
) -> None:
    assert federation.build().exit_status == 0
    assert titles(federation, "hunan") == ["湖南微信", "湖南微博"]
    assert titles(federation, "changsha") == ["长沙微信", "湖南微信", "湖南微博"]
    assert titles(federation, "furong") == [
        "芙蓉抖音",
        "芙蓉抖音二",
        "长沙微信",
        "湖南微信",
        "湖南微博",
    ]
    assert headings(federation, "furong") == ["芙蓉区妇联", "上级账号"]
    page = federation.page(f"hunan/{PAGE}")
    for said in ("微信公众号", "账号：id-wx", "每周三发维权案例", "2016年3月开通"):
        assert f">{said}</p>" in page
    assert 'href="https://weibo.com/u/1" rel="noopener noreferrer">打开账号主页</a>' in page


def test_a_site_without_any_shows_those_above_alone(federation: House) -> None:
    federation.build()
    assert headings(federation, "hengyang") == ["上级账号"]
    assert titles(federation, "hengyang") == ["湖南微信", "湖南微博"]
    page = federation.page(f"hengyang/{PAGE}")
    assert '<a href="../../hunan/accounts/index.html#account-wx">湖南微信</a>' in page
    assert ">湖南省妇联</p>" in page


def test_a_code_is_one_file_that_all_pages_show(federation: House) -> None:
    federation.build()
    files = {
        path for path in output(federation.output) if path.endswith(".svg") and "/accounts/" in path
    }
    assert files == {"hunan/accounts/wx.svg", "hunan/accounts/wb.svg"}
    assert read(federation.page("hunan/accounts/wx.svg")) == WEIXIN
    assert read(federation.page("hunan/accounts/wb.svg")) == "https://weibo.com/u/1"
    assert 'src="wx.svg" alt="湖南微信的二维码"' in federation.page(f"hunan/{PAGE}")
    assert 'src="../../hunan/accounts/wx.svg"' in federation.page(f"furong/{PAGE}")


def test_the_foot_of_every_page_leads_there_and_the_menu_does_not(federation: House) -> None:
    federation.build()
    for path, link in (("index.html", "accounts/"), ("news/one.html", "../accounts/"), (PAGE, "")):
        page = federation.page(f"hunan/{path}")
        menu, _, foot = page.partition("<footer")
        assert f'<a href="{link}index.html">关注我们</a>' in foot
        assert ">关注我们</a>" not in menu


def test_sites_above_count_what_stands_below_and_name_none(federation: House) -> None:
    federation.write(OTHER_CITY, account(title="衡阳微信", id="hy"))
    federation.build()
    assert table(federation, "hunan") == [
        ["层级", "微信公众号", "抖音"],
        ["市州", "2/2", "0/2"],
        ["县市区", "0/1", "1/1"],
    ]
    assert table(federation, "changsha") == [["层级", "抖音"], ["县市区", "1/1"]]
    assert table(federation, "furong") == table(federation, "hengyang") == []
    page = federation.page(f"hunan/{PAGE}")
    assert [site for site in ("长沙", "芙蓉", "衡阳") if site in page] == []


def test_a_province_without_accounts_of_its_own_counts_all_the_same(house: House) -> None:
    house.write(COUNTY, account())
    house.build()
    assert headings(house, "hunan") == ["下级新媒体账号"]
    assert table(house, "hunan")[1:] == [["市州", "0/2"], ["县市区", "1/1"]]
    assert not (house.output / f"hengyang/{PAGE}").exists()


def test_the_nearest_public_account_is_a_way_to_follow_a_site(federation: House) -> None:
    federation.write(OTHER_CITY, account("wb", platform="微博"))
    federation.build()

    def way(slug: str) -> str:
        page = federation.page(f"{slug}/subscribe/index.html")
        return page.partition("关注微信公众号")[2].partition("</li>")[0]

    for slug, name, title in (
        ("changsha", "长沙市妇联", "长沙微信"),
        ("furong", "长沙市妇联", "长沙微信"),
        ("hengyang", "湖南省妇联", "湖南微信"),
    ):
        assert f"{name}的公众号叫“{title}”" in way(slug)
        assert 'href="../accounts/index.html"' in way(slug)
    federation.write(PROVINCE, account("wb", platform="微博", title="湖南微博"))
    federation.build()
    assert way("hengyang") == ""


def test_without_accounts_there_is_no_page_no_link_and_nothing_counted(house: House) -> None:
    house.build()
    assert [path for path in output(house.output) if "accounts" in path] == []
    assert "关注我们" not in house.page("hunan/index.html")
    assert [plan.below for plan in house.plans().values()] == [(), (), (), ()]


def test_one_that_is_withdrawn_leaves_all_pages_and_is_counted_no_more(federation: House) -> None:
    federation.build()
    federation.write(CITY, account(title="长沙微信", chain='status = "withdrawn"\n'))
    assert reasons(federation.build()) == {
        "hunan": "content",
        "changsha": "content",
        "furong": "content",
    }
    assert titles(federation, "changsha") == ["湖南微信", "湖南微博"]
    assert "长沙微信" not in federation.page(f"furong/{PAGE}")
    assert table(federation, "hunan") == [["层级", "抖音"], ["市州", "0/2"], ["县市区", "1/1"]]


def test_a_new_title_below_touches_no_site_above(federation: House) -> None:
    federation.build()
    federation.write(CITY, account(title="长沙女性"))
    assert set(reasons(federation.build())) == {"changsha", "furong"}


def test_a_new_site_is_counted_where_anything_is(federation: House) -> None:
    federation.build()
    federation.write(
        "hunan/hengyang/yanfeng/site.toml",
        'name = "雁峰区妇联"\nslug = "yanfeng"\nlevel = "county"\n',
    )
    federation.build()
    assert table(federation, "hunan")[2] == ["县市区", "0/2", "1/2"]


@pytest.mark.parametrize("state", ["停用", "stopped", "已注销"], ids=["chinese", "latin", "other"])
def test_one_that_has_stopped_is_gone_at_once_without_a_signature(house: House, state: str) -> None:
    house.write(CITY, account(title="长沙微信"))
    house.renew()
    config = (house.content / "federation.toml").read_text("utf-8")
    house.write("federation.toml", f'{config}\n[review]\ndigest = "required"\n')
    house.build()
    assert titles(house, "furong") == ["长沙微信"]
    signed = (house.content / CITY).read_text("utf-8")
    house.write(CITY, signed.replace("[[accounts]]\n", f'[[accounts]]\nstate = "{state}"\n'))
    done = house.build()
    assert done.problems == ()
    assert [(each.path, each.reason, each.gone) for each in done.withheld] == [
        (f"{CITY}#wx", "ended", True)
    ]
    assert not (house.output / f"furong/{PAGE}").exists()


def test_one_is_shown_from_the_day_on_which_it_was_opened(federation: House) -> None:
    federation.write(CITY, account(title="长沙微信", since="2026-12-01"))
    assert [each.reason for each in federation.build().withheld] == ["scheduled"]
    assert "长沙微信" not in titles(federation, "changsha")


def test_programs_read_whose_account_it_is_from_its_own_card_alone(federation: House) -> None:
    federation.build()
    page = federation.page(f"hunan/{PAGE}")
    card = page.partition('id="account-wb"')[2].partition("</li>")[0]
    assert (
        '"@id":"https://example.org/hunan/","name":"湖南省妇联","url":"https://example.org/hunan/","sameAs":"https://weibo.com/u/1"'
        in card
    )
    assert page.count("sameAs") == 1
    assert "sameAs" not in federation.page(f"changsha/{PAGE}")


def test_an_editors_own_text_stands_on_the_card(federation: House) -> None:
    federation.write(CITY, account(title="长沙微信", text="回复**维权**，有人接待。"))
    federation.build()
    assert "<strong>维权</strong>" in federation.page(f"furong/{PAGE}")


def test_a_build_after_changes_gives_the_bytes_of_a_build_from_nothing(federation: House) -> None:
    federation.build()
    federation.write(PROVINCE, account("wx", title="湖南微信", address="https://example.com/妇联"))
    federation.write(OTHER_CITY, account("wb", platform="weibo"))
    (federation.content / COUNTY).unlink()
    federation.build()
    clean = federation.folder / "clean"
    federation.build(output=clean, cache=federation.folder / "empty")
    assert output(federation.output) == output(clean)
    assert not (federation.output / "hunan/accounts/wb.svg").exists()


HOSTILE = {
    "markup in a title": {"title": "<script>alert(1)</script>"},
    "quotes in a title": {"title": "x' onerror='alert(1)"},
    "braces and a per cent sign": {"title": "100%(x)s {x} {{ x }}"},
    "emoji": {"title": "🌸湘女👩‍👧"},
    "markup in an id": {"id": "<b>x"},
}


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_is_written_stays_words(federation: House, name: str) -> None:
    federation.write(
        CITY, account(**{"address": "https://example.com/<b>?a=1&b='2'", **HOSTILE[name]})
    )
    assert federation.build().exit_status == 0
    for slug in ("changsha", "furong"):
        own = without_own_scripts(federation.page(f"{slug}/{PAGE}"))
        shown = re.sub(r'<script type="application/ld\+json">[^<]*</script>', "", own)
        assert re.findall(r"<script|<b>|onerror=alert|' onerror", shown) == []


@pytest.mark.parametrize("how", ["withdrawn", "stopped", "deleted"])
def test_what_is_gone_leaves_sites_that_can_not_be_built(
    federation: House, how: str, tmp_path: Path
) -> None:
    """With its code, and what programs read of it; the other cards stand."""
    theme = tmp_path / "theme"
    federation.build()
    kept = account("wx", title="湖南微信", qr=WEIXIN)
    gone = account("wb", platform="微博", title="湖南微博", address="https://weibo.com/u/1")
    changed = {
        "withdrawn": gone.replace("approved", "withdrawn"),
        "stopped": gone.replace(CHAIN, 'state = "停用"\n' + CHAIN),
        "deleted": "",
    }
    federation.write(PROVINCE, kept + changed[how])
    (theme / "templates").mkdir(parents=True)
    (theme / "templates/index.html").write_text("{% broken %}", "utf-8")
    assert federation.build(theme=theme).exit_status == 2
    holding = [
        path
        for path, data in output(federation.output).items()
        if any(word in data for word in ("湖南微博".encode(), b"weibo.com", b"wb.svg"))
    ]
    assert holding == []
    assert not (federation.output / "hunan/accounts/wb.svg").exists()
    for slug in ("hunan", "changsha", "furong", "hengyang"):
        assert "湖南微信" in titles(federation, slug)
    assert (federation.output / "hunan/accounts/wx.svg").exists()


def test_notes_of_texts_are_found_at_home_and_never_twice_on_a_page(house: House) -> None:
    note = r"看这里[^a]\n\n## 怎样关注\n\n[^a]: 一注"
    house.write(PROVINCE, account(text=note) + account("抖", platform="抖音", text=note))
    house.write(CITY, account(text=note))
    assert house.build().exit_status == 0
    pages = {slug: house.page(f"{slug}/{PAGE}") for slug in ("hunan", "changsha", "furong")}
    ids = {slug: re.findall(r' id="([^"]+)"', page) for slug, page in pages.items()}
    assert all(len(found) == len(set(found)) for found in ids.values())
    assert "account-抖:怎样关注" in ids["hunan"]
    links = [
        (found[1] or slug, unquote(found[2]))
        for slug, page in pages.items()
        for found in re.finditer(r'href="(?:\.\./\.\./(\w+)/accounts/)?index\.html#([^"]+)"', page)
        if ":" in found[2]
    ]
    assert len(links) == 2 * (2 + 3 + 3)
    assert all(anchor in ids[slug] for slug, anchor in links)
