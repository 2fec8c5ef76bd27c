"""How leaves are read: as notes are."""

from lianzhan.kinds.note.reading import READING

__all__ = ["READING"]
