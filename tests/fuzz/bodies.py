"""Damage of bodies: raw HTML, Markdown at its limits, and bytes that are no text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from fuzz.draft import Draft

_HTML = (
    "<script>alert(1)</script>", "<SCRIPT SRC=//h/x.js></SCRIPT>", "<svg onload=alert(1)>", "<svg><script>alert(1)</script></svg>",
    "<img src=x onerror=alert(1)>", "<img src=p.jpg alt=图 onload=alert(1)>", "<img/src='p.jpg'/onerror=alert(1)/alt=图>", "<p onclick='x'>词</p>",
    "<a href=https://h onmouseover=x>词</a>", "<iframe src=https://h></iframe>", "<iframe srcdoc='<script>x</script>'>", "<style>body{display:none}</style>",
    "<p style='position:fixed'>词</p>", "<link rel=stylesheet href=x>", "<meta http-equiv=refresh content='0;url=//h'>", "<base href=//h/>",
    "<object data=x></object>", "<embed src=x>", "<form><input autofocus onfocus=x></form>", "<!-- 未闭合", "<!-- <script>x</script> -->", "<!--><script>x</script>",
    "<![CDATA[<script>x</script>]]>", "<?php echo 1 ?>", "<!DOCTYPE html>", "<html><body onload=x>", "</article></main></body></html>", "</p></div></section>",
    "<main><section data-slot='pinned'>假</section></main>", "<h1 id='x' class='y'>题</h1>", "<title>x</title>", "<textarea>", "<noscript><p title='</noscript><img src=x onerror=x>'>",
    "<math><mtext><table><mglyph><style><img src=x onerror=x>", "<table><table><tr><td><table>", "<table><tr><td>x", "<td>孤</td>", "<li>孤", "<details open ontoggle=x>",
    "<b><i></b></i>", "<p><p><p>", "<a href=x><a href=y>词</a></a>", "<a>无址</a>", "<img>", "<img alt=图>", "<img src>", "<img src=''>", "<a href>词</a>", "< script>x</ script>",
    "<scr<script>ipt>x</scr</script>ipt>", "&lt;script&gt;x&lt;/script&gt;", "&#60;script&#62;x", "<a title='\"><script>x</script>'>词</a>", "<xmp><script>x</script></xmp>",
    "<template><script>x</script></template>", "<video controls><source src=x onerror=x></video>", "<marquee onstart=x>词</marquee>", "<p id=main>词</p>", "<p\x0conclick=x>词</p>",
    "<input value='&#8;'>", "<p title='{{ config }}'>{{ 7*7 }}{% include 'base.html' %}</p>", "{filename}x.md {static}y |attach|z", "<ruby>字<rt>zi</rt></ruby>",
    "<a href='x'\n\nonclick='y'>词</a>", "<p/><br/ onclick=x>", "<custom-element onclick=x>词</custom-element>", "<img src=p.jpg alt=图 width=1e9 height=-1>",
)  # fmt: skip
_MARKDOWN = (
    "[^1]: 孤", "[^1][^2][^1]\n\n[^1]: [^2]\n[^2]: [^1]", "[记者]:请介绍一下。", "[a]: <>", "[a]: x\n[a]: y\n\n[a]", "![图][a]\n\n[a]: p.jpg", "[]()", "![]()", "[](", "![", "[[[[[[", "]]]]", "((((",
    "***", "___", "* * *", "=====", "-----", "# ", "#", "####### x", "＃题", "##　题", "-　项", "1.项", "１. 项", "1986. 项", "99999999999. 项", "- \n-\n-", "> ", ">>>>>> x",
    "```", "```html\n<script>x</script>", "~~~", "~甲~乙~", "~~甲", "**甲*乙**丙*", "**“甲”**乙", "*" * 500, "_" * 500, "`" * 500, "~" * 500, "\\" * 501,
    "|" * 40, "| a |\n|---|\n" + "| x |\n" * 200, "|" * 600, "| a | b |\n|---|\n| x |", "|a|\n|:-:|\n|`|`|", "a | b\n-|-\n1 | 2 | 3",
    "\t代码", "    代码\n\n\t\t代码", "行尾  \n行尾\\\n", "$x^2$", ":smile:", ":::tip\nx\n:::", "{: .class}", "{{< figure src=p.jpg >}}", "{% highlight %}x{% endhighlight %}", "[TOC]", "[[toc]]", "+++\nx\n+++",
    "---\ntitle: 再一\n---", "&#0; &#8; &#27; &#x7f; &#x85; &#xd800; &#xfffe; &#x202e; &#x110000;", "&nbsp;&shy;&zwj;&zwnj;&rlm;&lrm;&NewLine;&Tab;", "&copy &amp;amp; &unknown;",
    "https://h.example/（全角）。", "www.example.org", "a@b.example", "http://[", "http://[::1]:99999/", "https://h.example/" + "a" * 2500, "//h.example/x", "见http://例子.中国/路径，后文",
    "![图](p.jpg)![图](p.jpg)![图](p.jpg)", "[![图](p.jpg)](p.jpg)", "![*斜* `码` <b>](p.jpg)", "![\"引'](p.jpg \"题\\\"\")", "![图\n图](p.jpg)", "![{{ x }}](p.jpg)", "![图](p.jpg 'a\nb')",
)  # fmt: skip
_CHARACTERS = "\x00\x01\x07\x08\x0b\x0c\x0e\x1b\x1f\x7f\x80\x85\x9f\u00a0\u00ad\u034f\u061c\u115f\u180e\u200b\u200d\u200e\u200f\u2028\u2029\u202a\u202e\u2066\u2069\u3000\u3164\ufe0f\ufeff\ufffc\ufffd\ufffe\uffff\U000e0001\U000e0041\U0001fffe\U0010ffff😀\ud800\udc00"


def raw_html(draft: Draft, chance: Random) -> None:
    """HTML that may not stand on a page, or is broken."""
    draft.insert(
        chance,
        chance.choice(("", "\n", "词 ")) + chance.choice(_HTML) + chance.choice(("", "\n", " 词")),
    )


def odd_markdown(draft: Draft, chance: Random) -> None:
    """Markdown that parsers read differently, or that other programs know."""
    draft.insert(chance, chance.choice(("\n", "", "- ", "> ")) + chance.choice(_MARKDOWN) + "\n")


def odd_character(draft: Draft, chance: Random) -> None:
    """A character that can't be seen, or is none, stands in the body, or in a line of the head."""
    char = chance.choice(_CHARACTERS) * chance.choice((1, 1, 1, 3))
    if chance.random() < 0.3:
        place = chance.randrange(len(draft.head))
        draft.head[place] = _with(draft.head[place], char, chance)
    else:
        draft.body = _with(draft.body, char, chance)


def _with(text: str, more: str, chance: Random) -> str:
    place = chance.randint(0, len(text))
    return text[:place] + more + text[place:]


def very_much(draft: Draft, chance: Random) -> None:
    """Much of one thing: depth, length, columns, links."""
    size = chance.choice((13, 100, 1_000, 5_000))
    ways = (
        ">" * size + " x", "".join(f"{'  ' * (n % 200)}- x\n" for n in range(size)), "- " * size, "[" * size, "![" * size, "[x](" * size, "<b>" * size,
        "<div>" * size + "x", "字" * size * 20, ("字" * 80 + "\n") * size, "|" + "x|" * size + "\n|" + "-|" * size, "*a " * size, "`a" * size, "&amp;" * size,
        "[x](https://h/)" * size, "![图](p.jpg)" * min(size, 300), "# x\n" * size, "[^a]" * size, "\n" * size, "a\n===\n" * size, "<!--" * size, "<a href='x" * size,
    )  # fmt: skip
    draft.insert(chance, chance.choice(ways))


def shuffled(draft: Draft, chance: Random) -> None:
    """Lines of the body are lost, doubled or in another order, as after a careless merge."""
    lines = draft.lines
    start = chance.randrange(len(lines))
    part = lines[start : start + chance.randint(1, 12)]
    way = chance.randrange(3)
    chance.shuffle(part)
    lines[start : start + len(part) if way else start] = part if way < 2 else []
    draft.body = "\n".join(lines) + (
        "" if draft.word in "\n".join(lines) else f"\n\n{draft.word}\n"
    )


def damaged_bytes(draft: Draft, chance: Random) -> None:
    """Bytes of the file are changed, lost or in another encoding."""
    draft.late.append(chance.choice(_BYTES)(chance))


def _flipped(chance: Random) -> Callable[[bytes], bytes]:
    spots = [
        (chance.random(), 1 << chance.randrange(8)) for _ in range(chance.choice((1, 1, 3, 20)))
    ]

    def flip(data: bytes) -> bytes:
        changed = bytearray(data)
        for where, bit in spots:
            changed[int(where * len(changed))] ^= bit
        return bytes(changed)

    return flip


def _cut(chance: Random) -> Callable[[bytes], bytes]:
    part = chance.random()
    return lambda data: data[: int(part * len(data))]


def _encoded(chance: Random) -> Callable[[bytes], bytes]:
    name = chance.choice(
        (
            "gbk",
            "gb18030",
            "big5",
            "utf-16",
            "utf-16-le",
            "utf-32",
            "utf-8-sig",
            "shift_jis",
            "latin-1",
        )
    )
    return lambda data: data.decode("utf-8", "replace").encode(name, "replace")


def _ended(chance: Random) -> Callable[[bytes], bytes]:
    ends = chance.choice(
        (b"\r\n", b"\r", b"\n\r", b"\r\r\n", b"\x0b", b"\x0c", b"\xc2\x85", b"\xe2\x80\xa8")
    )
    return lambda data: data.replace(b"\n", ends)


def _framed(chance: Random) -> Callable[[bytes], bytes]:
    before = chance.choice(
        (
            b"\xef\xbb\xbf",
            b"\xef\xbb\xbf" * 2,
            b"\xff\xfe",
            b"\n",
            b" ",
            b"\x00",
            b"\xe2\x80\x8b",
            b"PK\x03\x04",
            b"\xd0\xcf\x11\xe0",
            b"%PDF-1.4\n",
        )
    )
    return lambda data: before + data


def _holed(chance: Random) -> Callable[[bytes], bytes]:
    piece, where = (
        chance.choice(
            (
                b"\xff",
                b"\xc0\x80",
                b"\xed\xa0\x80",
                b"\xf8\x88\x80\x80\x80",
                b"\xe4\xb8",
                b"\xb0\xd7",
                b"\x00" * 8,
            )
        ),
        chance.random(),
    )
    return lambda data: data[: int(where * len(data))] + piece + data[int(where * len(data)) :]


def _nothing(chance: Random) -> Callable[[bytes], bytes]:
    rest = chance.choice(
        (b"", b"\n", b"\xef\xbb\xbf", b"---\n---\n", b"---", b" " * 100, b"\x00" * 100)
    )
    return lambda _: rest


_BYTES = (_flipped, _flipped, _cut, _encoded, _ended, _framed, _holed, _nothing)
BODIES = (
    raw_html,
    raw_html,
    odd_markdown,
    odd_markdown,
    odd_character,
    very_much,
    shuffled,
    damaged_bytes,
    damaged_bytes,
)
