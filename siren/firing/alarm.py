"""Wakes a run early; APScheduler's only home.

It decides nothing: by default it drops what is a second late, and told otherwise it fires at
any hour (measured). A run that it fails to wake looks at the clock itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime
    from threading import Event


class Alarm:
    """Sets an event at a time of day; use as a context manager."""

    def __init__(self) -> None:
        self._scheduler: Any = None

    def ring_at(self, when: datetime, event: Event) -> None:
        """Set `event` at `when` (aware, by the machine's clock), or soon after."""
        if self._scheduler is None:
            from apscheduler.schedulers.background import BackgroundScheduler

            self._scheduler = BackgroundScheduler(timezone="UTC")
            self._scheduler.start()
        self._scheduler.add_job(event.set, "date", run_date=when, misfire_grace_time=None)

    def close(self) -> None:
        """Ring no more.

        The library's thread is left to sleep until the process ends: shut down while it puts a
        job away, it dies with a complaint.
        """
        if self._scheduler is not None:
            self._scheduler.remove_all_jobs()

    def __enter__(self) -> Alarm:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
