"""Text in several languages: names, meanings, titles."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Text(NamedTuple):
    """The same words in one or more languages.

    Attributes
    ----------
    by_language
        Pairs of a language tag (``zh``, ``en``, ``zh-Hant``, ...) and the words, the native
        language first.
    """

    by_language: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, words: Mapping[str, str]) -> Text:
        """Return a Text of a mapping from language tag to words."""
        return cls(tuple(words.items()))

    @classmethod
    def plain(cls, words: str) -> Text:
        """Return words of a person who did not say the language: Chinese where they look so."""
        is_chinese = any("\u4e00" <= letter <= "\u9fff" for letter in words)
        return cls.of({"zh" if is_chinese else "en": words})

    @property
    def native(self) -> str:
        """The words in the first language given."""
        return self.by_language[0][1]

    @property
    def english(self) -> str:
        """The English words, or the native ones where there are no English ones."""
        return dict(self.by_language).get("en", self.native)

    def both(self, language: str = "en") -> str:
        """Return ``native · English``, or one of them where they are the same.

        Where there are words in another `language` that is asked for, they stand for the English.
        Words that are written from right to left stand last, or they would turn the line around.
        """
        beside = self.beside_native(language)
        pair = (beside, self.native) if _is_right_to_left(self.native) else (self.native, beside)
        return " · ".join(dict.fromkeys(pair))

    def beside_native(self, language: str) -> str:
        """Return what helps beside the native words: those of a language, else the English ones."""
        said = self.said_in(language)
        return self.english if said == self.native else said

    def as_dict(self) -> dict[str, str]:
        """Return the words by language tag."""
        return dict(self.by_language)

    def said_in(self, language: str) -> str:
        """Return the words in a language, or else in English, or else the native ones."""
        return dict(self.by_language).get(language, self.english)


def _is_right_to_left(words: str) -> bool:
    """Return whether a text begins so: its first letter that has a direction says it."""
    from unicodedata import bidirectional

    directions = (bidirectional(letter) for letter in words)
    return next((way for way in directions if way in ("L", "R", "AL")), "L") != "L"


def phrase(en: str, zh: str) -> Text:
    """Return what the program itself says, in the two languages that it speaks."""
    return Text((("en", en), ("zh", zh)))


def same(words: str) -> Text:
    """Return what is the same in every language: a name, a number, what stands in a file."""
    return phrase(words, words)


def joined(*parts: Text) -> Text:
    """Return phrases as one: what follows is said right behind what comes before, in each."""
    return phrase(
        "".join(part.said_in("en") for part in parts), "".join(part.said_in("zh") for part in parts)
    )
