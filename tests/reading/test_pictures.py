"""Picture files: opened and decoded once, in full."""

from __future__ import annotations

import io
import struct
import sys
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cli import run
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image as Pillow

from lianzhan.model.body import Image
from lianzhan.model.catalog import Picture
from lianzhan.model.federation import Site
from lianzhan.model.problem import Problem
from lianzhan.reading.bounds import MAX_PICTURE_BYTES, MAX_PIXELS
from lianzhan.reading.looking import look
from lianzhan.reading.pictures import decode_picture, is_remote, probe
from lianzhan.reading.read_job import ReadJob

if TYPE_CHECKING:
    from lianzhan.model.codes import Code


def encoded(
    size: tuple[int, int] = (40, 30), kind: str = "JPEG", mode: str = "RGB", **how: object
) -> bytes:
    out = io.BytesIO()
    Pillow.new(mode, size, 1).save(out, kind, **how)  # type: ignore[arg-type]
    return out.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, data: bytes = b"") -> bytes:
    """A black and white PNG of any size; its data may be too short."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def decode(raw: bytes, moving_bytes: int = 1_000_000) -> Picture | tuple[str, dict[str, str]]:
    """The picture, or the code and details of what is wrong with it."""

    def fault(code: Code, **details: object) -> Problem:
        return Problem("x.md", 1, code, tuple((key, str(value)) for key, value in details.items()))

    found = decode_picture(raw, "x.jpg", fault, moving_bytes)
    return (found.code, dict(found.details)) if isinstance(found, Problem) else found


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        ("JPEG", "RGB"), ("JPEG", "L"), ("JPEG", "CMYK"), ("PNG", "RGBA"), ("PNG", "1"),
        ("PNG", "P"), ("PNG", "I;16"), ("WEBP", "RGBA"), ("GIF", "P"),
    ],
)  # fmt: skip
def test_a_picture_has_its_format_and_size_whatever_its_colours(kind: str, mode: str) -> None:
    raw = encoded(kind=kind, mode=mode)
    picture = decode(raw)
    assert isinstance(picture, Picture)
    assert (picture.format, picture.width, picture.height) == (kind.lower(), 40, 30)
    assert picture.bytes == len(raw)


def test_the_digest_is_of_the_bytes() -> None:
    one, two = decode(encoded(quality=90)), decode(encoded(quality=10))
    assert isinstance(one, Picture)
    assert isinstance(two, Picture)
    assert one.digest != two.digest
    assert one == decode(encoded(quality=90))


@pytest.mark.parametrize(
    ("orientation", "size"), [(1, (40, 30)), (3, (40, 30)), (6, (30, 40)), (8, (30, 40))]
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_turned_picture_has_the_size_it_is_shown_in(
    kind: str, orientation: int, size: tuple[int, int]
) -> None:
    exif = Pillow.Exif()
    exif[0x0112] = orientation
    picture = decode(encoded(kind=kind, exif=exif))
    assert isinstance(picture, Picture)
    assert (picture.width, picture.height) == size


def test_a_picture_of_several_photographs_is_a_jpeg() -> None:
    """Some phones write such a file (MPO) with the name .jpg."""
    out = io.BytesIO()
    first, second = Pillow.new("RGB", (40, 30), "red"), Pillow.new("RGB", (40, 30), "blue")
    first.save(out, "MPO", save_all=True, append_images=[second])
    picture = decode(out.getvalue())
    assert isinstance(picture, Picture)
    assert picture.format == "jpeg"
    assert not picture.is_animated


def animation(kind: str = "GIF", size: tuple[int, int] = (40, 30), count: int = 3) -> bytes:
    frames = [Pillow.new("RGB", size, (60 * n % 256, n // 4 % 256, 9)) for n in range(count)]
    out = io.BytesIO()
    frames[0].save(out, kind, save_all=True, append_images=frames[1:], duration=100)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_an_animation_moves_up_to_a_number_of_bytes(kind: str) -> None:
    raw = animation(kind)
    moving, too_large = decode(raw, len(raw)), decode(raw, len(raw) - 1)
    assert isinstance(moving, Picture)
    assert isinstance(too_large, Picture)
    assert (moving.is_animated, moving.moves) == (True, True)
    assert (too_large.is_animated, too_large.moves) == (True, False)


@pytest.mark.parametrize(("size", "count"), [((5000, 2500), 5), ((1, 1), 1002)])
def test_an_animation_of_too_many_pixels_or_frames_stands_still(
    size: tuple[int, int], count: int
) -> None:
    found = decode(animation("GIF", size, count))
    assert isinstance(found, Picture)
    assert (found.is_animated, found.moves) == (True, False)


@pytest.mark.parametrize("kind", ["JPEG", "GIF", "PNG", "WEBP"])
def test_a_picture_of_one_frame_is_no_animation(kind: str) -> None:
    found = decode(encoded(kind=kind))
    assert isinstance(found, Picture)
    assert (found.is_animated, found.moves) == (False, False)


def test_an_animation_whose_later_frames_are_cut_off_is_unreadable() -> None:
    found = decode(animation("WEBP", (200, 200), 9)[:-40])
    assert isinstance(found, tuple)
    assert found[0] == "image-unreadable"


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"\0", b"\xff\xd8", b"\xff\xd8\xff\xe0", "这是文字。".encode(), b"GIF89a",
        b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP", encoded()[:400], encoded((400, 300))[:-200],
        encoded(kind="PNG")[:-30], encoded((64, 64), kind="WEBP")[:40], png(64, 64), png(0, 0),
        png(1, 0), png(64, 64, b"\0" * 50),
        b"GIF89a" + struct.pack("<HH", 0, 0) + b"\0\0\0;",
    ],
    ids=[
        "empty", "zero", "jpeg start", "jpeg head", "text", "gif head", "png head",
        "webp head", "cut jpeg", "jpeg without end", "png without end",
        "cut webp", "png without data", "png of no size", "png of no height", "png of few lines",
        "gif of no size",
    ],
)  # fmt: skip
def test_what_is_no_picture_or_half_of_one_is_unreadable(raw: bytes) -> None:
    found = decode(raw)
    assert isinstance(found, tuple)
    code, details = found
    assert (code, details) == ("image-unreadable", {}), "what a decoder says is English"


STARVED = """
import os, resource, sys
from pathlib import Path
from PIL import Image
from lianzhan.reading.pictures import decode_picture
raw = Path(sys.argv[1]).read_bytes()
if sys.argv[2] == "ready":
    Image.init()
used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
hard = resource.getrlimit(resource.RLIMIT_AS)[1]

def blame(code, **details):
    os.write(2, f"{spare} MB: {code} {details}".encode())
    os._exit(1)

for spare in range(0, 48, 2):
    if os.fork() == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
        resource.setrlimit(resource.RLIMIT_AS, (used + (spare << 20), hard))
        try:
            decode_picture(raw, "x", blame, 1_000_000)
            os.write(1, b"decoded ")
        except (MemoryError, ImportError, SystemError):
            pass
        os._exit(0)
    os.wait()
"""


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs Linux")
@pytest.mark.parametrize("pillow", ["ready", "cold"])
@pytest.mark.parametrize("kind", ["WEBP", "GIF", "PNG", "JPEG"])
def test_a_picture_is_not_called_damaged_for_want_of_memory(
    tmp_path: Path, kind: str, pillow: str
) -> None:
    file = tmp_path / "x"
    file.write_bytes(encoded((1500, 900), kind))
    command = [sys.executable, "-c", STARVED, str(file), pillow]
    done = run(command, tmp_path)
    # Where a library crashes for want of memory, or Python 3.11 computes without end because it
    # has none to handle an exception, the process dies, and the task is tried again:
    # so each try has a process of its own here, and a crash of one hides nothing of the others.
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("decoded ")


@pytest.mark.parametrize(
    ("width", "height"), [(10_000, 5_001), (7_072, 7_072), (20_000, 20_000), (2**31 - 1, 2**31 - 1)]
)
def test_a_picture_of_too_many_pixels_is_not_decoded(width: int, height: int) -> None:
    """400 million black pixels are 50 kB as a file, and 400 MB in memory."""
    found = decode(png(width, height))
    assert isinstance(found, tuple)
    assert found[0] == "image-too-large"
    assert found[1]["limit"] == str(MAX_PIXELS)


def test_the_bound_of_pixels_is_the_last_that_is_read() -> None:
    picture = decode(encoded((10_000, 5_000), kind="PNG", mode="1"))
    assert isinstance(picture, Picture)
    assert picture.width * picture.height == MAX_PIXELS


def test_a_text_hidden_in_a_picture_does_not_blow_up() -> None:
    bomb = chunk(b"zTXt", b"a\0\0" + zlib.compress(b"\0" * 100_000_000, 9))
    raw = encoded(kind="PNG")
    found = decode(raw[:33] + bomb + raw[33:])
    assert isinstance(found, Picture) or found[0] == "image-unreadable"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    (tmp_path / "content/hunan").mkdir(parents=True)
    (tmp_path / "content/hunan/near.jpg").write_bytes(encoded())
    return tmp_path / "content"


NEAR = Image("near.jpg", "甲", 7)


def job(content: Path) -> ReadJob:
    site = Site("hunan", "湖南", "province", "hunan", ())
    return ReadJob(content, site, "Asia/Shanghai", (), (), 1_000_000)


def read(content: Path) -> Picture | Problem:
    return probe(look(content, "hunan/near.jpg"), job(content), NEAR, "x.md")[0]


def test_a_picture_is_named_where_content_is_a_link_itself(content: Path) -> None:
    link = content.with_name("link")
    link.symlink_to(content)
    picture = read(link)
    assert isinstance(picture, Picture)
    assert picture.path == "hunan/near.jpg"


def test_a_picture_file_too_large_is_not_read(content: Path) -> None:
    with (content / "hunan/near.jpg").open("r+b") as opened:
        opened.truncate(MAX_PICTURE_BYTES)
    assert isinstance(read(content), Picture)
    with (content / "hunan/near.jpg").open("r+b") as opened:
        opened.truncate(MAX_PICTURE_BYTES + 1)
    found = read(content)
    assert isinstance(found, Problem)
    assert (found.path, found.line, found.code) == ("x.md", 7, "file-too-large")


def test_a_picture_that_went_away_meanwhile_is_a_problem(content: Path) -> None:
    seen = look(content, "hunan/near.jpg")
    (content / "hunan/near.jpg").unlink()
    found, as_seen = probe(seen, job(content), NEAR, "x.md")
    assert isinstance(found, Problem)
    assert (found.line, found.code) == (7, "image-unreadable")
    assert as_seen == seen


def test_a_link_out_that_takes_a_pictures_place_is_not_followed(content: Path) -> None:
    """Between the look and the opening, as somebody may do at any moment."""
    seen = look(content, "hunan/near.jpg")
    (content / "hunan/near.jpg").rename(content.parent / "secret.jpg")
    (content / "hunan/near.jpg").symlink_to(content.parent / "secret.jpg")
    found, _ = probe(seen, job(content), NEAR, "x.md")
    assert isinstance(found, Problem)
    assert found.code == "image-unreadable"


@pytest.mark.parametrize(
    ("src", "remote"),
    [
        ("https://example.org/a.jpg", True),
        ("HTTP://example.org/a.jpg", True),
        ("//example.org/a.jpg", True),
        ("a.jpg", False),
        ("/a.jpg", False),
        ("{static}/a.jpg", False),
        ("http:a.jpg", False),
    ],
)
def test_a_remote_picture_names_its_host(src: str, remote: bool) -> None:
    assert is_remote(src) is remote


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["JPEG", "PNG", "GIF", "WEBP"]), st.data())
def test_a_damaged_picture_is_read_or_refused(kind: str, data: st.DataObject) -> None:
    raw = bytearray(encoded((16, 12), kind=kind))
    for _ in range(data.draw(st.integers(1, 6))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    found = decode(bytes(raw))
    if isinstance(found, Picture):
        assert found.width * found.height > 0
    else:
        assert found[0] in ("image-unreadable", "image-too-large")
