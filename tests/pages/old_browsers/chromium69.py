"""Photographs in the Chromium 69 of Qt 5.12. Runs in a Python of its own (3.5 to 3.8), not in ours.

On standard input: {"script": bool, "pictures": [[address, file, width, height], …]} as JSON.
"""

import json
import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--disable-gpu --hide-scrollbars")

from PyQt5.QtCore import QTimer, QUrl
from PyQt5.QtWebEngineWidgets import QWebEngineSettings, QWebEngineView
from PyQt5.QtWidgets import QApplication

SETTLED = 900
"""Milliseconds from the page's load to its picture: what is painted has no event, and the last script
is asked for 300 after the load."""


class Photographer:
    """Takes one picture after another, and ends the application."""

    def __init__(self, application, wanted):
        self.application = application
        self.waiting = list(wanted["pictures"])
        self.view = QWebEngineView()
        settings = self.view.settings()
        settings.setAttribute(QWebEngineSettings.JavascriptEnabled, wanted["script"])
        settings.setAttribute(QWebEngineSettings.ShowScrollBars, False)
        self.view.loadFinished.connect(lambda _: QTimer.singleShot(SETTLED, self.take))
        self.view.show()
        self.open()

    def open(self):
        """Open the next page."""
        if not self.waiting:
            self.application.quit()
            return
        address, _, width, height = self.waiting[0]
        self.view.resize(width, height)
        self.view.load(QUrl(address))

    def take(self):
        """Take the picture of what is open."""
        _, file, _, _ = self.waiting.pop(0)
        self.view.grab().save(file)
        self.open()


def main():
    """Take all pictures; the first line of output says which Chromium it is."""
    application = QApplication(sys.argv[:1])
    photographer = Photographer(application, json.load(sys.stdin))
    sys.stdout.write(photographer.view.page().profile().httpUserAgent() + "\n")
    return application.exec_()


if __name__ == "__main__":
    sys.exit(main())
