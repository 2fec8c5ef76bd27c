"""Names of our plugins that settings files may still hold: of the release before (0.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

_BEFORE = "lianzhan.rendering."
_NOW = {
    "planned": "plan_reader",
    "theory_pin": "pinned_column",
    "syndicated": "one_page_check",
    **{name: name for name in ("columns", "image_sizing", "feeds", "sitemap")},
}
RENAMED = {f"{_BEFORE}{old}": f"{_BEFORE}pelican.{new}" for old, new in _NOW.items()}


def named_now(plugin: Any) -> Any:
    """Return a plugin as PLUGINS may hold it, a name or a module, by the name that it has now."""
    return RENAMED.get(plugin, plugin) if isinstance(plugin, str) else plugin


def renamed_among(plugins: Iterable[Any] | None) -> tuple[str, ...]:
    """Return the names among PLUGINS that are those of the release before."""
    return tuple(name for name in plugins or () if isinstance(name, str) and name in RENAMED)
