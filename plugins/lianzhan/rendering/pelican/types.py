"""What the plugins use of Pelican's untyped objects, named once for the type checker."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from jinja2 import Environment


class Generator(Protocol):
    """A Pelican generator."""

    settings: dict[str, Any]
    context: dict[str, Any]
    env: Environment
    output_path: str


class ArticlesGenerator(Generator, Protocol):
    """Pelican's generator of articles; categories are pairs once it has finished."""

    articles: list[Any]
    translations: list[Any]
    hidden_articles: list[Any]
    hidden_translations: list[Any]
    categories: list[tuple[Any, list[Any]]]
