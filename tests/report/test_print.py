"""The page on paper, as a browser prints it; skipped where there is no Chromium."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from siren.firing.verification import read
from siren.library import signal
from siren.report.gather import report_of
from siren.report.html import html_of
from siren.report.page import page_of
from siren.report.picture import picture_of
from tests.report.journals import Scribe, T

if TYPE_CHECKING:
    from pathlib import Path

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")
A4 = (595, 842)


@pytest.mark.skipif(BROWSER is None, reason="needs Chromium")
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_three_signals_at_four_outlets_are_one_sheet_of_a4(tmp_path: Path, lang: str) -> None:
    scribe = Scribe(tmp_path / "journal.jsonl")
    runs = [scribe.arm(f"run{n}", n) for n in range(4)]
    for number in range(6):  # and some trouble besides
        scribe.write("device-away", number, run=runs[0], reason="it asks for nothing")
    scribe.whole(*runs)
    report = report_of(read(scribe.journal.path), "yangjiang-2026", T + timedelta(hours=1))
    page = page_of(report, lang, lambda one: signal(one).names)
    (tmp_path / "report.html").write_text(html_of(page, picture_of(report)), encoding="utf-8")
    pdf = printed(tmp_path / "report.html")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    box = re.search(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", pdf)
    assert box is not None
    assert tuple(round(float(size)) for size in box.groups()) == A4


def printed(page: Path) -> bytes:
    """Return a page as PDF."""
    assert BROWSER is not None
    target, profile = page.with_suffix(".pdf"), page.parent / "profile"
    subprocess.run(
        [
            *(BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"),
            *(f"--user-data-dir={profile}", f"--print-to-pdf={target}", str(page)),
        ],
        check=True,
        capture_output=True,
        timeout=60,
    )
    return target.read_bytes()
