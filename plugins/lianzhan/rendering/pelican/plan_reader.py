"""Pelican plugin: what Pelican reads is the plan, not the file.

Pelican asks a reader for each file it was told of; ours answers with the article that passed the
gate. A file that changed since, or that the plan does not know, can't slip in.
"""

from __future__ import annotations

from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import ChoiceLoader, FileSystemLoader
from markupsafe import escape
from pelican import contents, signals
from pelican.readers import BaseReader, default_metadata
from pelican.urlwrappers import Author, Tag

from lianzhan.kinds.article.keys import KEYS
from lianzhan.model.catalog import OWN
from lianzhan.reading.keys import NOTICE, REVIEW_KEYS
from lianzhan.rendering.html.addresses import host_of
from lianzhan.rendering.html.article_data import article_data
from lianzhan.rendering.html.bodies import page_body
from lianzhan.rendering.html.compiled_templates import HeldTemplates
from lianzhan.rendering.html.documents import shown_document
from lianzhan.rendering.html.escaping import Escaping
from lianzhan.rendering.html.policy_names import policy_names
from lianzhan.rendering.html.rendered_page import PageFilters
from lianzhan.rendering.html.shared_parts import PARTS, SharedParts, page_folder, page_kind
from lianzhan.rendering.html.sharing import QrCodes, square_picture
from lianzhan.rendering.html.sources import shown_source
from lianzhan.rendering.html.structured import json_ld
from lianzhan.rendering.html.translated_texts import speak
from lianzhan.rendering.html.typography import typography
from lianzhan.rendering.html.works import shown_work
from lianzhan.rendering.pelican.contents import FILE, Article, Page, category_of
from lianzhan.rendering.pelican.kind_pages import body_filter
from lianzhan.rendering.pelican.settings import PICTURE_SIZES, PLAN, POLICY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment
    from pelican.readers import Readers

    from lianzhan.planning.plan import SitePlan
    from lianzhan.planning.planned import PlannedArticle
    from lianzhan.rendering.pelican.types import Generator

Metadata = dict[str, Any]
_OWN: dict[Any, Any] = {contents.Article: Article, contents.Page: Page}
_OTHERS = ("aliases", "author")
_SHOWN = (x for x in KEYS if x not in (*REVIEW_KEYS, NOTICE) and not x.is_hidden)
_AS_WRITTEN = tuple(x.name for x in _SHOWN if x.name not in _OTHERS)
"""Keys of a head that templates read by their names; to Pelican an author is more than a text."""
_written = attrgetter(*_AS_WRITTEN)
_ENVIRONMENT = "environment_of_site"
_FALLBACK = Path(__file__).parents[1] / "templates"
"""Templates that the output contract needs and an ordinary theme does not bring."""


class PlannedReader(BaseReader):  # type: ignore[misc]
    """Answers for every file of the plan. An unknown path is a KeyError: that site fails."""

    file_extensions = ()  # Pelican takes no reader of its own accord that names none

    def __init__(self, settings: dict[str, Any]) -> None:
        super().__init__(settings)
        plan: SitePlan = settings[PLAN]
        self.plan = plan
        self.host = host_of(plan)
        self.places = {x.planned.value.path: (rank, x) for rank, x in enumerate(plan.listings)}
        self.pages = {page.value.path: (rank, page) for rank, page in enumerate(plan.pages)}
        self.categories = {column.slug: category_of(column, settings) for column in plan.columns}
        self.content = settings["PATH"]
        self._names: dict[tuple[type[Author | Tag], str], Author | Tag] = {}
        self.defaults = default_metadata(settings, self.process_metadata) | {"reader": "planned"}

    def read(self, source_path: str) -> tuple[str, Metadata]:
        """Return HTML and metadata of a planned article or page."""
        return self.planned(Path(source_path).relative_to(self.content).as_posix())

    def read_file(self, path: str, content_class: type[Any], context: Any, **sent: Any) -> Any:
        """Return a planned article or page as Pelican's object, and send Pelican's signals.

        Takes the place of `Readers.read_file`, which spends as much on each file's path and name:
        here they say nothing (settings.FIXED).
        """
        if sent["preread_signal"].receivers:
            sent["preread_signal"].send(sent["preread_sender"])
        content, found = self.planned(path)
        metadata = self.defaults | found
        if sent["context_signal"].receivers:
            sent["context_signal"].send(sent["context_sender"], metadata=metadata)
        kind: Any = _OWN.get(content_class, content_class)
        if metadata.get("status") == "skip":
            kind = contents.SkipStub
        return kind(content, metadata, self.settings, f"{self.content}/{path}", context)

    def planned(self, path: str) -> tuple[str, Metadata]:
        """Return HTML and metadata of the article or page of a path below content/."""
        if path in self.pages:
            rank, page = self.pages[path]
            file = f"pages/{page.value.name}.html"
            metadata = self._common(page) | {"rank": rank, FILE: file}
            return self._body(page, file), metadata
        rank, listing = self.places[path]
        metadata = self._common(listing.planned)
        metadata |= {"rank": rank, "category": self.categories[listing.column]}
        if listing.why == OWN:
            file = f"{listing.column}/{listing.planned.value.name}.html"
            return self._body(listing.planned, file), metadata | {FILE: file}
        metadata["url"] = self.host.link(listing.planned.url, "index.html")
        metadata["save_as"] = ""
        return "", metadata | {"origin": listing.planned.home}

    def _body(self, planned: PlannedArticle, file: str) -> str:
        return page_body(planned, self.host, file, self.settings[PICTURE_SIZES], self.plan.language)

    def _common(self, planned: PlannedArticle) -> Metadata:
        article, listed = planned.value, self.plan.shared.sources
        metadata: Metadata = dict(zip(_AS_WRITTEN, _written(article), strict=True))
        metadata |= {
            "slug": article.name,
            "status": "published",
            "summary": escape(article.summary or article.body.excerpt),
            "planned": planned,
            "shown_document": shown_document(planned, self.plan.language),
            "shown_source": shown_source(article, listed, self.plan.language),
            "structured_data": article_data(planned, listed, self.plan.language),
            "shown_work": shown_work(planned, self.plan.language, self.host.assets),
            "address": planned.url,
            "byline": article.author,
            "origin": None,
            "cover": planned.cover,
            "lead_picture": planned.lead_above,
            "tags": [self._named(Tag, tag) for tag in article.tags],
        }
        if author := article.author or self.settings.get("AUTHOR"):
            metadata["author"] = self._named(Author, author)
        return metadata

    def _named(self, kind: type[Author | Tag], name: str) -> Author | Tag:
        """A tag or author keeps its own name as slug: Pelican's would merge 事实 and 实施."""
        made = self._names.get((kind, name))
        if made is None:
            made = self._names[kind, name] = kind(name, self.settings)
            made.slug = "-".join(name.casefold().split())
        return made


def _offer_reader(readers: Readers) -> None:
    """Put our reader in the place of every other, for every file ending of the plan."""
    plan: SitePlan | None = readers.settings.get(PLAN)
    if plan is None:
        return
    articles = [listing.planned.value for listing in plan.listings]
    articles += [page.value for page in plan.pages]
    endings = {article.path.rpartition(".")[2] for article in articles} | {"md"}
    readers.reader_classes = dict.fromkeys(sorted(endings), PlannedReader)
    if readers.settings["TYPOGRIFY"]:
        return  # Pelican's own read_file sees to it
    reader, other = PlannedReader(readers.settings), readers.read_file

    def read_file(*, fmt: str | None = None, **details: Any) -> Any:
        return other(fmt=fmt, **details) if fmt else reader.read_file(**details)

    readers.read_file = read_file


def _offer_names(generator: Generator) -> None:
    """Give every template the site, its host and the links between pages, and a 404 of our own.

    All generators of a site share the environment of the first, where each template is loaded once.
    """
    plan: SitePlan | None = generator.settings.get(PLAN)
    if plan is None:
        return
    if _ENVIRONMENT not in generator.context:
        generator.context[_ENVIRONMENT] = _offered(
            generator.env, plan, generator.settings[PICTURE_SIZES]
        )
        generator.context["site"] = plan
        generator.context["host"] = host_of(plan)
        generator.context.update(policy_names(generator.settings[POLICY]))
        generator.context.setdefault(PARTS, {})
    generator.env = generator.context[_ENVIRONMENT]


def _offered(environment: Environment, plan: SitePlan, sizes: Mapping[str, int]) -> Environment:
    """Return an environment with all that templates may use besides what Pelican gives them."""
    speak(environment, plan.language)
    environment.filters |= {
        "body_html": body_filter(sizes, plan.language),
        "json_ld": json_ld,
        "page_folder": page_folder,
        "page_kind": page_kind,
        "qr_code": QrCodes(article.url for article in plan.own).of,
        "square_picture": square_picture,
        **typography(plan.language),
    }
    for extension in (Escaping, PageFilters, SharedParts):
        environment.add_extension(extension)
    if environment.loader:
        loaders = ChoiceLoader([environment.loader, FileSystemLoader(_FALLBACK)])
        environment.loader = HeldTemplates(loaders)
    return environment


def register() -> None:
    """Connect the reader and the names."""
    signals.readers_init.connect(_offer_reader)
    signals.generator_init.connect(_offer_names)
