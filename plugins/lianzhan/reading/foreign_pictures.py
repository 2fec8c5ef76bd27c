"""Picture files of formats that no page shows: called what they are by their bytes.

In: the bytes of a file that is no JPEG, PNG, WebP or GIF, whatever its name says. Out: the code
that names its format and says how to convert it.
"""

from __future__ import annotations

import re
import zlib
from contextlib import suppress

from lianzhan.model.codes import N_, Code, error

IMAGE_HEIC = error(
    "image-heic",
    N_("图片“{src}”实际上是 HEIC 照片（苹果等手机的格式），浏览器打不开"),
    N_(
        "用手机或电脑的“照片”程序、看图软件打开，另存为 JPEG；"
        "以后拍照前在手机“设置 → 相机 → 格式”里选“兼容性最佳”"
    ),
)
IMAGE_SVG = error(
    "image-svg",
    N_("图片“{src}”实际上是 SVG 矢量图，里面可以藏程序，网站不收"),
    N_("用制作它的软件导出为 PNG，或在浏览器里打开，截图存为 PNG"),
)
IMAGE_UNSUPPORTED = error(
    "image-unsupported",
    N_("图片“{src}”实际上是 {kind} 文件，网页上不能用"),
    N_("用看图软件或“画图”打开，另存为 JPEG（照片）或 PNG（图表、截图），改用新文件"),
)

_HEAD = 4096
"""Bytes in which a file says what it is: SVG may begin with a licence in a comment."""
_HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"heif")
"""Brands of ISO/IEC 23008-12 (HEIF), in the box with which such a file begins."""
_KINDS = (
    (rb"II\*\0|MM\0\*|II\+\0|MM\0\+", "TIFF"),
    (rb"BM.{4}\0{4}", "BMP"),
    (rb"8BPS", "PSD"),
    (rb"\x00\x00[\x01\x02]\x00", "ICO"),
    (rb"....ftypcrx ", "CR3"),
    (rb"\0\0\0\x0cJXL \r\n\x87\n|\xff\x0a", "JPEG XL"),
    (rb"\0\0\0\x0cjP  \r\n\x87\n|\xff\x4f\xff\x51", "JPEG 2000"),
    (rb"%PDF-", "PDF"),
    (rb"%!PS|\xc5\xd0\xd3\xc6", "EPS"),
    (rb"\xd7\xcd\xc6\x9a|\x01\x00\x09\x00", "WMF"),
    (rb"\x01\x00\x00\x00.{36} EMF", "EMF"),
    (rb"\x0a[\x00-\x05]\x01[\x01\x02\x04\x08]", "PCX"),
    (rb"gimp xcf", "XCF"),
)
"""How files begin that people take for pictures (their formats' own signatures)."""


def named(raw: bytes) -> tuple[Code, dict[str, str]] | None:
    """Return the code of a file's format with its details; None where the format is not known."""
    head = _unpacked(raw)[:_HEAD]
    if head[4:8] == b"ftyp":
        size = min(max(int.from_bytes(head[:4], "big"), 16), 256)
        brands = {head[8:12], *(head[at : at + 4] for at in range(16, size, 4))}
        if brands & {b"avif", b"avis"}:
            return IMAGE_UNSUPPORTED, {"kind": "AVIF"}
        if brands.intersection(_HEIC_BRANDS):
            return IMAGE_HEIC, {}
    if _is_svg(head):
        return IMAGE_SVG, {}
    for pattern, kind in _KINDS:
        if re.match(pattern, head, re.DOTALL):
            return IMAGE_UNSUPPORTED, {"kind": kind}
    return None


def _is_svg(head: bytes) -> bool:
    """Whether a text begins with an svg element, after what XML lets stand before it."""
    text = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    return (
        text.startswith(b"<")
        and re.search(rb"<(?:svg:)?svg[\s>]", text) is not None
        and (b"<html" not in text)
    )


def _unpacked(raw: bytes) -> bytes:
    """Return the start of a packed file (svgz); other files as they are."""
    if raw.startswith(b"\x1f\x8b"):
        with suppress(zlib.error):
            return zlib.decompressobj(wbits=31).decompress(raw[:_HEAD], _HEAD)
    return raw
