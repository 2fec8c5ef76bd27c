"""The rules of services, one a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.service.rules.names import free_name
from lianzhan.kinds.service.rules.reachable import reachable
from lianzhan.kinds.service.rules.vocabulary import known_kind

if TYPE_CHECKING:
    from lianzhan.kinds.room import Rule

RULES: tuple[Rule, ...] = (free_name, known_kind, reachable)
