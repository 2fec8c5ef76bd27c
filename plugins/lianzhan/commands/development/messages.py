"""The task `messages`: gather the texts, bring the English catalog up to date, compile it.

And write the tables of keys in the pages, which are made of these texts.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from invoke.tasks import task

from lianzhan.runtime.shipped import CLONE

if TYPE_CHECKING:
    from invoke.context import Context


@task
def messages(context: Context) -> None:
    """Gather the texts of code and theme, bring catalog and tables of keys up to date.

    What is new stands in the catalog with an empty msgstr: write the English, run it again.
    """
    locale = "plugins/lianzhan/texts/locale"
    catalog = f"{locale}/en/LC_MESSAGES/lianzhan"
    extract = (
        f"extract -F {locale}/babel.cfg -k N_ --add-location=file --sort-by-file --no-wrap"
        ' --project=Lianzhan --header-comment="# Texts of Lianzhan, taken from the sources."'
        f" -o {locale}/lianzhan.pot plugins/lianzhan themes/lianzhan"
    )
    update = (
        f"update -i {locale}/lianzhan.pot -o {catalog}.po -l en --no-wrap"
        " --ignore-obsolete --no-fuzzy-matching --ignore-pot-creation-date"
    )
    compiling = f"compile -i {catalog}.po -o {catalog}.mo -l en"
    with context.cd(str(CLONE)):
        for command in (extract, update, compiling):
            context.run(f"{sys.executable} -m babel.messages.frontend -q {command}")
        context.run(f"{sys.executable} -m lianzhan.commands.key_pages")
