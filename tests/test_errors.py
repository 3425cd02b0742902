"""Errors: one English sentence for programs and logs, and the reader's own where there is one."""

from __future__ import annotations

import pytest

from siren.errors import DeviceNotFound, NoSoundSystem, Refused, UnknownName
from siren.text import joined, phrase


def test_an_error_is_english_and_may_speak_chinese_too() -> None:
    error = Refused(phrase("not armed", "未进入待命"))
    assert str(error) == "not armed"
    assert error.said_in("en") == "not armed"
    assert error.said_in("zh") == "未进入待命"


def test_what_has_no_chinese_is_said_in_english() -> None:
    assert Refused("the disk is full").said_in("zh") == "the disk is full"


@pytest.mark.parametrize(
    ("error", "english", "chinese"),
    [
        (
            UnknownName("drill", "twon", ["town"]),
            "no drill is called 'twon'; did you mean 'town'?",
            "没有名为 'twon' 的演习；是否指 'town'？",
        ),
        (
            UnknownName("voice", "zzz", ["tone", "motor"]),
            "no voice is called 'zzz'; there are: motor, tone",
            "没有名为 'zzz' 的音色；现有：motor, tone",
        ),
        (
            DeviceNotFound("hron", ["horn"]),
            "no sound device is called 'hron'; did you mean 'horn'?; there are: 'horn'",
            "没有名为 'hron' 的声音设备；是否指 'horn'？；现有：'horn'",
        ),
        (
            DeviceNotFound("horn", []),
            "no sound device is called 'horn'; there are: none",
            "没有名为 'horn' 的声音设备；现有：无",
        ),
    ],
)
def test_names_that_nobody_knows(error: UnknownName, english: str, chinese: str) -> None:
    assert (error.said_in("en"), error.said_in("zh")) == (english, chinese)


def test_phrases_are_joined_in_each_language() -> None:
    whole = joined(phrase("nothing; ", "没有；"), NoSoundSystem.WAY_OUT)
    assert whole.english == f"nothing; {NoSoundSystem.WAY_OUT.english}"
    assert whole.said_in("zh").startswith("没有；生成文件无需设备")
