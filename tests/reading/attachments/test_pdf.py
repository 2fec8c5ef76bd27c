"""PDF: scripts and programs are errors wherever they stand; authors, notes and files are named."""

from __future__ import annotations

import pytest
from made_files import pdf, pdf_stream, photo

from lianzhan.reading.bounds import MAX_PDF_STREAMS, MAX_PDF_TEXT_BYTES
from reading.attachments.looked_through import codes_of, said_of


@pytest.mark.parametrize(
    ("written", "name"),
    [
        (b"(Zhang San)", "Zhang San"),
        (b"(a \\(b\\) c)", "a (b) c"),
        (b"(\\132\\150ang)", "Zhang"),
        (b"<FEFF5F204E09>", "张三"),
        (b"(\xfe\xff\x5f\x20\x4e\x09)", "张三"),
        ("(张三)".encode(), "张三"),
        ("(张三)".encode("gbk"), "张三"),
        (b"(a)\n/Author (b)", "a、b"),
    ],
)
def test_the_author_is_named_however_it_is_written(written: bytes, name: str) -> None:
    (found,) = said_of("a.pdf", pdf(b"<< /Author " + written + b" >>"))
    assert found == ("hidden-author", {"names": name, "revision": "—"})


def test_an_author_in_an_object_stream_is_named() -> None:
    assert codes_of("a.pdf", pdf(pdf_stream(b"/Type /ObjStm", b"<< /Author (a) >>"))) == [
        "hidden-author"
    ]


@pytest.mark.parametrize(
    "objects",
    [
        [b"<< /S /JavaScript /JS (app.alert(1)) >>"],
        [b"<< /JS 4 0 R >>"],
        [b"<< /S /Java#53cript >>"],
        [pdf_stream(b"/Type/ObjStm", b"<< /S /JavaScript >>")],
        [b"% >>\nstream\n<< /S /JavaScript >>"],
    ],
)
def test_scripts_are_an_error(objects: list[bytes]) -> None:
    assert codes_of("a.pdf", pdf(*objects)) == ["attachment-macro"]


def test_bytes_of_a_stream_that_look_like_a_script_are_none() -> None:
    stream = b"<</Length 9>>\nstream\n /JS /Launch \nendstream"
    assert codes_of("a.pdf", pdf(stream)) == []


@pytest.mark.parametrize(
    "raw",
    [pdf(b"<< /S /Launch /F (a) >>"), pdf(pdf_stream(b"/Type /EmbeddedFile", b"MZ\x90"))],
)
def test_what_starts_or_brings_a_program_is_an_error(raw: bytes) -> None:
    assert codes_of("a.pdf", raw) == ["attachment-program"]


def test_notes_files_and_places_are_named() -> None:
    raw = pdf(
        b"<< /Type /Annot /Subtype /Highlight >>",
        pdf_stream(b"/Type /EmbeddedFile", b"a,b"),
        b"<< /Filter /DCTDecode >>\nstream\n" + photo(has_place=True) + b"\nendstream",
    )
    assert codes_of("a.pdf", raw) == ["hidden-comments", "hidden-parts", "hidden-location"]


def test_a_protected_file_is_said_to_be_unread() -> None:
    raw = pdf(b"<< /Author (\x8a\x01) >>", trailer=b"/Encrypt 3 0 R")
    assert codes_of("a.pdf", raw) == ["attachment-unexamined"]


def test_what_is_not_read_to_its_end_says_so() -> None:
    bomb = pdf_stream(b"/Type /ObjStm", bytes(MAX_PDF_TEXT_BYTES + 1))
    assert codes_of("a.pdf", pdf(bomb)) == ["attachment-unexamined"]
    many = b"<<>>\nstream\nendstream\n" * (MAX_PDF_STREAMS + 1)
    assert codes_of("a.pdf", pdf(many)) == ["attachment-unexamined"]
