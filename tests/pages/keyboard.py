"""A walk by the Tab key: from a home to an article, to its end and back; the focus is always seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.output import OWN_PAGES

if TYPE_CHECKING:
    from playwright.sync_api import Page

_MOST = 400
"""Steps after which a walk counts as never ending."""
_FOCUS = """(ownPages) => {
  const e = document.activeElement;
  if (!e || e === document.body || e === document.documentElement) return null;
  window.walked = window.walked || [];
  if (!window.walked.includes(e)) window.walked.push(e);
  const box = e.getBoundingClientRect();
  const outlined = (style) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
  const style = getComputedStyle(e);
  const after = getComputedStyle(e, '::after');
  const marked = outlined(style) || style.boxShadow !== 'none'
    || (after.content !== 'none' && outlined(after)) || outlined(getComputedStyle(e.parentElement));
  const byLabel = e.labels && e.labels[0] && outlined(getComputedStyle(e.labels[0]));
  const inView = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const parts = e.href && e.protocol === 'file:' ? new URL(e.href).pathname.split('/').slice(-2) : [];
  return {
    number: window.walked.indexOf(e),
    what: `${e.localName} “${(e.textContent || e.id).trim().slice(0, 12)}”`,
    isSeen: Boolean((marked && box.width && box.height && inView) || byLabel),
    isArticle: Boolean(parts.length && e.closest('main') && parts[1].endsWith('.html')
      && parts[1] !== 'index.html' && !ownPages.includes(parts[0])),
  };
}"""


class Walk:
    """One walk; `faults` is what was amiss."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.faults: list[str] = []

    def _step(self, key: str) -> dict[str, object] | None:
        self._page.keyboard.press(key)
        at: dict[str, object] | None = self._page.evaluate(_FOCUS, sorted(OWN_PAGES))
        if at and not at["isSeen"]:
            self.faults.append(f"{key}: the focus is not seen on {at['what']}")
        return at

    def to_article(self) -> bool:
        """Go by Tab to the first link to an article in main, and follow it."""
        for _ in range(_MOST):
            at = self._step("Tab")
            if at is None:
                break
            if at["isArticle"]:
                with self._page.expect_navigation():
                    self._page.keyboard.press("Enter")
                return True
        self.faults.append("Tab comes to no article")
        return False

    def to_end_and_back(self) -> None:
        """Go by Tab until the page ends, then all steps back."""
        there = self._steps("Tab")
        back = self._steps("Shift+Tab")
        if not there:
            self.faults.append("Tab finds nothing")
        elif sorted(back) != sorted(there):
            lost = sorted(set(there) ^ set(back))
            self.faults.append(f"not the same there and back: {lost} of {len(there)} stops")

    def _steps(self, key: str) -> list[int]:
        """Return the stops until the page ends: the focus is on nothing, or where it began."""
        numbers: list[int] = []
        for number in range(_MOST):
            at = self._step(key)
            if at is None and number == 0:  # the end of the page, from where the way back begins
                continue
            if at is None:
                self._look_beyond(key, numbers)
                return numbers
            if at["number"] in numbers[:1]:  # round, as some windows go
                return numbers
            if at["number"] in numbers:
                self.faults.append(f"{key}: the focus goes round, at {at['what']}")
                return numbers
            numbers.append(int(str(at["number"])))
        self.faults.append(f"{key}: no end after {_MOST} steps")
        return numbers

    def _look_beyond(self, key: str, numbers: list[int]) -> None:
        """What ended a walk must be the end of the page: what comes next is known."""
        at = self._step(key)
        if at and at["number"] not in numbers:
            self.faults.append(f"{key}: the focus is lost before {at['what']}")


def walk(page: Page) -> list[str]:
    """Walk from a home that is open; return what was amiss, each fault once."""
    steps = Walk(page)
    if steps.to_article():
        steps.to_end_and_back()
    return list(dict.fromkeys(steps.faults))
