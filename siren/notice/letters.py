"""Letters of one meaning as one letter: half-width, simplified, one sign for each use."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

ALIKE = {
    **dict.fromkeys("∶︰꞉˸᛬﹕", ":"),  # NFKC leaves the first, and makes two dots of the second
    **dict.fromkeys("ОоΟο", "O"),  # Cyrillic and Greek, seen in years: 二ОО九年
    **dict.fromkeys("‐‑‒–—―─━﹣﹘−ー", "-"),
    **dict.fromkeys("∼〜˜⁓", "~"),
    **dict.fromkeys("﹐﹑", ","),
    **dict.fromkeys("「『〝", "“"),
    **dict.fromkeys("」』〞", "”"),
    **dict.fromkeys("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽", "·"),  # numbers of a list
    **dict.fromkeys("●■◆▲★☆※•·▪◎►▶", "·"),
}
"""Letters that stand for another one; what is not here becomes what NFKC says."""

TRADITIONAL = dict(
    zip(
        "報鳴試發時間長連續實習號週禮點鐘為於緊預襲災嘯聲響區縣臺繼閉顯將從訂擬開關電視頻廣轉義務團體動員會國產業參選計劃應場際練繫總覆複計",
        "报鸣试发时间长连续实习号周礼点钟为于紧预袭灾啸声响区县台继闭显将从订拟开关电视频广转义务团体动员会国产业参选计划应场际练系总复复计",
        strict=True,
    )
)
"""Traditional letters of the words that are looked for, and their simplified forms."""


LETTERS_AT_MOST = 4
"""A sign that stands for more is an ornament: one is a prayer of eighteen letters."""


@lru_cache(maxsize=4096)
def folded(letter: str) -> str:
    """Return what a letter is looked for as: one letter, or the few that it stands for."""
    known = ALIKE.get(letter) or TRADITIONAL.get(letter)
    if known:
        return known
    if letter.isdecimal():
        return str(unicodedata.digit(letter))
    letters = "".join(unicodedata.normalize("NFKC", letter).split())
    return letters if len(letters) <= LETTERS_AT_MOST else letter
