"""What a move looks at: the texts of all sites and their TOML, nothing hidden, no links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.desk.moving.files import replace, texts

if TYPE_CHECKING:
    from pathlib import Path


def test_texts_are_those_that_a_build_reads(tmp_path: Path) -> None:
    wanted = (
        "a/articles/news/x.md",
        "a/articles/news/y/index.MD",
        "a/pages/z.markdown",
        "a/s.toml",
    )
    others = ("a/README.md", "a/articles/news/p.png", "a/articles/t.toml", ".git/articles/x.md")
    for path in (*wanted, *others, "a/articles/news/.x.md.7"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(path)
    (tmp_path / "a/pages/bytes.md").write_bytes(b"\xff")
    (tmp_path / "a/pages/link.md").symlink_to(tmp_path / wanted[0])
    assert dict(texts(tmp_path)) == {path: path.encode() for path in wanted}


def test_a_file_is_replaced_whole_and_keeps_its_mode(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("before")
    file.chmod(0o640)
    replace(file, b"after")
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"after", 0o640)
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.md"]
