"""Why the system refuses, in the words of both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from siren.os_reason import reason_of, refusal

if TYPE_CHECKING:
    from pathlib import Path


def test_what_befalls_files_is_said_in_both_languages(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="No such file or directory") as caught:
        (tmp_path / "no" / "x.wav").open("x")
    reason = reason_of(caught.value)
    assert reason.english == "no such file or directory"
    assert reason.said_in("zh") == "没有此文件或文件夹"


def test_the_rest_is_said_as_the_system_says_it() -> None:
    assert reason_of(OSError(71, "Protocol error")).said_in("zh") == "protocol error"


def test_an_error_without_a_number_says_why_itself() -> None:
    assert reason_of(ValueError("Embedded null byte")).english == "embedded null byte"


def test_a_refusal_says_where_too() -> None:
    said = refusal("x.wav", OSError(28, "No space left on device"))
    assert said.english == "x.wav: no space left on device"
    assert said.said_in("zh") == "x.wav: 存储空间已满"
