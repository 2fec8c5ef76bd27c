"""Hosts that do not say where an address leads."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kinds.rules.example import article
from lianzhan.kinds.article.values import Source
from lianzhan.kinds.proofs.hosts import DOUBTFUL_HOST, doubtful_hosts, host_of
from lianzhan.model.body import Body, Link
from lianzhan.model.proofs import DEFAULT_PROOFS, ProofPolicy


def hosts(target: str, *listed: str) -> list[str]:
    value = replace(article(), body=Body(links=(Link(target, 7),)))
    faults = list(doubtful_hosts(value, ProofPolicy(hosts=listed)))
    assert {fault.line for fault in faults} <= {7}
    return [dict(fault.details)["host"] for fault in faults]


@pytest.mark.parametrize(
    ("target", "host"),
    [
        ("https://t.cn/A6", "t.cn"),
        ("HTTP://T.CN/A6", "t.cn"),
        ("https://www.tinyurl.com/x", "www.tinyurl.com"),
        ("https://bit.ly./x", "bit.ly"),
        ("//dwz.cn/x", "dwz.cn"),
        ("https://ｔ.cn/x", "t.cn"),
        ("https://xn--fiqs8s.example/", "xn--fiqs8s.example"),
        ("https://www.xn--fiqs8s/", "www.xn--fiqs8s"),
        ("http://192.0.2.1/a", "192.0.2.1"),
        ("http://192.0.2.1:8080/", "192.0.2.1"),
        ("http://0x7f.1/", "0x7f.1"),
        ("http://3221225985/", "3221225985"),
        ("http://[2001:db8::1]/", "2001:db8::1"),
    ],
)
def test_a_host_that_nobody_can_read(target: str, host: str) -> None:
    assert hosts(target) == [host]
    assert hosts(target, host) == []


@pytest.mark.parametrize(
    "target",
    [
        "https://example.org/t.cn",
        "https://cnt.cn/",
        "https://t.cn.example.org/",
        "https://中文.中国/",
        "https://12338.org.cn/",
        "one.md",
        "#top",
        "mailto:a@t.cn",
        "tel:12338",
        "https://example.org/?u=http://192.0.2.1/",
    ],
)
def test_a_host_with_a_name(target: str) -> None:
    assert hosts(target) == []


def test_the_address_of_a_source_is_looked_at() -> None:
    value = replace(article(), source=Source("某报", "https://t.cn/x"), keys=(("source", 5),))
    (fault,) = doubtful_hosts(value, DEFAULT_PROOFS)
    assert (fault.line, fault.definition) == (5, DOUBTFUL_HOST)


def test_an_address_without_a_host_has_none() -> None:
    assert host_of("https://[::1") == ""
    assert host_of("a/b") == ""
