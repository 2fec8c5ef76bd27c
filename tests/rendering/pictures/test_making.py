"""Pictures in the sizes that screens need, upright, in sRGB, and with nothing but their pixels."""

from __future__ import annotations

import io
import os
import re
import struct
from hashlib import shake_256
from typing import TYPE_CHECKING, Any

import pytest
from conftest import House, cache_in, everything_in
from every_code import CODES
from PIL import Image, ImageCms, PngImagePlugin

from lianzhan.building.staging import PictureJob, make_picture
from lianzhan.model.catalog import Picture
from lianzhan.model.problem import Problem, problem
from lianzhan.reading.pictures import decode_picture
from lianzhan.rendering.pictures.making import make_files
from rendering.conftest import picture as flat

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lianzhan.model.codes import Code

RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)


CHANGED = problem("x", 0, CODES["image-changed"])


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def refuse(code: Code, **details: object) -> Problem:
    return problem("a.md", 1, code, **details)


def read(raw: bytes, folder: Path) -> Picture:
    """What the project itself finds out about a picture file with these bytes."""
    (folder / "x").write_bytes(raw)
    found = decode_picture(raw, "x", refuse, 100_000)
    assert isinstance(found, Picture), found
    return found


def made(raw: bytes, folder: Path) -> dict[str, Image.Image]:
    """Every file made of a picture but its square: loaded, by the end of its name."""
    files = make_files(raw, read(raw, folder))
    images = {}
    for name, data in files.items():
        if name.endswith("-square.jpg"):
            continue
        image = Image.open(io.BytesIO(data))
        image.load()
        images[name.partition("-")[2]] = image
    return images


def is_near(colour: Any, wanted: tuple[int, ...]) -> bool:
    return all(abs(a - b) <= 24 for a, b in zip(colour, wanted, strict=True))


@pytest.mark.parametrize(
    ("size", "webp", "plain"),
    [
        ((3000, 2000), [(240, 160), (375, 250), (750, 500), (1100, 733)], (750, 500)),
        ((1080, 720), [(240, 160), (375, 250), (750, 500), (1080, 720)], (750, 500)),
        ((640, 480), [(240, 180), (375, 281), (640, 480)], (640, 480)),
        ((1, 1), [(1, 1)], (1, 1)),
        ((1000, 1), [(240, 1), (375, 1), (750, 1), (1000, 1)], (750, 1)),
    ],
)
def test_a_picture_is_made_in_the_sizes_that_are_planned(
    tmp_path: Path, size: tuple[int, int], webp: list[tuple[int, int]], plain: tuple[int, int]
) -> None:
    images = made(flat(*size, kind="JPEG"), tmp_path)
    sizes = {name: image.size for name, image in images.items()}
    assert [size for name, size in sorted(sizes.items(), key=lambda x: x[1]) if "webp" in name] == (
        webp
    )
    assert [size for name, size in sizes.items() if name.endswith("jpg")] == [plain]


@pytest.mark.parametrize(
    ("kind", "ending"), [("JPEG", "jpg"), ("PNG", "png"), ("GIF", "png"), ("WEBP", "jpg")]
)
def test_every_picture_has_a_kind_that_all_readers_know_and_webp(
    tmp_path: Path, kind: str, ending: str
) -> None:
    images = made(flat(240, 300, "red", kind), tmp_path)
    assert {name: image.format for name, image in images.items()} == {
        f"240.{ending}": "JPEG" if ending == "jpg" else "PNG",
        "240.webp": "WEBP",
    }
    for image in images.values():
        assert is_near(image.convert("RGB").getpixel((100, 100)), RED)


def grain(width: int, height: int) -> Image.Image:
    return Image.frombytes("RGB", (width, height), shake_256(b"grain").digest(3 * width * height))


def webp_sizes(image: Image.Image, folder: Path) -> dict[str, int]:
    """Bytes of the WebP files of a picture, by their widths."""
    raw = saved(image, "JPEG", quality=90)
    files = make_files(raw, read(raw, folder))
    return {
        name.rpartition("-")[2].removesuffix(".webp"): len(data)
        for name, data in files.items()
        if name.endswith(".webp")
    }


def encoded(image: Image.Image, width: int, quality: int) -> int:
    small = image.resize((width, image.height * width // image.width), Image.Resampling.LANCZOS)
    return len(saved(small, "WEBP", quality=quality, method=2))


def test_a_heavy_picture_is_made_lighter_and_a_light_one_is_not(tmp_path: Path) -> None:
    coarse = grain(300, 180).resize((1600, 960), Image.Resampling.BICUBIC)
    photograph = Image.blend(Image.new("RGB", coarse.size, "teal"), coarse, 0.15)
    for width, most in ((750, 30), (1100, 56)):
        assert encoded(photograph, width, 78) > most * 1024
    sizes = webp_sizes(photograph, tmp_path)
    assert sizes["750"] <= 30 * 1024
    assert sizes["1100"] <= 56 * 1024
    assert sizes["240"] == pytest.approx(encoded(photograph, 240, 78), rel=0.1)


def test_the_picture_of_a_row_weighs_no_more_than_six_kib(tmp_path: Path) -> None:
    coarse = grain(60, 36).resize((1600, 960), Image.Resampling.BICUBIC)
    photograph = Image.blend(Image.new("RGB", coarse.size, "teal"), coarse, 0.5)
    assert encoded(photograph, 240, 78) > 6 * 1024
    assert webp_sizes(photograph, tmp_path)["240"] <= 6 * 1024


def test_what_can_be_no_lighter_is_made_all_the_same(tmp_path: Path) -> None:
    noise = grain(800, 480)
    sizes = webp_sizes(noise, tmp_path)
    assert sizes["800"] > 56 * 1024
    assert sizes["800"] == pytest.approx(encoded(noise, 800, 50), rel=0.15)


ORIENTED: dict[int, Callable[[Image.Image], Image.Image]] = {
    1: lambda image: image,
    2: lambda image: image.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
    3: lambda image: image.transpose(Image.Transpose.ROTATE_180),
    4: lambda image: image.transpose(Image.Transpose.FLIP_TOP_BOTTOM),
    5: lambda image: image.transpose(Image.Transpose.TRANSPOSE),
    6: lambda image: image.transpose(Image.Transpose.ROTATE_90),
    7: lambda image: image.transpose(Image.Transpose.TRANSVERSE),
    8: lambda image: image.transpose(Image.Transpose.ROTATE_270),
}
"""What a camera does to the scene before it writes each orientation (EXIF 2.32, 4.6.4, 0x0112)."""


def scene() -> Image.Image:
    """Red upper left, green upper right, blue lower left, white lower right; 400 by 200."""
    image = Image.new("RGB", (400, 200), WHITE)
    for colour, corner in ((RED, (0, 0)), (GREEN, (200, 0)), (BLUE, (0, 100))):
        image.paste(colour, (*corner, corner[0] + 200, corner[1] + 100))
    return image


@pytest.mark.parametrize("orientation", ORIENTED)
def test_a_picture_stands_upright_however_the_camera_was_held(
    tmp_path: Path, orientation: int
) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    raw = saved(ORIENTED[orientation](scene()), "JPEG", exif=exif, quality=95)
    found = read(raw, tmp_path)
    assert (found.width, found.height) == (400, 200)
    for image in made(raw, tmp_path).values():
        width, height = image.size
        assert width == 2 * height
        corners = [(20, 20), (width - 20, 20), (20, height - 20), (width - 20, height - 20)]
        for corner, colour in zip(corners, (RED, GREEN, BLUE, WHITE), strict=True):
            assert is_near(image.getpixel(corner), colour), corner


def tiff(*entries: tuple[int, int, int, bytes]) -> bytes:
    """EXIF data as a careless camera writes it."""
    packed = b"".join(struct.pack("<HHI", tag, kind, n) + value for tag, kind, n, value in entries)
    head = b"Exif\0\0II*\0\x08\0\0\0" + struct.pack("<H", len(entries))
    return head + packed + b"\0\0\0\0"


@pytest.mark.parametrize(
    "exif",
    [
        tiff(
            (0x0112, 3, 1, b"\x06\0\0\0"),
            (0x0132, 4, 1, b"\xff\xff\xff\xff"),
            (0x0128, 2, 4, b"abcd"),
        ),
        tiff(
            (0x0112, 3, 1, b"\x06\0\0\0"),
            (0x8825, 4, 1, b"\x08\0\0\0"),
            (0x013B, 5, 1, b"\0\0\0\0"),
        ),
    ],
)
def test_badly_written_exif_data_turns_the_picture_and_breaks_nothing(
    tmp_path: Path, exif: bytes
) -> None:
    images = made(saved(Image.new("RGB", (400, 800), "red"), "JPEG", exif=exif), tmp_path)
    assert images["800.jpg"].size == (800, 400)


@pytest.mark.parametrize("exif", [tiff((0x0112, 2, 3, b"abc\0")), tiff((0x0112, 3, 1, b"c\0\0\0"))])
def test_an_orientation_that_is_none_turns_nothing(tmp_path: Path, exif: bytes) -> None:
    images = made(saved(Image.new("RGB", (400, 800), "red"), "JPEG", exif=exif), tmp_path)
    assert images["400.jpg"].size == (400, 800)


SECRETS = (b"Exif", b"SecretPlace", b"xpacket", b"xmpmeta", b"ICC_PROFILE", b"iCCP", b"acsp")


def full_of_secrets(kind: str) -> bytes:
    """A picture with EXIF (with a place), XMP, a colour profile, a comment and text."""
    exif = Image.Exif()
    exif[0x010F] = exif[0x010E] = "SecretPlace"
    exif.get_ifd(0x8825)[2] = (28.0, 12.0, 0.0)
    exif.get_ifd(0x8769)[0x9286] = b"ASCII\0\0\0SecretPlace"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    xmp = b'<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/">SecretPlace</x:xmpmeta>'
    options: dict[str, Any] = {"exif": exif, "icc_profile": profile}
    if kind == "PNG":
        info = PngImagePlugin.PngInfo()
        info.add_text("Comment", "SecretPlace")
        info.add_itxt("XML:com.adobe.xmp", xmp.decode())
        options["pnginfo"] = info
    else:
        options["xmp"] = xmp
    if kind == "JPEG":
        options["comment"] = "SecretPlace"
    if kind == "GIF":
        options = {"comment": "SecretPlace"}
    return saved(Image.new("RGB", (800, 600), "red"), kind, **options)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_nothing_that_a_camera_or_a_program_noted_is_published(tmp_path: Path, kind: str) -> None:
    raw = full_of_secrets(kind)
    assert b"SecretPlace" in raw
    files = make_files(raw, read(raw, tmp_path))
    assert sorted(name.partition("-")[2].partition(".")[0] for name in files) == [
        "240",
        "375",
        "800",
        "800",
        "square",
    ]
    for name, data in files.items():
        assert [secret for secret in SECRETS if secret in data] == [], name
        info = set(Image.open(io.BytesIO(data)).info)
        assert info <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive",
                        "progression", "loop", "background", "timestamp", "duration"}  # fmt: skip


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_colours_of_another_space_are_brought_to_srgb(tmp_path: Path, mode: str) -> None:
    """A profile that swaps red and green (as a wide-gamut one shifts them) is applied."""
    source = Image.new("RGB", (400, 300), RED).convert(mode)
    for image in made(saved(source, "PNG", icc_profile=swapping_profile()), tmp_path).values():
        assert image.convert("RGBA").getpixel((100, 100))[3] == 255
        red, green, _ = image.convert("RGB").getpixel((100, 100))
        assert green > red


def swapping_profile() -> bytes:
    """sRGB with its red and green primaries exchanged."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    (count,) = struct.unpack(">I", profile[128:132])
    places = {profile[132 + 12 * n : 136 + 12 * n].decode(): 132 + 12 * n for n in range(count)}
    red, green = places["rXYZ"], places["gXYZ"]
    profile[red + 4 : red + 12], profile[green + 4 : green + 12] = (
        profile[green + 4 : green + 12],
        profile[red + 4 : red + 12],
    )
    return bytes(profile)


@pytest.mark.parametrize("mode", ["RGB", "CMYK"])
@pytest.mark.parametrize("profile", [b"no profile at all", "sRGB"])
def test_a_profile_that_does_not_fit_is_left_out(
    tmp_path: Path, mode: str, profile: bytes | str
) -> None:
    if isinstance(profile, str):
        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    source = Image.new("RGB", (400, 300), "red").convert(mode)
    for image in made(saved(source, "JPEG", icc_profile=profile), tmp_path).values():
        assert image.mode == "RGB"
        assert is_near(image.getpixel((100, 100)), RED)


@pytest.mark.parametrize("mode", ["1", "L", "P", "CMYK", "I;16"])
def test_pictures_of_every_mode_keep_their_brightness(tmp_path: Path, mode: str) -> None:
    """Half grey, or black where there are but two colours."""
    if mode == "I;16":
        source = Image.new(mode, (400, 300), 128 * 256)
    else:
        source = Image.new("L", (400, 300), 0 if mode == "1" else 128).convert(mode)
    raw = saved(source, "JPEG" if mode == "CMYK" else "PNG")
    wanted = (0, 0, 0) if mode == "1" else (128, 128, 128)
    for image in made(raw, tmp_path).values():
        assert is_near(image.convert("RGB").getpixel((100, 100)), wanted)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF"])
def test_what_shines_through_stays_so_or_becomes_paper(tmp_path: Path, kind: str) -> None:
    source = Image.new("RGBA", (400, 300), (255, 0, 0, 0))
    source.paste((0, 0, 255, 255), (0, 0, 200, 300))
    images = made(saved(source, kind), tmp_path)
    for image in images.values():
        assert is_near(image.convert("RGB").getpixel((50, 100)), BLUE)
        corner = image.getpixel((image.width - 40, 100))
        if image.format == "JPEG":
            assert is_near(corner, WHITE)
        else:
            assert corner[3] < 8


def test_transparent_palette_entries_are_transparent(tmp_path: Path) -> None:
    source = Image.new("P", (400, 300), 1)
    source.putpalette([255, 0, 0, 0, 0, 255])
    source.paste(0, (0, 0, 200, 300))
    images = made(saved(source, "PNG", transparency=0), tmp_path)
    for image in images.values():
        assert image.convert("RGBA").getpixel((50, 100))[3] == 0
        assert is_near(image.convert("RGB").getpixel((image.width - 100, 100)), BLUE)


@pytest.mark.parametrize(
    ("height", "endings"), [(16_383, {"jpg", "webp"}), (16_384, {"jpg"}), (40_000, {"jpg"})]
)
def test_a_picture_too_long_for_webp_goes_without(
    tmp_path: Path, height: int, endings: set[str]
) -> None:
    images = made(flat(100, height, kind="JPEG"), tmp_path)
    assert set(images) == {f"100.{ending}" for ending in endings}
    assert {image.size for image in images.values()} == {(100, height)}


@pytest.mark.parametrize("kind", ["jpeg", "png", "gif", "webp"])
@pytest.mark.parametrize("long", [1, 401, 1601, 9_000])
@pytest.mark.parametrize("short", [1, 3, 7, 9])
def test_a_picture_of_a_few_pixels_in_one_direction_is_made(
    tmp_path: Path, kind: str, long: int, short: int
) -> None:
    for size in ((long, short), (short, long)):
        images = made(saved(Image.new("RGB", size, RED), kind), tmp_path)
        assert images
        assert all(min(image.size) > 0 for image in images.values())


def test_a_picture_that_changed_since_it_was_checked_is_refused(tmp_path: Path) -> None:
    before = read(flat(400, 300), tmp_path)
    (tmp_path / "x").write_bytes(flat(400, 300, "red"))
    assert make_picture(PictureJob(before, tmp_path, cache_in(tmp_path / "cache"))) == CHANGED
    assert not (tmp_path / "cache").exists()


def test_nothing_else_takes_the_place_of_a_picture_that_was_checked(tmp_path: Path) -> None:
    """Not even the same bytes, where they come through a link: it may lead anywhere a moment on."""
    content, secret = tmp_path / "content", tmp_path / "secret"
    content.mkdir()
    before = read(flat(400, 300), content)
    job = PictureJob(before, content, cache_in(tmp_path / "cache"))
    (content / "x").rename(secret)
    assert make_picture(job) == CHANGED
    (content / "x").symlink_to(secret)
    assert make_picture(job) == CHANGED
    (content / "x").unlink()
    (content / "x").mkdir()
    assert make_picture(job) == CHANGED
    if hasattr(os, "mkfifo"):
        (content / "x").rmdir()
        os.mkfifo(content / "x")
        assert make_picture(job) == CHANGED


def test_a_file_is_named_after_the_content_so_that_two_sites_share_it(house: House) -> None:
    raw = flat(800, 600)
    house.write("hunan/articles/news/a.png", raw)
    house.write("hunan/changsha/articles/news/b.png", raw)
    house.write("hunan/changsha/articles/news/c.png", flat(800, 600, "red"))
    house.article("hunan/articles/news/a.md", "![图](a.png)")
    house.article("hunan/changsha/articles/news/b.md", "![图](b.png) ![别的](c.png)")
    house.build()
    files = everything_in(house.output / "assets" / "pictures")
    assert len(files) == 2 * 5
    pages = [house.page(f"{page}.html") for page in ("hunan/news/a", "changsha/news/b")]
    sources = [re.findall(r'<img src="\.\./\.\./assets/([^"]+)"', page) for page in pages]
    assert sources[0] == sources[1][:1]
    assert sources[1][0] != sources[1][1]


def test_a_picture_is_made_once_and_then_taken_from_the_cache(tmp_path: Path) -> None:
    job = PictureJob(read(flat(800, 600), tmp_path), tmp_path, cache_in(tmp_path / "cache"))
    first = make_picture(job)
    files = everything_in(tmp_path / "cache")
    assert sorted(files) == sorted(first)
    (tmp_path / "x").unlink()
    assert make_picture(job) == first
    assert everything_in(tmp_path / "cache") == files


def test_the_square_is_the_middle_of_a_picture(tmp_path: Path) -> None:
    image = Image.new("RGB", (900, 300), RED)
    image.paste(GREEN, (300, 0, 600, 300))
    raw = saved(image, "PNG")
    files = make_files(raw, read(raw, tmp_path))
    square: Any = Image.open(io.BytesIO(next(files[x] for x in files if x.endswith("square.jpg"))))
    assert (square.size, square.format) == ((300, 300), "JPEG")
    for place in ((4, 4), (295, 295), (150, 150)):
        red, green, blue = square.getpixel(place)
        assert green > 200
        assert max(red, blue) < 60
