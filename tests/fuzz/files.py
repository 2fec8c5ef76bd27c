"""Damage of files: names, links, and pictures that are not what they seem."""

from __future__ import annotations

import io
import struct
import zlib
from typing import TYPE_CHECKING

from PIL import Image

from fuzz.seeds import drawn, saved

if TYPE_CHECKING:
    from random import Random

    from fuzz.draft import Draft

ELSEWHERE = "不在内容里的文字"
"""Stands in a file outside content/ that links lead to."""
OUTSIDE, GOOD = "OUTSIDE", "GOOD"
"""What a link leads to: a file outside content/; a good article."""
_NAMES = (
    "{n} 空格", "{n}-😀", "{n}é", "{n}e\u0301", "{n}.v2", "{n}..x", "{n}.", "{n}-（一）", "{n}“引”", "{n}'x", "{n}&amp;", "{n}%2fx", "{n}#x", "{n}?x", "{n}:x", "{n}\\x", "{n}<b>",
    "{n}|x", "{n}*", "{n}\u200b", "{n}\u202ex", "{n}\x01", "{n}\n", "{n}\t", "{n}" + "长" * 70, "{n}" + "x" * 113, "{n}\udcff", "{n}+x", "{n}@x", "{n}~", "-{n}", "_{n}", "{n}$x", "{n};x", "{n},x", "{n}=x",
    "{n}{{x}}", "{n}.html", "{n}.md", "{n}\u3000x", "{n}Ａ", "{n}ß", "{n}İ", "con", "NUL", "aux", "index", "page", "INDEX", "Page", "com1", "feed", "atom", "404", "sitemap", "theory", "{n}%00", "%2e%2e",
)  # fmt: skip
_ENDINGS = (".markdown", ".MD", ".Md", ".mArkdown")
_BESIDE = (
    ("附件.docx", b"PK\x03\x04"), ("x.txt", b"x"), ("x.html", b"<script>x</script>"), ("Thumbs.db", b"\0"), (".DS_Store", b"\0"), ("._index.md", b"\0"), ("index.md~", b"x"), ("index.markdown", b"---\ntitle: x\n---\n"),
    ("two.md", b"x"), ("~$index.docx", b"x"), (".git", b"x"), ("sub/index.md", b"x"), ("site.toml", b"name = 'x'\nlevel = 'county'\n"), ("picks.toml", b"x"), ("x.svg", b"<svg onload='x'/>"), ("name with \n newline.txt", b"x"),
)  # fmt: skip


def odd_name(draft: Draft, chance: Random) -> None:
    """The file or its folder has a name that addresses or file systems have trouble with."""
    draft.name = chance.choice(_NAMES).replace("{n}", draft.name)


def odd_ending(draft: Draft, chance: Random) -> None:
    """Markdown under one of its other endings."""
    draft.ending = chance.choice(_ENDINGS)


def single_file(draft: Draft, chance: Random) -> None:
    """The article is a file of its own; its pictures stay beside it, or are lost."""
    draft.is_bundle = False
    if chance.random() < 0.9:
        for name in draft.pictures:
            draft.body = draft.body.replace(f"]({name}", f"]({draft.name}-{name}")
        draft.pictures = {f"{draft.name}-{name}": data for name, data in draft.pictures.items()}


def beside(draft: Draft, chance: Random) -> None:
    """Other programs' files stand in the bundle."""
    name, data = chance.choice(_BESIDE)
    draft.beside[name] = data


def own_link(draft: Draft, chance: Random) -> None:
    """The article's file is a symbolic link: out, to a good article, to itself, to nothing."""
    draft.own = chance.choice(
        (
            OUTSIDE,
            GOOD,
            "index.md",
            ".",
            "..",
            "nowhere.md",
            "/dev/zero",
            "/dev/null",
            "/proc/self/environ",
        )
    )


def picture_link(draft: Draft, chance: Random) -> None:
    """A picture is a symbolic link."""
    name = next(iter(draft.pictures))
    draft.pictures = {key: data for key, data in draft.pictures.items() if key != name}
    draft.links[name] = chance.choice(
        (OUTSIDE, GOOD, name, "x/../" + name, ".", "nowhere.jpg", "/dev/zero", "/etc/passwd")
    )
    draft.insert(chance, f"\n![图]({name})\n")


def odd_picture(draft: Draft, chance: Random) -> None:
    """A picture is broken, of another kind than its name says, or extreme."""
    name = next(iter(draft.pictures))
    draft.log.append(name)
    draft.pictures[name] = chance.choice(_PICTURES)(chance)
    draft.insert(chance, f"\n![图]({name})\n")


def _truncated(chance: Random) -> bytes:
    data = drawn(chance.choice(("JPEG", "PNG", "GIF", "WEBP")))
    return data[: chance.randint(0, len(data))]


def _flipped(chance: Random) -> bytes:
    data = bytearray(drawn(chance.choice(("JPEG", "PNG", "GIF", "WEBP"))))
    for _ in range(chance.choice((1, 4, 16))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(data)


def _of_mode(chance: Random) -> bytes:
    kind, mode = chance.choice((
        ("JPEG", "CMYK"), ("JPEG", "L"), ("PNG", "P"), ("PNG", "1"), ("PNG", "LA"), ("PNG", "RGBA"), ("PNG", "I;16"), ("GIF", "P"), ("WEBP", "RGBA"), ("TIFF", "RGB"), ("BMP", "RGB"), ("ICO", "RGB"), ("PPM", "RGB"),
    ))  # fmt: skip
    return drawn(kind, mode)


def _of_size(chance: Random) -> bytes:
    return drawn(
        chance.choice(("PNG", "JPEG")),
        size=chance.choice(((1, 1), (1, 3000), (3000, 1), (2, 900), (641, 3))),
    )


def _animated(_: Random) -> bytes:
    frames = [Image.new("P", (24, 24), colour) for colour in range(4)]
    data = io.BytesIO()
    frames[0].save(data, "GIF", save_all=True, append_images=frames[1:], duration=50, loop=0)
    return data.getvalue()


def _with_orientation(chance: Random) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = chance.randrange(12)
    data = io.BytesIO()
    Image.new("RGB", (40, 20)).save(data, "JPEG", exif=exif)
    return data.getvalue()


def _with_profile(_: Random) -> bytes:
    data = io.BytesIO()
    Image.new("P", (40, 20)).save(data, "PNG", icc_profile=b"no profile")
    return data.getvalue()


def _huge_header(chance: Random) -> bytes:
    width, height = chance.choice(((60_000, 60_000), (2**31 - 1, 1), (0, 0), (100_000, 400)))
    chunk = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    crc = struct.pack(">I", zlib.crc32(chunk))
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + crc + drawn("PNG")[33:]


def _no_picture(chance: Random) -> bytes:
    svg = b"<svg xmlns='http://www.w3.org/2000/svg' onload='x'><script>x</script></svg>"
    return chance.choice(
        (
            b"",
            b"\x00" * 64,
            svg,
            b"<html><script>x</script>",
            b"GIF89a",
            b"\xff\xd8\xff",
            b"RIFF\x00\x00\x00\x00WEBP",
            ELSEWHERE.encode(),
        )
    )


def _big(chance: Random) -> bytes:
    size = (chance.choice((700, 1700)), 400)
    grey = Image.frombytes("L", size, chance.randbytes(size[0] * size[1]))
    return saved(grey.convert("RGB"), "JPEG")


_PICTURES = (
    _truncated,
    _flipped,
    _flipped,
    _of_mode,
    _of_mode,
    _of_size,
    _animated,
    _with_orientation,
    _with_profile,
    _huge_header,
    _no_picture,
    _big,
)
FILES = (
    odd_name,
    odd_name,
    odd_ending,
    single_file,
    single_file,
    beside,
    own_link,
    picture_link,
    odd_picture,
    odd_picture,
    odd_picture,
)
