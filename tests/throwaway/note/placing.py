"""Where notes show: at home."""

from __future__ import annotations

from lianzhan.kinds.placing import AtHome

PLACING = AtHome("note")
