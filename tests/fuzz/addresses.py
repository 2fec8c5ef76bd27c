"""Odd addresses, made of parts that browsers, parsers and people read differently."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

    from fuzz.draft import Draft

_PREFIXES = (
    "", "", "", "", ":", "：", "词", "{filename}", "{static}", "{attach}", "|filename|", "|static|",
    "/", "//", "\\", "\\\\", " ", "\u00a0", "\u200b", "\u3000", "\x01", "&#1;", "&nbsp;", "&Tab;", "#", "?",
    "(", "&lt;", "./", "../", "%20", "%00", "\ufeff", "\u202e",
)  # fmt: skip
_SCHEMES = (
    "", "", "javascript", "JaVaScRiPt", "java\tscript", "java&#10;script", "java&Tab;script", "j%61vascript",
    "ｊavascript", "vbscript", "data", "file", "ftp", "blob", "about", "x-foo", "view-source", "ws",
    "http", "https", "HTTPS", "mailto", "tel", "feed", "1http", "ht tp", "filename",
)  # fmt: skip
_COLONS = (
    ":",
    ":",
    ":",
    "%3a",
    "%3A",
    "%253a",
    "&colon;",
    "&#58;",
    "&#x3a;",
    "：",
    "\\:",
    ":\u200b",
    "",
)
_SLASHES = ("", "//", "//", "/", "///", "\\\\", "%2f%2f", "／／", "//%0a", "//\t")
_RESTS = (
    "alert(1)", "%250aalert(1)", "e.example/a.png", "e.example", "[x", "[::1]/x", "[::1", "[x]/a", "x]", "p.jpg",
    "../../../../etc/passwd", "a b.png", "é.png", "图.png", "xn--a", "xn--", ":80", "user:pw@h/", "h:99999/x", "h:port/",
    "#", "?", "%", "%zz", "%ff", "%00", "%0a", "a" * 3000, "。", "..", ".", "index.html", "text/html,<script>alert(1)</script>",
    "text/html;base64,PHNjcmlwdD4=", "{filename}x.md", "{static}/x", "|attach|x", "😀", "a\u0301", "h/a?b=c&d=e", "h/#f:g",
    "h/a://b", "a://b://c", "h/%3a//", "a@b", "a@b?subject=x%0ay", "h/'\"onx=1", "h/><b>", "h/&amp;&quot;", "h/&#x22;",
    "h／a", "h。cn", "h/\u202e", "h/\x7f", "h/\u0085", "-", "_", "~", "*", "h/*a*_b_", "1", "+8612345", "",
)  # fmt: skip
_FORMS = (
    "[词]({a})", "[词](<{a}>)", "![图]({a})", "![图](<{a}>)", "![]({a})", "![图]({a} \"题\")", "<{a}>", "{a}",
    '<a href="{a}">词</a>', "<a href='{a}'>词</a>", "<a href={a}>词</a>", '<img src="{a}" alt="图">', "<img src={a} alt=图>",
    '<img alt="图" src="{a}" srcset="{a} 2x">', "[词][r]\n\n[r]: {a}", "![图][r]\n\n[r]: {a} '题'", "[![图]({a})]({a})",
    "[[词]({a})]({a})", "[![图](p.jpg)]({a})", "![![图](p.jpg)]({a})", '<a href="{a}"><img src="{a}" alt="图"></a>',
    "| [词]({a}) | ![图]({a}) |\n| --- | --- |\n| <a href='{a}'>词</a> | x |", "- [词]({a})\n  - ![图]({a})", "[^f]\n\n[^f]: [词]({a})",
    '<video src="{a}" poster="{a}"></video>', '<q cite="{a}">引</q>', '<form action="{a}"><button formaction="{a}">按</button></form>',
    '<svg><a xlink:href="{a}"><text>词</text></a></svg>', "<table background='{a}'><tr><td>x</td></tr></table>",
    '<a href="{a}\n', '<a href="{a}" href="p.jpg">词</a>', "[词]({a}", "![图]({a}\n", "# [词]({a})", "`[词]({a})` [词]({a})",
)  # fmt: skip


def address(chance: Random) -> str:
    """Return an odd address; every part may be missing, and one character be written otherwise."""
    parts = (_PREFIXES, _SCHEMES, _COLONS, _SLASHES, _RESTS)
    text = "".join(chance.choice(part) for part in parts if chance.random() < 0.85)
    if text and chance.random() < 0.3:
        place = chance.randrange(len(text))
        text = text[:place] + _otherwise(text[place], chance) + text[place + 1 :]
    return text


def _otherwise(char: str, chance: Random) -> str:
    escaped = "".join(f"%{byte:02x}" for byte in char.encode())
    ways = (
        escaped,
        f"&#{ord(char)};",
        f"&#x{ord(char):x};",
        char.swapcase(),
        f"\\{char}",
        char * 2,
        "",
    )
    return chance.choice(ways)


def odd_address(draft: Draft, chance: Random) -> None:
    """A link or picture with an odd address stands in the body."""
    draft.insert(chance, f"\n{chance.choice(_FORMS).replace('{a}', address(chance))}\n")


def odd_picture_address(draft: Draft, chance: Random) -> None:
    """The article's own picture, written in a way that may or may not mean it."""
    name = next(iter(draft.pictures))
    ways = (
        f"./{name}", f"../{draft.name}/{name}", f"{name}?x=1", f"{name}#f", name.upper(), name.replace(".", "%2e"),
        f"{{static}}{name}", f"{{attach}}{name}", f"{{filename}}{name}", f"|static|{name}", f"{name}%00", f" {name} ", f"<{name}>",
        f"//{name}", f"/{name}", f"./././{name}", f"x/../{name}", f"{name}/", f"{name}/.", f"file:{name}", f":{name}", f"：{name}",
        f"{name} =100x200", f"{name}{{width=50%}}", f"{name} \"题", f"{name}\u200b", f"\\{name}", f"http:{name}", f"https://{name}",
        "../../theory/good.jpg", "../../../images/x.jpg", ".", "..", "index.md", "../", "~", "/", "", "#", "?",
    )  # fmt: skip
    draft.insert(chance, f"\n![图]({chance.choice(ways)})\n")


def odd_cover(draft: Draft, chance: Random) -> None:
    """The head names an odd picture."""
    draft.set(
        "cover",
        chance.choice((address(chance), f"'{address(chance)}'", next(iter(draft.pictures)))),
    )


def odd_source(draft: Draft, chance: Random) -> None:
    """The head of a repost names an odd source."""
    draft.set("kind", "repost")
    url = address(chance).replace("'", "''")
    draft.set(
        "source", f"{{name: '来源{chance.choice(('', '<b>', '&amp;', chr(34)))}', url: '{url}'}}"
    )


ADDRESSES = (odd_address, odd_address, odd_address, odd_picture_address, odd_cover, odd_source)
