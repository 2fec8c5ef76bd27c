"""Word, Excel, PowerPoint, OFD: macros and programs are errors, what is hidden is named."""

from __future__ import annotations

import pytest
from made_files import CHANGED, COMMENTS, core, docx, office, ole, photo, pptx, xlsx, zipped

from lianzhan.reading.bounds import MAX_XML_BYTES
from reading.attachments.looked_through import codes_of, said_of


def test_authors_changes_and_comments_are_named() -> None:
    raw = docx(CHANGED, docProps__core_xml=core("张三", "李四", "7"), word__comments_xml=COMMENTS)
    assert said_of("a.docx", raw) == [
        ("hidden-author", {"names": "张三、李四", "revision": "7"}),
        ("hidden-changes", {"count": "2", "names": "李科长、王<b>"}),
        ("hidden-comments", {"count": "1", "names": "赵主任"}),
    ]


def test_names_are_shortened_and_stay_on_their_line() -> None:
    many = docx(docProps__core_xml=core("张" * 500, "a&#10;b&#x202E;c"))
    (found,) = said_of("a.docx", many)
    assert found[1]["names"] == f"{'张' * 24}…、a b c"


def test_hidden_sheets_slides_notes_and_text_are_named() -> None:
    (sheets,) = said_of("a.xlsx", xlsx(hidden="内部"))
    assert sheets == ("hidden-parts", {"count": "1", "what": "隐藏的工作表", "names": "（内部）"})
    assert codes_of("a.xlsx", xlsx(comment_by="孙")) == ["hidden-comments"]
    slides = said_of("a.pptx", pptx("别说", hides_slide=True))
    assert [details["what"] for _, details in slides] == ["隐藏的幻灯片", "幻灯片的备注"]
    hidden = CHANGED.replace("<w:t>增", "<w:rPr><w:vanish/></w:rPr><w:t>增")
    assert codes_of("a.docx", docx(hidden)) == ["hidden-changes", "hidden-parts"]


@pytest.mark.parametrize(
    "parts",
    [
        {"word/vbaProject.bin": b"x"},
        {"custom/VBAPROJECT.BIN": b"x"},
        {"xl/macrosheets/sheet1.xml": b"<x/>"},
        {"word/embeddings/a.bin": ole("_VBA_PROJECT")},
        {"word/embeddings/a.xlsm": zipped({"xl/vbaProject.bin": b"x"})},
        {"[Content_Types].xml": '<T><Override ContentType="application/vnd.ms-word.document.'
         'macroEnabled.main+xml"/></T>'},
    ],
)  # fmt: skip
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_macros_are_an_error_wherever_they_are(parts: dict[str, str | bytes]) -> None:
    assert codes_of("a.docx", office("docx", "<a/>", parts)) == ["attachment-macro"]


@pytest.mark.parametrize(
    "parts",
    [
        {"word/media/image1.png": b"MZ\x90"},
        {"word/embeddings/setup.exe": b"x"},
        {"word/embeddings/oleObject1.bin": ole("\x01Ole10Native")},
        {"word/other/object.dat": ole("\x01Ole10Native")},
        {"word/activeX/activeX1.bin": b"x"},
    ],
)
def test_programs_and_packages_in_a_file_are_an_error(parts: dict[str, str | bytes]) -> None:
    assert codes_of("a.docx", office("docx", "<a/>", parts)) == ["attachment-program"]


def test_an_embedded_table_is_named() -> None:
    (found,) = said_of("a.docx", office("docx", "<a/>", {"word/embeddings/表.xlsx": xlsx()}))
    assert found == ("hidden-parts", {"count": "1", "what": "嵌入的文件", "names": "（表.xlsx）"})


def test_a_photo_in_a_file_says_where_it_was_taken() -> None:
    raw = office("docx", "<a/>", {"word/media/image1.jpeg": photo(has_place=True)})
    assert codes_of("a.docx", raw) == ["hidden-location"]


def test_a_file_with_more_text_than_is_read_says_so_and_what_was_found_before() -> None:
    start, end = CHANGED.split("</w:p>")
    text = "".join(f"<w:p w:n='{number * 7919}'/>" for number in range(MAX_XML_BYTES // 15))
    long = f"{start}</w:p>{text}{end}"
    assert codes_of("a.docx", docx(long)) == ["hidden-changes", "attachment-unexamined"]


@pytest.mark.parametrize(
    "main",
    [
        '<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;&b;">]><a>&d;</a>',
        '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        "<a><b></a>",
        "no xml",
    ],
)
def test_bombs_and_broken_parts_are_damage(main: str) -> None:
    assert codes_of("a.docx", docx(main)) == ["attachment-damaged"]


def test_the_author_of_an_ofd_is_named() -> None:
    raw = zipped(
        {"OFD.xml": "<OFD><DocBody><DocInfo><Author>张</Author></DocInfo></DocBody></OFD>"}
    )
    assert codes_of("a.ofd", raw) == ["hidden-author"]
