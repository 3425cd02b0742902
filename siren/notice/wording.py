"""Words that several readers look for: one list each, as regular expressions."""

from __future__ import annotations

import re


def one_of(words: str) -> str:
    """Return an expression for any of some words, which are patterns of their own."""
    return f"(?:{'|'.join(words.split())})"


SOUNDS = one_of("试鸣 试响 试放 鸣放 鸣响 拉响 发放 施放 长鸣")
"""That sirens sound."""

SIGNAL_WORDS = one_of("预先 预备 空袭 紧急 解除 防灾 灾情")
"""What the names of signals begin with."""

TESTS = re.compile(one_of(f"{SOUNDS} 演习 演练 警报 默哀"))
"""What the sentence of a test speaks of."""

SIRENS_SOUND = re.compile(one_of("试鸣 鸣放 鸣响 拉响"))

DECIDES = re.compile(one_of("定于 将于 拟于 订于 定在 将在 决定 时间: 实施 组织.{0,12}试鸣"))
"""That something is fixed: what else the sentence speaks of does not matter then."""

OTHER = re.compile(
    one_of(
        "试机 地震 预演 预鸣 检测 检修 调试 测试 巡检 维护 抢救 救灾 实作 短信 发给 推送 提前告知 "
        "提前到 提前至 "
        "疏散演练 消防演练 "
        "电话 咨询 热线 停水 停电 (?<!避難及)交通 封路 封闭 绕行 禁止 禁飞 办公 值班 工作日 集会 "
        "仪式 撞钟 讲座 参观 布置 "
        "集合 就位 到岗 会议 培训 报名 报送 上报 受理 营业 开放 直播 开标 开学 举办 印发 通过 "
        "起?施行 建成 成立 "
        "前完成 期间 截至 截止 出版 原载 发布会 发布时间 来源"
    )
)
"""What other days and times of a notice are for."""

BEFORE = r"(?:以前|之前|前)(?!后)"
"""A deadline: 17时前."""
