"""Names of languages, in lower case."""

from __future__ import annotations

LANGUAGES = frozenset(
    """english chinese german french spanish arabic hindi japanese korean russian italian portuguese dutch turkish
    vietnamese catalan maltese finnish czech polish danish swedish norwegian hungarian romanian greek hebrew
    indonesian thai ukrainian bulgarian persian urdu bengali tamil telugu swahili yoruba basque galician irish
    welsh latin sanskrit mandarin cantonese bangla amharic tigrinya hausa igbo somali nepali sinhala khmer lao burmese
    mongolian kazakh uzbek tajik armenian georgian estonian latvian lithuanian slovak slovenian croatian serbian
    macedonian albanian icelandic faroese luxembourgish afrikaans zulu xhosa wolof twi kinyarwanda malay javanese
    tagalog filipino marathi gujarati punjabi kannada malayalam odia assamese sindhi pashto kurdish azerbaijani
    belarusian bosnian montenegrin breton occitan frisian yiddish quechua guarani nahuatl maori hawaiian tibetan uyghur
    turkmen kyrgyz tatar""".split()
)
