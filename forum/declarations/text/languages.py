"""The languages that a text can stand in: each by its own name, with the direction in which it is written."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    code: str
    name: str  # as its readers call it; never translated
    direction: str = "ltr"


KNOWN = {
    language.code: language
    for language in (
        Language("ar", "العربية", "rtl"),
        Language("de", "Deutsch"),
        Language("en", "English"),
        Language("es", "Español"),
        Language("fr", "Français"),
        Language("he", "עברית", "rtl"),
        Language("it", "Italiano"),
        Language("kk", "Қазақша"),
        Language("pl", "Polski"),
        Language("pt", "Português"),
        Language("ru", "Русский"),
        Language("tr", "Türkçe"),
        Language("uk", "Українська"),
        Language("zh", "中文"),
    )
}


def language(code: str) -> Language:
    return KNOWN.get(code) or Language(code, code)
