"""Chinese to whoever reads Chinese, English to everybody else."""

from __future__ import annotations

import pytest

from siren.cli.language import reader_language
from siren.text import Text, phrase


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_TW.UTF-8"}, "zh"),
        ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"SIREN_LANG": "en", "LC_ALL": "zh_CN.UTF-8"}, "en"),
        ({"SIREN_LANG": "", "LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_the_language_is_that_of_the_terminal_unless_asked_for(
    environ: dict[str, str], language: str
) -> None:
    assert reader_language(environ) == language


def test_a_phrase_is_said_in_the_language_asked_for_or_else_in_english() -> None:
    assert phrase("sounding", "鸣响中").said_in("zh") == "鸣响中"
    assert Text.of({"de": "Alarm"}).said_in("zh") == "Alarm"
    assert Text.of({"de": "Alarm", "en": "alarm"}).said_in("zh") == "alarm"
