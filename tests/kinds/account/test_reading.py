"""How an account is read, and what it says of itself."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from kinds.written import written
from lianzhan.kinds.account.reading import READING
from lianzhan.model.catalog import ALWAYS

if TYPE_CHECKING:
    from lianzhan.kinds.account.values import Account

PATH = "hunan/accounts.toml#wx"
NOW = datetime(2026, 11, 1, tzinfo=UTC)


def read(head: str) -> Account:
    account, problems = READING.make(written(head, PATH))
    assert problems == ()
    return account


def test_an_account_counts_from_the_day_it_was_opened_or_always() -> None:
    assert read("title: 甲").date == ALWAYS
    opened = read("title: 甲\nsince: 2016-03-08")
    assert opened.date == opened.since == datetime.fromisoformat("2016-03-08T00:00+08:00")


def test_its_code_says_what_the_platform_gives_else_its_address() -> None:
    both = read("address: https://weibo.com/u/1\nqr: http://weixin.qq.com/r/x")
    assert (both.link, both.payload) == ("https://weibo.com/u/1", "http://weixin.qq.com/r/x")
    assert read("address: https://weibo.com/u/1").payload == "https://weibo.com/u/1"
    assert read("id: hnfl").payload == ""


def test_a_code_is_ascii_and_refuses_what_is_no_address() -> None:
    assert read("address: https://weibo.com/妇联").payload == "https://weibo.com/%E5%A6%87%E8%81%94"
    assert read("qr: 'javascript:alert(1)'").payload == ""


def test_two_are_the_same_by_id_on_a_platform_by_address_or_by_code() -> None:
    account = read("platform: 公众号\nid: HNFL\naddress: https://a.example\nqr: http://b.example/x")
    assert account.sameness == ("微信公众号 hnfl", "https://a.example", "http://b.example/x")
    assert read("platform: 抖音\nid: hnfl").sameness == ("抖音 hnfl",)
    assert read("address: https://a.example").sameness == ("https://a.example",)


def test_others_know_its_platform_and_what_it_is_known_by_and_no_word_of_it() -> None:
    account = read("title: 湖湘女性\nplatform: 公众号\nid: hnfl\nsends: 每周三")
    entry = READING.entry(account, NOW)
    assert entry.facts == (("platform", "wechat"), ("same", "微信公众号 hnfl"))
    assert READING.moments(account, NOW) == ()


def test_it_has_ended_where_it_says_so() -> None:
    assert read("state: 停用").has_ended
    assert not read("state: 运营").has_ended
    assert not read("title: 甲").has_ended


def test_addresses_that_were_written_out_are_proof_read() -> None:
    assert read("address: https://a.example\nqr: http://b.example").addresses == (
        "https://a.example",
        "http://b.example",
    )
