"""Pelican's door: `PELICAN_CLASS`, so that `pelican content -s pelicanconf.py` builds all sites."""

from __future__ import annotations

import logging
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from lianzhan.runtime.signals import end_at_once, heed_signals, leave_signals, status_of_interrupt

if TYPE_CHECKING:
    from lianzhan.building.build import Request
    from lianzhan.reading.settings_file import Settings

_OURS = frozenset({"PATH", "OUTPUT_PATH", "THEME", "CACHE_PATH", "PELICAN_CLASS", "DEBUG"})


class FederationPelican:
    """What Pelican's command line runs: one plain Pelican a dirty site, in worker processes."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def run(self) -> None:
        """Build the federation; problems go to the log, and the exit status is a build's.

        Pelican would make an interruption a success, and an exception a traceback.
        """
        from lianzhan.commands.ending import NOTHING_DONE
        from lianzhan.runtime.job import DEBUG
        from lianzhan.texts.language import translations, user_language

        logger = logging.getLogger(__name__)
        heed_signals()
        try:
            self._build()
        except KeyboardInterrupt:
            logger.warning(translations(user_language()).gettext("已中断；每个站点都是完整的"))
            end_at_once(status_of_interrupt())
        except Exception as error:
            if os.environ.get(DEBUG):
                raise
            from lianzhan.commands.refusal import refusal

            logger.critical("%s", refusal(error))
            raise SystemExit(NOTHING_DONE) from None
        finally:
            leave_signals()

    def _build(self) -> None:
        from lianzhan.building.build import build
        from lianzhan.commands.printing import problem_text

        request = request_from(self.settings)
        report = build(request)
        logger = logging.getLogger(__name__)
        for fault in report.problems:
            level = logging.ERROR if fault.is_error else logging.WARNING
            logger.log(level, "%s", problem_text(fault, request.content))
        if report.exit_status:
            raise SystemExit(report.exit_status)


def request_from(settings: Settings) -> Request:
    """Return the request that Pelican's settings and command line (`-o`, `-t`, `-e`) amount to."""
    from lianzhan.building.build import Request
    from lianzhan.rendering.pelican.settings import is_plain_data
    from lianzhan.rendering.pelican.site import read_base_settings

    file = Path(settings["SETTINGS_FILE"])
    base = read_base_settings(file, {})
    changed = {
        key: value
        for key, value in settings.items()
        if key not in _OURS and is_plain_data(value) and base.get(key) != value
    }
    return Request(
        settings_file=file,
        content=Path(settings["PATH"]).absolute(),
        output=Path(settings["OUTPUT_PATH"]).absolute(),
        theme=Path(settings["THEME"]).absolute(),
        cache=Path(settings["CACHE_PATH"]).absolute(),
        now=datetime.now(UTC),
        overrides=tuple(sorted(changed.items())),
    )
