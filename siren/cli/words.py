"""A pattern in words, such as ``15 × (steady 6 s, 6 s off)``, or 15 ×（连续音 6 秒，停 6 秒）."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from siren.cli.language import speech
from siren.pattern import Group, Pause, Segment
from siren.text import phrase
from siren.tone import Steps, Sweep
from siren.units import decimal_text

if TYPE_CHECKING:
    from siren.pattern import Element, Pattern
    from siren.text import Text
    from siren.tone import Contour
    from siren.units import Seconds

TONES_ZH = {
    **{"steady": "连续音", "pulsed": "断续音", "foghorn": "雾号声", "morse": "莫尔斯码"},
    **{"scale": "音阶", "series": "连串音", "chime": "钟声", "bang": "爆响", "recording": "录音"},
    **{"unspecified": "未载明的音", "wail": "升降音", "warble": "颤动音", "whoop": "上扬音"},
    **{"hi-lo": "高低音", "step": "阶梯音", "ramp-up": "升音", "ramp-down": "降音"},
}


def tone_name(name: str) -> Text:
    """Return what a kind of tone is called."""
    return phrase(name, TONES_ZH[name])


def pattern_words(pattern: Pattern, language: str = "en") -> str:
    """Return a pattern as one line of words."""
    words = _Words(language)
    line = words.all(pattern.elements)
    uncounted = words.say("; the last pause does not count", "；末次停顿不计")
    return line if pattern.trailing_pause else line + uncounted


def seconds_words(seconds: Seconds, language: str) -> str:
    """Return a length in seconds, as a pattern has it."""
    return decimal_text(seconds) + speech(language)(" s", " 秒")


class _Words(NamedTuple):
    """Says the elements of a pattern in one language."""

    language: str

    def say(self, en: str, zh: str) -> str:
        return zh if self.language == "zh" else en

    def s(self, seconds: Seconds) -> str:
        return seconds_words(seconds, self.language)

    def all(self, elements: tuple[Element, ...]) -> str:
        return self.say(", ", "，").join(map(self._element, elements))

    def _element(self, element: Element) -> str:
        match element:
            case Pause():
                return self._pause(element)
            case Segment():
                return self._repeated(element, self._segment(element))
            case Group():
                words = self._repeated(element, self.all(element.elements))
                gap_s = element.gap.nominal_s
                between = self.say(" with {} between", "，间隔 {}").format(self.s(gap_s))
                return words + between if gap_s else words

    def _segment(self, segment: Segment) -> str:
        tone = segment.tone
        name = tone_name(tone.name).said_in(self.language)
        on = f"{name} {self.s(segment.on.nominal_s)}{self._movement(tone.contour)}"
        off_s = segment.off.nominal_s
        return on + self.say(", {} off", "，停 {}").format(self.s(off_s)) if off_s else on

    def _pause(self, pause: Pause) -> str:
        length = self.say("pause {}", "停顿 {}").format(self.s(pause.length_s))
        if pause.label is None:
            return length
        said = pause.label.said_in(self.language)
        if not pause.length_s:  # nobody knows how long
            return said
        return length + self.say(" ({})", "（{}）").format(said)

    def _movement(self, contour: Contour) -> str:
        match contour:
            case Sweep(rise_s=first_s, fall_s=then_s):
                form = self.say(" ({} up, {} down)", "（升 {}，降 {}）")
            case Steps(high_s=first_s, low_s=then_s):
                form = self.say(" ({} high, {} low)", "（高 {}，低 {}）")
            case _:
                return ""
        return form.format(self.s(first_s), self.s(then_s))

    def _repeated(self, element: Segment | Group, words: str) -> str:
        if element.repeat_for_s is not None:
            for_s = self.s(element.repeat_for_s)
            return self.say("({}) for {}", "（{}）共 {}").format(words, for_s)
        count = element.repeat.nominal
        return words if count == 1 else self.say("{} × ({})", "{} ×（{}）").format(count, words)
