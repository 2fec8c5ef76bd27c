"""What an export says of an article: its text as a file, and its row in the table. Pure."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from lianzhan.desk.exporting.names import folder_name, numbered
from lianzhan.desk.exporting.plain_text import plain_lines
from lianzhan.kinds.rules.pictures import first_of_each
from lianzhan.model.codes import N_
from lianzhan.model.frozen import dataclass
from lianzhan.texts.language import translations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lianzhan.desk.exporting.selection import Chosen
    from lianzhan.kinds.article.values import Article
    from lianzhan.kinds.campaign.terms import Terms
    from lianzhan.model.body import Image
    from lianzhan.model.catalog import Picture
    from lianzhan.model.federation import Federation, Site

TEXT, PICTURE = N_("{number}-正文.txt"), N_("{number}-图{place}.jpg")
_IMAGE = N_("图")
COLUMNS = (
    N_("序号"), N_("标题"), N_("单位"), N_("站点"), N_("层级"), N_("作者"), N_("联系方式"),
    N_("栏目"), N_("活动"), N_("主题"), N_("发布日期"), N_("字数"), N_("图片"), N_("选用"),
    N_("文件夹"), N_("未导出的附件"), N_("稿件"),
)  # fmt: skip
"""The table's columns, as the federation's language calls them."""


@dataclass(frozen=True)
class ExportedPicture:
    """A picture as it was exported: its file's name, what it holds, and what was done to it.

    `change` is one of `rendering.pictures.submitted`: "" where the bytes are the original's.
    """

    name: str
    bytes: int
    width: int
    height: int
    path: str
    change: str = ""


@dataclass(frozen=True)
class ExportEntry:
    """An article with its place in an export: entry `number` of at most `of`.

    `terms` are those of the campaign that it is an entry of.
    """

    number: int
    of: int
    chosen: Chosen
    article: Article
    federation: Federation
    terms: Terms | None = None

    @property
    def site(self) -> Site:
        """Its home."""
        return self.federation.by_slug[self.article.site]

    @property
    def unit(self) -> str:
        """Who sends it in."""
        return self.article.unit or self.site.name

    @property
    def folder(self) -> str:
        """The name of its folder."""
        return folder_name(self.number, self.of, self.unit, self.article.title)

    @property
    def campaign(self) -> str:
        """What its campaign is called; as it says itself, where there is none so called."""
        return self.terms.title if self.terms else self.article.campaign

    @property
    def theme(self) -> str:
        """What its theme is called."""
        theme = self.terms.theme(self.article.theme) if self.terms else None
        return theme.title if theme else self.article.theme

    @property
    def text_name(self) -> str:
        """The name of its text."""
        return self._said(TEXT).format(number=numbered(self.number, self.of))

    def picture_name(self, place: int) -> str:
        """Return the name of a picture by its place in the article, which counts from 1."""
        number = numbered(self.number, self.of)
        return self._said(PICTURE).format(number=number, place=place)

    @cached_property
    def pictures(self) -> tuple[tuple[Image, Picture], ...]:
        """Its pictures in the order in which they are shown, each file once."""
        known = dict(self.article.pictures)
        digests = {source: picture.digest for source, picture in known.items()}
        shown = first_of_each(digests, self.article)
        return tuple((image, known[image.src]) for image in shown)

    @cached_property
    def text(self) -> str:
        """Title, unit and author, then the body, which names each picture in its place."""
        labels = (
            (N_("单位"), self.unit),
            (N_("作者"), self.article.author),
            (N_("封面"), self._cover()),
        )
        head = "\n".join(f"{self._said(label)}：{text}" for label, text in labels if text)
        body = plain_lines(self.article.body.html, self._picture_words)
        return "\n\n".join(filter(None, (_one_line(self.article.title), head, body))) + "\n"

    def row(self, pictures: Iterable[ExportedPicture]) -> tuple[object, ...]:
        """Return what the table says of it, in the order of COLUMNS."""
        article = self.article
        levels = {level.name: level.title for level in self.federation.levels}
        column = self.site.column(article.column or "")
        return (
            self.number,
            article.title,
            self.unit,
            self.site.name,
            levels.get(self.site.level, self.site.level),
            article.author,
            contact_of(self.site, self.federation),
            column.title if column else article.column or "",
            self.campaign,
            self.theme,
            article.date.astimezone(ZoneInfo(self.federation.timezone)).date().isoformat(),
            article.body.characters,
            "；".join(map(_size, pictures)),
            "；".join(self._picks()),
            self.folder,
            "；".join(sorted({file.title for _target, file in article.attachments})),
            article.path,
        )

    def _picks(self) -> Iterator[str]:
        """Yield who offered it and who picked it, from its home upward, each with the day."""
        if offered := self.article.offered:
            word = self._said(N_("（推荐）"))
            yield _words(f"{self.site.name}{word}", offered.by, offered.at)
        for pick in self.chosen.picks:
            yield _words(self.federation.by_slug[pick.site].name, pick.by, pick.on)

    def _cover(self) -> str:
        """Return which picture is the cover, if the body does not show it, too."""
        body = {image.src for image in self.article.body.images}
        for place, (image, _picture) in enumerate(self.pictures, 1):
            if image == self.article.cover and image.src not in body:
                return f"{self._said(_IMAGE)}{place}"
        return ""

    def _picture_words(self, source: str, alternative: str) -> str:
        """Return what stands in the text for a picture; one on another web site has its address."""
        digests = {s: picture.digest for s, picture in self.article.pictures}
        numbers = {p.digest: place for place, (_i, p) in enumerate(self.pictures, 1)}
        place = numbers.get(digests.get(source, ""), "")
        words = alternative if place else "，".join(filter(None, (alternative, source)))
        label = f"{self._said(_IMAGE)}{place}"
        return f"［{label}：{words}］" if words else f"［{label}］"

    def _said(self, text: str) -> str:
        return translations(self.federation.language).gettext(text)


def headings(federation: Federation) -> tuple[str, ...]:
    """Return what the table's columns are called in the federation's language."""
    said = translations(federation.language).gettext
    return tuple(said(column) for column in COLUMNS)


def contact_of(site: Site, federation: Federation) -> str:
    """Return the telephones and the mail address of a site, or of the nearest above that has any.

    Whose they are is said where they are not its own; "" where none has any.
    """
    for each in (site, *reversed(federation.ancestors(site))):
        numbers = (telephone.shown for telephone in each.profile.telephones)
        if found := "，".join(filter(None, (*numbers, each.profile.email))):
            return found if each is site else f"{each.name} {found}"
    return ""


def _words(*words: object) -> str:
    return " ".join(str(word) for word in words if word)


def _size(picture: ExportedPicture) -> str:
    return f"{picture.name} {picture.width}×{picture.height} {picture.bytes}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
