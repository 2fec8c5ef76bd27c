"""Photographs in WebKitGTK. Runs in the system's Python, which has Debian's `gi`, below Xvfb.

On standard input: {"script": bool, "pictures": [[address, file, width, height], …]} as JSON.
"""

import json
import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2  # noqa: E402

SETTLED = 800
"""Milliseconds from the page's load to its picture: what is painted has no event, and the last script
is asked for 300 after the load."""


class Photographer:
    """Takes one picture after another, and ends the loop."""

    def __init__(self, wanted):
        self.waiting = list(wanted["pictures"])
        settings = WebKit2.Settings(enable_javascript=wanted["script"])
        settings.set_hardware_acceleration_policy(WebKit2.HardwareAccelerationPolicy.NEVER)
        context = WebKit2.WebContext.new_ephemeral()
        self.view = WebKit2.WebView(web_context=context, settings=settings)
        self.window = Gtk.OffscreenWindow()
        self.window.add(self.view)
        self.view.connect("load-changed", self.loaded)
        self.open()

    def open(self):
        """Open the next page."""
        if not self.waiting:
            Gtk.main_quit()
            return
        address, _, width, height = self.waiting[0]
        self.window.set_default_size(width, height)
        self.view.set_size_request(width, height)
        self.window.resize(width, height)
        self.window.show_all()
        self.view.load_uri(address)

    def loaded(self, _view, event):
        """Take the picture a moment after the page is there."""
        if event == WebKit2.LoadEvent.FINISHED:
            GLib.timeout_add(SETTLED, self.ask)

    def ask(self):
        """Ask for the picture of what is seen."""
        region, options = WebKit2.SnapshotRegion.VISIBLE, WebKit2.SnapshotOptions.NONE
        self.view.get_snapshot(region, options, None, self.take)
        return False

    def take(self, view, result):
        """Write the picture."""
        _, file, _, _ = self.waiting.pop(0)
        view.get_snapshot_finish(result).write_to_png(file)
        self.open()


def main():
    """Take all pictures; the first line of output says which WebKit it is."""
    version = (
        WebKit2.get_major_version(),
        WebKit2.get_minor_version(),
        WebKit2.get_micro_version(),
    )
    sys.stdout.write("WebKitGTK {}.{}.{}\n".format(*version))
    Photographer(json.load(sys.stdin))
    Gtk.main()
    return 0


if __name__ == "__main__":
    sys.exit(main())
