from __future__ import annotations

import pytest

from siren.notice.as_json import as_json
from siren.notice.reader import read_notice

BODY = (
    "市政府定于2023年9月18日（星期一）上午10时至10时03分{area}试鸣防空警报，"
    "鸣放空袭警报，鸣6秒，停6秒，反复15遍。"
)


def head(
    title: str = "关于试鸣防空警报的通告",
    *,
    above: str = "",
    area: str = "",
    signed: str = "样城市人民政府",
    date: str = "2023年9月8日",
) -> dict[str, object]:
    lines = [title, above, BODY.format(area=area), signed, date]
    return as_json(read_notice("\n".join(line for line in lines if line)))


@pytest.mark.parametrize(
    ("signed", "issuer"),
    [
        ("样城市人民政府", "样城市人民政府"),
        ("样城市国防动员办公室", "样城市国防动员办公室"),
        ("样城市人民防空办公室", "样城市人民防空办公室"),
        ("样城市人民政府\n样城警备区", "样城市人民政府 样城警备区"),
        ("样 城 市 人 民 政 府", "样城市人民政府"),
        ("样城市防汛抗旱指挥部", "样城市防汛抗旱指挥部"),
    ],
)
def test_who_signs(signed: str, issuer: str) -> None:
    assert head(signed=signed)["issuer"] == issuer


def test_who_signs_may_stand_on_the_line_of_the_date() -> None:
    assert head(signed="", date="样城市人民政府 2023年9月8日")["issuer"] == "样城市人民政府"


def test_without_a_signature_the_title_tells() -> None:
    title = "样城市人民政府关于试鸣防空警报的通告"
    assert head(title, signed="", date="")["issuer"] == "样城市人民政府"


@pytest.mark.parametrize("number", ["样政告〔2023〕7号", "样府函[2023]12号", "2023年第3号"])
def test_the_number_of_the_document_is_as_printed(number: str) -> None:
    assert head(above=number)["document"] == number


def test_the_number_of_another_document_is_not_its_own() -> None:
    assert head(above="按照《试鸣制度》（样动办〔2023〕25号），现通告如下。")["document"] is None


@pytest.mark.parametrize(
    ("signed", "city"),
    [("临江市人民政府", "临江"), ("上海市民防办公室", "上海"), ("江苏省临江市人民政府", "临江")],
)
def test_the_city_is_that_of_who_signs(signed: str, city: str) -> None:
    assert head(signed=signed)["city"] == city


@pytest.mark.parametrize(
    ("area", "understood"),
    [
        ("在全市", "全市"),
        ("在临江、样城两区城区", "临江、样城两区城区"),
        ("", None),
    ],
)
def test_where_it_is_heard(area: str, understood: str | None) -> None:
    assert head(area=area)["area"] == understood


def test_why_it_is_held() -> None:
    assert head(above="9月16日是全民国防教育日。")["occasion"] == "全民国防教育日"
