"""Languages by their ISO 639-1 codes: what they are called, and from which side they are read."""

from __future__ import annotations

from dataclasses import dataclass

ENGLISH = "en"
# The languages in which a text may be shown beside English: the name in English, for those who
# look after the texts, and in the language, for those who read them.
LANGUAGES: dict[str, tuple[str, str]] = {
    "ar": ("Arabic", "العربية"),
    "bg": ("Bulgarian", "Български"),
    "bn": ("Bengali", "বাংলা"),
    "cs": ("Czech", "Čeština"),
    "cy": ("Welsh", "Cymraeg"),
    "de": ("German", "Deutsch"),
    "es": ("Spanish", "Español"),
    "fa": ("Persian", "فارسی"),
    "fr": ("French", "Français"),
    "ga": ("Irish", "Gaeilge"),
    "gd": ("Scottish Gaelic", "Gàidhlig"),
    "gu": ("Gujarati", "ગુજરાતી"),
    "hi": ("Hindi", "हिन्दी"),
    "hu": ("Hungarian", "Magyar"),
    "it": ("Italian", "Italiano"),
    "ku": ("Kurdish", "Kurdî"),
    "lt": ("Lithuanian", "Lietuvių"),
    "ne": ("Nepali", "नेपाली"),
    "pa": ("Punjabi", "ਪੰਜਾਬੀ"),
    "pl": ("Polish", "Polski"),
    "ps": ("Pashto", "پښتو"),
    "pt": ("Portuguese", "Português"),
    "ro": ("Romanian", "Română"),
    "ru": ("Russian", "Русский"),
    "sk": ("Slovak", "Slovenčina"),
    "so": ("Somali", "Soomaali"),
    "sq": ("Albanian", "Shqip"),
    "ta": ("Tamil", "தமிழ்"),
    "ti": ("Tigrinya", "ትግርኛ"),
    "tr": ("Turkish", "Türkçe"),
    "uk": ("Ukrainian", "Українська"),
    "ur": ("Urdu", "اردو"),
    "vi": ("Vietnamese", "Tiếng Việt"),
    "yo": ("Yoruba", "Yorùbá"),
    "zh": ("Chinese", "中文"),
}
# Written from right to left.
FROM_THE_RIGHT = frozenset({"ar", "fa", "ps", "ur"})


@dataclass(frozen=True)
class Language:
    """A language: its code, its name in English, and its own name for itself."""

    code: str
    name: str
    own_name: str

    @property
    def runs_from_right(self) -> bool:
        """Whether it is written from right to left."""
        return self.code in FROM_THE_RIGHT

    @property
    def both_names(self) -> str:
        """The name in English and, where it differs, the language's own."""
        return self.name if self.name == self.own_name else f"{self.name} ({self.own_name})"


def is_language(code: str) -> bool:
    """Whether a text may be translated into the language of this code."""
    return code in LANGUAGES


def language(code: str) -> Language:
    """The language of a code; English for a code that is not known."""
    if code in LANGUAGES:
        return Language(code, *LANGUAGES[code])
    return Language(ENGLISH, "English", "English")


def all_languages() -> list[Language]:
    """English, then every other language by its name in English."""
    others = sorted((language(code) for code in LANGUAGES), key=lambda one: one.name)
    return [language(ENGLISH), *others]
