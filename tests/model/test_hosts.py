"""A host is written in the one way that can't be mistaken for another."""

from __future__ import annotations

import pytest

from lianzhan.model.hosts import host_fault, listing_fault, stands_below, written_host

FAULTS = {
    "": "不是完整的域名",
    "https://news.cn": "只写域名，不带 https:// 和路径",
    "news.cn/": "只写域名，不带 https:// 和路径",
    "news.cn?a": "只写域名，不带 https:// 和路径",
    "news.cn#a": "只写域名，不带 https:// 和路径",
    "news.cn\\evil.example": "只写域名，不带 https:// 和路径",
    "news.cn@evil.example": "带有用户名（@）",
    "192.168.0.1": "是数字地址（IP），看不出是谁的",
    "192.168.0.1.": "是数字地址（IP），看不出是谁的",
    "3232235521": "是数字地址（IP），看不出是谁的",
    "0xc0a80001": "是数字地址（IP），看不出是谁的",
    "news.0X7f": "是数字地址（IP），看不出是谁的",
    "[::1]": "是数字地址（IP），看不出是谁的",
    "news.cn:8080": "带有端口或冒号",
    "nеws.cn": "有的字符只是看着像英文字母，或者是全角字符、中文",
    "ｎｅｗｓ.cn": "有的字符只是看着像英文字母，或者是全角字符、中文",
    "news。cn": "有的字符只是看着像英文字母，或者是全角字符、中文",
    "新华网.中国": "有的字符只是看着像英文字母，或者是全角字符、中文",
    "news\u200b.cn": "有的字符只是看着像英文字母，或者是全角字符、中文",
    "xn--ews-qdd.cn": "是转写的域名（xn--），看不出本来的写法",
    "www.XN--ews-qdd.cn": "是转写的域名（xn--），看不出本来的写法",
    "News.cn": "有大写字母",
    "news.cn.": "末尾多一个点",
    "localhost": "不是完整的域名",
    "news..cn": "不是完整的域名",
    ".news.cn": "不是完整的域名",
    "-news.cn": "不是完整的域名",
    "news-.cn": "不是完整的域名",
    "ne_ws.cn": "不是完整的域名",
    "ne ws.cn": "不是完整的域名",
    "*.news.cn": "不是完整的域名",
    "news.cn%2e": "不是完整的域名",
    "news.1cn": "不是完整的域名",
    f"{'a' * 64}.cn": "不是完整的域名",
    f"{'a.' * 126}cn": "不是完整的域名",
}


@pytest.mark.parametrize("host", FAULTS)
def test_what_could_be_taken_for_another_is_told_with_its_reason(host: str) -> None:
    assert host_fault(host) == listing_fault(host) == FAULTS[host]


@pytest.mark.parametrize(
    "host",
    ["news.cn", "www.news.cn", "a-b.1.news.cn", "flk.npc.gov.cn", "xinhuanet.com", "gov.cn",
     f"{'a' * 63}.cn", f"{'a.' * 125}com"],
)  # fmt: skip
def test_a_full_name_in_small_letters_is_sound(host: str) -> None:
    assert host_fault(host) == ""


@pytest.mark.parametrize("host", ["gov.cn", "com.cn", "org.cn", "hn.cn"])
def test_a_suffix_that_many_share_is_no_entry_of_a_list(host: str) -> None:
    assert listing_fault(host) == "是许多单位共用的后缀，会把别的网站也算进来"
    assert listing_fault(f"www.{host}") == ""


@pytest.mark.parametrize(
    ("host", "is_below"),
    [
        ("xinhuanet.com", True),
        ("www.xinhuanet.com", True),
        ("a.b.xinhuanet.com", True),
        ("evilxinhuanet.com", False),
        ("xinhuanet.com.evil.example", False),
        ("xinhuanet.com.cn", False),
        ("com", False),
        ("", False),
    ],
)
def test_subdomains_stand_below_a_host_and_nothing_else(host: str, is_below: bool) -> None:
    assert stands_below(host, "xinhuanet.com") is is_below


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.News.cn/a?b#c", "www.News.cn"),
        ("https://a@news.cn:80/x", "a@news.cn:80"),
        ("https://news.cn", "news.cn"),
        ("", ""),
        ("//[x", ""),
    ],
)
def test_the_host_of_an_address_is_taken_as_it_is_written(address: str, host: str) -> None:
    assert written_host(address) == host
