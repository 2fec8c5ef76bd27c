"""`check --diff BASE --author ID`: what a change may not change, and the files that it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from invoke.exceptions import Exit

from lianzhan.commands.ending import NOTHING_DONE
from lianzhan.commands.limits import shown
from lianzhan.commands.printing import print_problems
from lianzhan.commands.repository import end_without_git, place_in_repository
from lianzhan.desk.approval import Desk
from lianzhan.desk.changes import Judge, Revision, RevisionError, find_author
from lianzhan.desk.ownership import Ground
from lianzhan.model.codes import N_
from lianzhan.model.federation import SiteTree
from lianzhan.model.frozen import dataclass
from lianzhan.model.problem import Problem
from lianzhan.runtime.git import GitError
from lianzhan.texts.language import in_user_language as _

if TYPE_CHECKING:
    from lianzhan.building.build import Request

_FAULTS = {
    "unknown": N_("--diff：没有名为“{base}”的版本；例如 origin/main（先 git fetch）"),
    "no-commit": N_("--diff：这个仓库还没有提交过"),
    "no-federation": N_("--diff：版本“{base}”里这个位置没有 federation.toml"),
    "shallow": N_(
        "--diff：仓库只取了最近的提交，找不到同“{base}”的分岔点；取全部历史"
        "（GitHub：fetch-depth: 0，GitLab：GIT_DEPTH: 0，本机：git fetch --unshallow）"
    ),
    "unrelated": N_("--diff：当前版本和“{base}”没有共同的历史"),
}


@dataclass(frozen=True)
class JudgedChange:
    """What a change may not change, and the files below content/ that it changed."""

    refused: tuple[Problem, ...]
    files: frozenset[str]


def judged_change(request: Request, base: str, author: str) -> JudgedChange:
    """Judge the change from a revision to the working tree, or end with why that can't be done."""
    git, prefix = place_in_repository(request.content)
    try:
        revision = Revision.named(base, git, prefix)
        return _judged(request, revision, base, author)
    except RevisionError as error:
        raise Exit(_(_FAULTS[error.fault]).format(base=shown(base)), NOTHING_DONE) from None
    except (GitError, OSError) as error:
        end_without_git(error, request.content)


def _judged(request: Request, revision: Revision, base: str, author: str) -> JudgedChange:
    tree = revision.tree()
    if not isinstance(tree, SiteTree):
        print_problems(tree, request.content)
        raise Exit(
            _("版本“{base}”里的配置不能用，不知道哪里归谁").format(base=shown(base)), NOTHING_DONE
        )
    federation = tree.federation
    if federation.people is None:
        text = _(
            "版本“{base}”里没有 people.toml，不知道哪里归谁：请管理员先写好 people.toml，"
            "合并到那里（docs/configuration.zh-CN.md）"
        )
        raise Exit(text.format(base=shown(base)), NOTHING_DONE)
    today = request.now.astimezone(ZoneInfo(federation.timezone)).date()
    person = find_author(author, federation.people, today)
    if isinstance(person, Problem):
        return JudgedChange((person,), frozenset())
    sites = (*federation.sites, *tree.broken, *tree.unread)
    ground = Ground.on(today, sites, federation.people)
    desk = Desk(request.content, federation, request.now)
    judge = Judge(revision, desk, ground, person)
    return JudgedChange(tuple(sorted({*judge.problems()})), judge.changed())
