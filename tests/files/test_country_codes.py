"""The codes that a file may give for its country."""

from __future__ import annotations

from importlib.resources import files

from hypothesis import given
from hypothesis import strategies as st

from siren.files.country_codes import code_meant, countries, is_country, is_private


def test_every_current_code_of_the_time_zone_database_is_known() -> None:
    rows = files("tzdata").joinpath("zoneinfo", "iso3166.tab").read_text(encoding="utf-8")
    current = {line[:2] for line in rows.splitlines() if line and not line.startswith("#")}
    assert len(current) > 240
    assert current <= countries().keys()


def test_a_code_is_two_capitals_and_for_private_use_it_is_nobodys() -> None:
    assert all(len(code) == 2 and code.isupper() for code in countries())
    assert not any(is_private(code) for code in countries())
    assert is_private("XX")
    assert is_country("XX")
    assert not is_country("xx")


@given(st.text())
def test_whatever_is_written_the_code_that_is_meant_is_a_code(said: str) -> None:
    code = code_meant(said)
    assert code is None or is_country(code)
