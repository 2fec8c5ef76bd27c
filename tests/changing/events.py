"""What happens to events: their days lie around the moment at which each sequence starts."""

from __future__ import annotations

from calendar_town import hold

from changing.scene import Scene

TIMES = (
    "start: 2026-11-01 09:00\nend: 11:30\n",
    "start: 2026-11-02\nend: 2026-11-03\n",
    "start: 2026-10-31 09:00\nend: 2026-11-01 08:00\n",
    "start: 2026-11-04 09:00\nend: 2026-11-05 10:00\npush: true\n",
    "start: 2020-11-03\nrepeats: yearly\n",
    "start: 2026-10-20 14:00\nrepeats: weekly\nuntil: 2026-11-10\n",
    "start: 2026-11-01 10:00\nrepeats: daily\nuntil: 2026-11-04\nskip: 2026-11-03\n",
    "start: 2026-11-02\nend: 2026-11-01\n",
)
"""Soon, for days, just over, pushed, for ever, for weeks, with a gap; and one that can not be."""
STATES = ("state: cancelled", "state: full", "push: true", "place: 某地")


class EventOps(Scene):
    """Changes of events."""

    def new_event(self) -> None:
        where, name = self.path(self.pick(self.sites)), self.pick(("a", "b", "talk"))
        path = hold(self.house, where, name, self.pick(TIMES))
        self.edit(self.house.content / path, "题", "标题")

    def move_event_in_time(self) -> None:
        if self.events:
            file = self.pick(self.events)
            lines = file.read_text("utf-8").splitlines(keepends=True)
            old = next((line for line in lines if line.startswith("start:")), "start: 2026-11-01\n")
            new = self.pick(("2026-11-01 23:00", "2026-11-03", "2026-10-01 09:00"))
            self.edit(file, old, f"start: {new}\nmoved:{old.removeprefix('start:')}")

    def change_state(self) -> None:
        if self.events:
            self.add_to_head(self.pick(self.events), self.pick(STATES))

    def rename_event(self) -> None:
        if self.events:
            file = self.pick(self.events)
            self.add_to_head(file, f"aliases: events/{file.stem}")
            file.rename(file.with_name(self.pick(("one.md", "talk.md", "新.md"))))

    def report_on_event(self) -> None:
        if self.events:
            report = self.path(self.pick(self.texts))
            self.add_to_head(self.pick(self.events), f"report: /{report}")
