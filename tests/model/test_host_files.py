"""Which files may stand beside the portal: by their names, and by what they hold."""

from __future__ import annotations

import pytest

from lianzhan.model.host_files import MAX_BYTES, is_host_file, may_hold
from lianzhan.model.portal_files import PORTAL_FILES

ICON = b"\x00\x00\x01\x00\x01\x00\x10\x10" + b"\xff" * 100
WORD = "a1B2c3D4e5F6g7H8"
BING = f'<?xml version="1.0"?>\r\n<users>\r\n\t<user>{"0A" * 16}</user>\r\n</users>'
ASSET_LINKS = '[{"relation": ["delegate_permission/common.handle_all_urls"]}]\n'
GOOD = {
    "CNAME": "nvlian.example.org\n",
    ".nojekyll": "",
    "favicon.ico": ICON,
    "google1a2b3c4d5e6f7081.html": "google-site-verification: google1a2b3c4d5e6f7081.html",
    "BingSiteAuth.xml": BING,
    "baidu_verify_codeva-Ab12Cd34Ef.html": "0a" * 16,
    "baidu_verify_Ab12Cd34Ef.html": "Ab12Cd34Ef\r\n",
    "ByteDanceVerify.html": "TKxyz+gHFABWwZMH/==",
    "sogousiteverification.txt": "Zk3vPq8LwX",
    "shenma-site-verification.txt": f"shenma-site-verification:{'0a' * 16}_1700000000",
    f"{'0a' * 16}.txt": "1b" * 20,
    f"MP_verify_{WORD}.txt": WORD,
    f"WW_verify_{WORD}.txt": WORD,
    "aB3dE6gH9k.txt": "0a" * 16,
    f".well-known/acme-challenge/{WORD}-_x": f"{WORD}.{WORD}",
    ".well-known/pki-validation/fileauth.txt": "2026_abc",
    ".well-known/security.txt": "Contact: mailto:a@example.org\nExpires: 2027-01-01T00:00:00Z\n",
    ".well-known/assetlinks.json": ASSET_LINKS,
    ".well-known/apple-app-site-association": '{"applinks": {}}',
}
STRANGE = (
    *PORTAL_FILES,
    "",
    "cname",
    "CNAME.html",
    "x/CNAME",
    "about.html",
    "google.html",
    "google12345678.html.html",
    "xgoogle1a2b3c4d5e6f7081.html",
    "baidu_verify_.html",
    "baidu_verify_甲.html",
    "baidu_verify_a/b.html",
    "MP_verify_short.txt",
    "ads.txt",
    "humans.txt",
    ".htaccess",
    ".git",
    ".lianzhan",
    ".lianzhan.json",
    ".well-known",
    ".well-known/",
    ".well-known/x.html",
    ".well-known/x.svg",
    ".well-known/x.js",
    ".well-known/x.json.html",
    ".well-known/.lianzhan.json",
    ".well-known/../x.txt",
    ".well-known/a/../../x.txt",
    ".well-known//x.txt",
    ".well-known/.git/config",
    ".well-known/a\\b.txt",
    ".well-known/甲.txt",
    ".well-known/a/b/c/d/e/f.txt",
    "CNAME\n",
    "favicon.ico\0",
)
BAD = {
    "a domain that is none": ("CNAME", "nvlian"),
    "two domains": ("CNAME", "a.example.org\nb.example.org\n"),
    "an address": ("CNAME", "https://a.example.org/"),
    "an empty one": ("CNAME", ""),
    "a page": ("google1a2b3c4d5e6f7081.html", "<!doctype html><p>文章"),
    "a script behind the code": (
        "google1a2b3c4d5e6f7081.html",
        "google-site-verification: google1a2b3c4d5e6f7081.html\n<script>1</script>",
    ),
    "a script for a code": ("baidu_verify_Ab12Cd34Ef.html", "<script>alert(1)</script>"),
    "a sentence": ("sogousiteverification.txt", "an article that nobody has read"),
    "Chinese for a code": ("sogousiteverification.txt", "妇女维权指南"),
    "a long code": ("sogousiteverification.txt", "a" * 129),
    "much white space": ("sogousiteverification.txt", "a" + "\n" * 100),
    "two users": ("BingSiteAuth.xml", BING.replace("</user>", "</user><user>00</user>")),
    "an entity": ("BingSiteAuth.xml", f'<!DOCTYPE x [<!ENTITY a "b">]>{BING}'),
    "a picture that is none": ("favicon.ico", "<svg onload=alert(1)>"),
    "what hides in an empty file": (".nojekyll", "文章"),
    "markup for programs": (".well-known/security.txt", "Contact: <script>"),
    "Chinese for programs": (".well-known/security.txt", "联系人：甲"),
    "other bytes": (".well-known/x", b"\x00\x01"),
    "too much": (".well-known/x", "a" * (MAX_BYTES + 1)),
    "a large icon": ("favicon.ico", ICON + b"\xff" * MAX_BYTES),
    "a byte order mark": ("CNAME", "\ufeffnvlian.example.org"),
}


def data(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


@pytest.mark.parametrize("name", GOOD)
def test_what_hosts_and_services_ask_for_passes(name: str) -> None:
    assert is_host_file(name)
    assert may_hold(name, data(GOOD[name]))


@pytest.mark.parametrize("name", STRANGE)
def test_no_other_name_passes(name: str) -> None:
    assert not is_host_file(name)
    assert not may_hold(name, b"a")


@pytest.mark.parametrize("what", BAD)
def test_no_text_for_readers_passes_under_a_name_that_does(what: str) -> None:
    name, content = BAD[what]
    assert is_host_file(name)
    assert not may_hold(name, data(content))
