"""A command line that is not understood: said in the language of whoever typed it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest


def typed(*words: str, lang: str = "zh") -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "siren", *words],
        env={**os.environ, "SIREN_LANG": lang, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stdout == ""
    return done.returncode, done.stderr.replace("python -m ", "").removesuffix("\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["run"], "缺少参数 演习...（请见 siren run --help）"),
        (["new", "cn-gaps-3min", "-o", "-"], "缺少选项 --date（请见 siren new --help）"),
        (["stop", "--claer"], "没有选项 --claer；是否指 --clear？（请见 siren stop --help）"),
        (["chekc"], "没有命令 chekc；是否指 check？（请见 siren --help）"),
        (
            ["run", "x", "--level-db", "7"],
            "选项 --level-db 不对：'7' 不是 -120 至 0 dB 的电平（请见 siren run --help）",
        ),
        (["stop", "--lang", "fr"], "选项 --lang 不对：只能是 en、zh（请见 siren stop --help）"),
        (["stop", "now"], "Got unexpected extra argument (now)（请见 siren stop --help）"),
    ],
)
def test_what_is_wrong_and_where_the_help_is(words: list[str], said: str) -> None:
    assert typed(*words) == (2, f"siren: {said}")


def test_in_english_it_is_click_that_speaks() -> None:
    code, err = typed("run", lang="en")
    assert (code, err) == (2, "siren: Missing argument 'DRILL...'. (see: siren run --help)")


def test_an_error_is_said_in_the_language_asked_for_or_else_the_terminals() -> None:
    chinese = "siren: 没有名为 'no-such' 的信号、演习或公开试鸣"
    assert typed("show", "no-such") == (2, chinese)
    assert typed("show", "no-such", "--lang", "zh", lang="en") == (2, chinese)
    assert typed("show", "no-such", "--lang", "en")[1].startswith(
        "siren: no signal, drill or public test is"
    )
