"""What begins within the first screen of every home, on the smallest phone (360×640)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.output import OWN_PAGES

if TYPE_CHECKING:
    from playwright.sync_api import Page

_WHERE = """(ownPages) => {
  const top = (e) => e && e.checkVisibility() && e.getBoundingClientRect().height
    ? e.getBoundingClientRect().top + scrollY : null;
  const main = document.querySelector('main');
  const pinned = document.querySelector('[data-slot=pinned]');
  const leads = pinned ? [...pinned.querySelectorAll('a[href]')] : [];
  const isArticle = (a) => {
    const parts = new URL(a.href).pathname.split('/');
    const [column, name] = parts.slice(-2);
    return a.protocol === 'file:' && name.endsWith('.html') && name !== 'index.html' && !ownPages.includes(column);
  };
  const lead = leads.find(isArticle);
  const news = [...main.querySelectorAll('a[href]')].filter((a) => !pinned || !pinned.contains(a));
  return {
    first: main.firstElementChild === pinned,
    tops: {
      'name': top(document.querySelector('h1')),
      'theory lead': top(lead),
      '12338': top([...document.querySelectorAll('main a[href="tel:12338"]')].find((a) => a.checkVisibility())),
      'headline of the place or its neighbour': top(news.find(isArticle)),
    },
  };
}"""


def first_screen(page: Page, height: int = 640) -> list[str]:
    """Return what of the first screen is missing on a home, or begins below it."""
    where = page.evaluate(_WHERE, sorted(OWN_PAGES))
    found = [] if where["first"] else ["the pinned slot is not first in main"]
    for name, top in where["tops"].items():
        if top is None:
            found.append(f"no {name}")
        elif top >= height:
            found.append(f"{name} begins at {top:.0f}, the screen ends at {height}")
    return found
