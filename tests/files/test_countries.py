"""The file of country names."""

from __future__ import annotations

import pytest

from siren.errors import InvalidFile
from siren.files.countries import parse_countries
from siren.files.document import read_text


def test_a_country_has_its_own_name_first() -> None:
    found = parse_countries(read_text('[countries]\nXX = { xx = "Exo", en = "Ex" }\n', "c.toml"))
    assert (found["XX"].native, found["XX"].english) == ("Exo", "Ex")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", r"countries: found nothing"),
        ('[countries]\nxx = "Ex"\n', r"countries\.xx: found no code; allowed: an ISO 3166 code"),
        ("[countries]\nXX = 3\n", r"countries\.XX: found 3; allowed: text"),
        ("more = 1\n[countries]\n", r"more: found an unknown key"),
    ],
)
def test_what_is_no_name_is_said(text: str, said: str) -> None:
    with pytest.raises(InvalidFile, match=said):
        parse_countries(read_text(text, "c.toml"))
