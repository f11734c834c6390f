"""Languages in which cities write, each by its own name; the three of the forum first."""

LANGUAGES = {
    "en": "English", "fr": "Français", "ru": "Русский",
    "hy": "Հայերեն", "az": "Azərbaycanca", "be": "Беларуская", "bg": "Български", "bs": "Bosanski", "ca": "Català",
    "cnr": "Crnogorski", "cs": "Čeština", "da": "Dansk", "de": "Deutsch", "el": "Ελληνικά", "es": "Español", "et": "Eesti",
    "fi": "Suomi", "ga": "Gaeilge", "he": "עברית", "hr": "Hrvatski", "hu": "Magyar", "is": "Íslenska", "it": "Italiano",
    "ka": "ქართული", "kk": "Қазақша", "ky": "Кыргызча", "lb": "Lëtzebuergesch", "lt": "Lietuvių", "lv": "Latviešu",
    "mk": "Македонски", "mt": "Malti", "nb": "Norsk bokmål", "nl": "Nederlands", "pl": "Polski", "pt": "Português",
    "ro": "Română", "sk": "Slovenčina", "sl": "Slovenščina", "sq": "Shqip", "sr": "Српски", "sv": "Svenska",
    "tg": "Тоҷикӣ", "tk": "Türkmençe", "tr": "Türkçe", "uk": "Українська", "uz": "Oʻzbekcha",
}  # fmt: skip
