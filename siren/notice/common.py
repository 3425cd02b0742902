"""The characters that notices of siren tests are made of, for telling one encoding from another.

Numerals, small words and what 27 such notices say most often, without names of places, in both
scripts; and the marks between them.
"""

from __future__ import annotations

_SIMPLIFIED = (
    "的一是在有和为于以不了由及与或其将等时分秒日月年间点期钟星上下午前后自至起从止同"
    "报鸣警防空袭解除预先放试演习响声音信号令灾害急停持续长短反复遍次隔连第三二四五六七八九十百"
    "市县区省城乡镇街道人民政府公告通关办室局国家法律规定依据根全统各位单个社会广大众群电视台播"
    "网络手机设施备安内外部发布知请保正常生产活工作秩序范围地中心组织开展进行听到勿惊慌命令学校教育"
)
_TRADITIONAL = (
    "為於與將時間點鐘後從報鳴襲預試響聲號災續長復遍連縣區鄉鎮道關辦國規據統個會廣眾"
    "電視臺播網絡路機設備內發佈請產動範圍組織開進聽驚學習訊練實萬擊導單應疏散避難"
)
_MARKS = "，。：；、（）《》“”「」—－～·　０１２３４５６７８９"

COMMON = frozenset(_SIMPLIFIED + _TRADITIONAL + _MARKS)
"""All of them."""
