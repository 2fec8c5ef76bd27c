"""Files as people attach them, made in memory: Office files, PDF, OFD, pictures, and bad ones."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_SLIDE = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_MAIN = {
    "docx": ("word/document.xml", "wordprocessingml.document"),
    "xlsx": ("xl/workbook.xml", "spreadsheetml.sheet"),
    "pptx": ("ppt/presentation.xml", "presentationml.presentation"),
}
PLAIN = f"<w:document {_WORD}><w:body><w:p><w:r><w:t>报名表</w:t></w:r></w:p></w:body></w:document>"
CHANGED = (
    f"<w:document {_WORD}><w:body><w:p>"
    '<w:ins w:id="1" w:author="李科长"><w:r><w:t>增</w:t></w:r></w:ins>'
    '<w:del w:id="2" w:author="王&lt;b&gt;"><w:r><w:delText>删</w:delText></w:r></w:del>'
    "</w:p></w:body></w:document>"
)
COMMENTS = (
    f'<w:comments {_WORD}><w:comment w:id="0" w:author="赵主任"><w:p/></w:comment></w:comments>'
)


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """A zip file of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def office(ending: str, main: str = "", more: Mapping[str, str | bytes] | None = None) -> bytes:
    """An Office file with its main part, and more parts."""
    path, kind = _MAIN[ending]
    content_type = f"application/vnd.openxmlformats-officedocument.{kind}.main+xml"
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/{path}" ContentType="{content_type}"/></Types>'
    )
    return zipped({"[Content_Types].xml": types, path: main or "<x/>", **(more or {})})


def docx(main: str = PLAIN, **more: str | bytes) -> bytes:
    """A Word file; further parts by their names, "/" and "." written as "__" and "_"."""
    return office(
        "docx", main, {name.replace("__", "/").replace("_", "."): v for name, v in more.items()}
    )


def core(creator: str, last: str = "", revision: str = "") -> str:
    """The part of an Office file that says who wrote it."""
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:creator>{creator}</dc:creator><cp:lastModifiedBy>{last}</cp:lastModifiedBy>"
        f"<cp:revision>{revision}</cp:revision></cp:coreProperties>"
    )


def xlsx(hidden: str = "", comment_by: str = "") -> bytes:
    """A workbook with a sheet that shows, and perhaps one that does not."""
    state = f'<sheet name="{hidden}" sheetId="2" state="veryHidden"/>' if hidden else ""
    main = f'<workbook {_SHEET}><sheets><sheet name="名单" sheetId="1"/>{state}</sheets></workbook>'
    comments = (
        f"<comments {_SHEET}><authors><author>{comment_by}</author></authors>"
        '<commentList><comment ref="A1" authorId="0"/></commentList></comments>'
    )
    return office("xlsx", main, {"xl/comments1.xml": comments} if comment_by else {})


def pptx(note: str = "", *, hides_slide: bool = False) -> bytes:
    """A presentation of one slide."""
    show = ' show="0"' if hides_slide else ""
    number = "<a:fld><a:t>1</a:t></a:fld>"
    parts = {
        "ppt/slides/slide1.xml": f"<p:sld {_SLIDE}{show}/>",
        "ppt/notesSlides/notesSlide1.xml": (
            f"<p:notes {_SLIDE}>{number}<a:r><a:t>{note}</a:t></a:r></p:notes>"
        ),
    }
    return office("pptx", f"<p:presentation {_SLIDE}/>", parts)


def ole(*streams: str, body: bytes = b"") -> bytes:
    """An OLE2 file as far as its directory goes: each name an entry of its own.

    `body` stands where the first stream begins.
    """
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(22) + struct.pack("<H", 9) + bytes(480)
    entries = b""
    for name in streams:
        written = name.encode("utf-16-le") + b"\0\0"
        entry = written.ljust(64, b"\0") + struct.pack("<H", len(written)) + b"\x02"
        entries += entry.ljust(116, b"\0") + struct.pack("<II", 3, 4096) + b"\0\0\0\0"
    return header + entries.ljust(3 * 512, b"\0") + body.ljust(4096, b"\0")


def old_summary(author: str) -> bytes:
    """The property set that says who wrote an old Office file."""
    text = author.encode("gbk") + b"\0"
    value = struct.pack("<II", 0x1E, len(text)) + text
    page = struct.pack("<IHH", 2, 936, 0)
    rows = struct.pack("<IIII", 1, 24, 4, 24 + len(page))
    section = struct.pack("<II", 0, 2) + rows + page + value
    fmtid = bytes.fromhex("e0859ff2f94f6810ab9108002b27b3d9")
    return bytes(28) + fmtid + struct.pack("<I", 48) + section


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF with these objects."""
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, each) for n, each in enumerate(objects, 1))
    return b"%PDF-1.7\n" + body + b"trailer\n<<" + trailer + b">>\nstartxref\n9\n%%EOF\n"


def pdf_stream(dictionary: bytes, data: bytes) -> bytes:
    """A stream of a PDF, deflated."""
    packed = zlib.compress(data)
    return b"<<%s /Filter /FlateDecode>>\nstream\n%s\nendstream" % (dictionary, packed)


def photo(*, artist: str = "", has_place: bool = False, kind: str = "JPEG") -> bytes:
    """A small picture as a phone writes it."""
    exif = Image.Exif()
    if artist:
        exif[0x013B] = artist
    if has_place:
        exif[0x8825] = {1: "N", 2: (28.0, 13.0, 41.5), 3: "E", 4: (112.0, 56.0, 20.0)}
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(out, kind, exif=exif)
    return out.getvalue()
