"""Whatever printing did to a notice, it says the same."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from siren.notice.as_json import as_json
from siren.notice.reader import read_notice
from tests.notice.corpus import notice, of_verdict
from tests.notice.noisy import in_a_gazette, printed

PLAIN = tuple(name for name in of_verdict("plan", "ask") if "\n " not in notice(name))
"""Those that were not printed and extracted already."""

OF_A_CITY = tuple(name for name in PLAIN if name != "no-year-and-no-signature")
"""Those that a gazette may print; the other one is a leaflet of neighbours."""


def told(text: str) -> dict[str, Any]:
    """Return what a notice says, without how it is worded."""
    reading = as_json(read_notice(text))
    signals = [
        {key: value for key, value in signal.items() if key not in ("name", "derived")}
        for signal in reading["signals"]
    ]
    kept = ("should", "date", "window", "windows", "issued", "timezone", "gap_s")
    return {key: reading.get(key) for key in kept} | {"signals": signals}


@settings(max_examples=80)
@given(data=st.data(), name=st.sampled_from(PLAIN))
def test_a_notice_that_was_printed_and_extracted_says_the_same(
    data: st.DataObject, name: str
) -> None:
    text = notice(name)
    assert told(data.draw(printed(text))) == told(text)


@settings(max_examples=80)
@given(data=st.data(), name=st.sampled_from(OF_A_CITY))
def test_a_notice_between_other_items_says_the_same(data: st.DataObject, name: str) -> None:
    text = notice(name)
    assert told(data.draw(in_a_gazette(text))) == told(text)
