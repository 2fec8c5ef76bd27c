"""What a page shows of a work (作品) besides its text and pictures, and says of it to programs.

In: a planned article, and the language of its site. Out: values for the theme's components. Of a
person that is the name as given, the age group, and the school or unit: nothing of the consent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.kinds.article.values import VIDEO, WORDS
from lianzhan.kinds.organisations import office
from lianzhan.model.frozen import dataclass
from lianzhan.rendering.pictures.files import files_of

if TYPE_CHECKING:
    from lianzhan.kinds.article.values import Work
    from lianzhan.planning.planned import PlannedArticle

_CONTEXT = "https://schema.org"


@dataclass(frozen=True)
class ShownCallTitle:
    """The call that a work answers: its title, and its absolute address."""

    title: str
    url: str


@dataclass(frozen=True)
class ShownWork:
    """What cards and pages show of a work; texts, "" where nothing is given."""

    maker: str
    age: str
    school: str
    unit: str
    form: str
    call: ShownCallTitle | None
    data: dict[str, object]

    @property
    def is_video(self) -> bool:
        """Whether it is to be watched."""
        return self.form == VIDEO

    @property
    def place(self) -> str:
        """Its maker's school or unit."""
        return self.school or self.unit


def shown_work(planned: PlannedArticle, language: str, assets: str) -> ShownWork | None:
    """Return what is shown of a work; None for an article that is none.

    `assets` is the address of the folder in which its host has pictures, ending in "/".
    """
    work = planned.value.work
    if work is None:
        return None
    return ShownWork(
        maker=work.maker,
        age=work.age,
        school=work.school,
        unit=work.unit,
        form=work.form,
        call=_call(planned, work),
        data=_data(planned, work, language, assets),
    )


def _call(planned: PlannedArticle, work: Work) -> ShownCallTitle | None:
    """Return the call that is answered, if it has a page; a forwarded notice has its title."""
    url = dict(planned.links).get(work.answers, "")
    title = "" if planned.value.forwards else planned.forwarded
    return ShownCallTitle(title, url) if title and url else None


def _data(planned: PlannedArticle, work: Work, language: str, assets: str) -> dict[str, object]:
    """Return a work as schema.org describes it, by as narrow a type as is true of it.

    A video with a picture is a VideoObject, a picture of something made by hand a VisualArtwork;
    all else is a CreativeWork. Its author has a name and nothing more.
    """
    value, form = planned.value, work.form
    picture = f"{assets}{files_of(planned.cover).shown.name}" if planned.cover else ""
    kind = _type(form, has_picture=bool(picture))
    moment = value.date.isoformat()
    said: dict[str, object] = {
        "@context": _CONTEXT,
        "@type": kind,
        "@id": planned.id,
        "url": planned.url,
        "name": value.title,
        "author": {"@type": "Person" if work.author else "Organization", "name": work.maker},
        "datePublished": moment,
        "inLanguage": language,
        "publisher": office(planned.home),
    }
    if kind == "VideoObject":
        said |= {"thumbnailUrl": picture, "uploadDate": moment}
        said |= {"description": value.summary or value.body.excerpt or value.title}
    elif picture:
        said["image"] = picture
    return said | ({"artform": form} if kind == "VisualArtwork" else {})


def _type(form: str, *, has_picture: bool) -> str:
    if form == VIDEO:
        return "VideoObject" if has_picture else "CreativeWork"
    return "VisualArtwork" if form not in ("", WORDS) and has_picture else "CreativeWork"
