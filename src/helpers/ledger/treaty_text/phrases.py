"""Words of commitment, pointers to other papers and names, by language; rough on purpose.

The steps follow `data/codebook.md`. A list cannot weigh a sentence: what it gives is where to
look first, and an analyst decides.
"""

import re
from collections import Counter
from collections.abc import Iterable

SOFT = (
    "strive|endeavou?r|seek|promote|facilitate|encourage|support|favou?r|contribute|aim|consider"
    "|welcome"
)
DEFINITE = (
    "ensure|guarantee|provide|notify|inform|pay|return|grant|deliver|prohibit|prevent|refrain"
    "|abstain|submit|establish|suspend|allow|enter into force|remain in force|come into force"
    "|be ratified|be terminated|be extended|be subject to ratification|immediately|promptly"
    "|forthwith|without delay|not"
)
DUTY = "shall|will|must"
MAY = r"(?<!\d\s)\bmay\b(?!\s\d)"
"""The verb, not the month."""

LY = r"(?:\w+ly\s+)?"

VERBS = {
    "en": {
        "shall not": rf"\b(?:{DUTY}) (?:not|never)\b|\bneither\b[^.;]*?\bshall\b",
        "shall": r"\bshall\b(?! (?:not|never)\b)", "will": r"\bwill\b(?! not\b)",
        "must": r"\bmust\b(?! not\b)", "may": MAY, "should": r"\bshould\b",
        "agree": r"\bagrees?\b(?! on a| upon)|\bhave agreed\b", "undertake": r"\bundertakes?\b",
        "commit": r"\bcommits?\b", "guarantee": r"\bguarantees?\b",
        "strive": r"\bstriv(?:e|es|ing)\b", "seek": r"\bseeks?\b", "endeavour": r"\bendeavou?rs?\b",
        "intend": r"\bintends?\b",
        "promote": r"\bpromotes?\b", "facilitate": r"\bfacilitates?\b",
        "encourage": r"\bencourages?\b", "support": r"\bsupports?\b",
        "recognise": r"\brecogni[sz](?:e|es|ing)\b", "reaffirm": r"\b(?:re)?affirm(?:s|ing)?\b",
        "declare": r"\bdeclar(?:e|es|ing)\b",
    },
    "ru": {
        "обязуется": r"\bобязу(?:е|ю)тся\b", "должен": r"\bдолж(?:ен|на|но|ны)\b",
        "не допускает": r"\bне допуска(?:е|ю)т\b", "гарантирует": r"\bгарантиру(?:е|ю)т\b",
        "сотрудничает": r"\b(?:со)?труднича(?:е|ю)т\b", "развивает": r"\bразвива(?:е|ю)т\b",
        "консультируется": r"\bконсультиру(?:е|ю)тся\b", "может": r"\bмо(?:же|гу)т\b",
        "стремится": r"\bстрем(?:и|я)тся\b", "содействует": r"\bсодейству(?:е|ю)т\b",
        "способствует": r"\bспособству(?:е|ю)т\b", "поддерживает": r"\bподдержива(?:е|ю)т\b",
        "намерен": r"\bнамерен(?:а|ы)?\b", "признает": r"\bпризна(?:е|ю)т\b",
        "подтверждает": r"\bподтвержда(?:е|ю)т\b",
    },
    "fa": {
        "متعهد": r"متعهد", "باید": r"باید", "تضمین": r"تضمین", "همکاری": r"همکاری",
        "خواهند": r"(?<!ن)خواه(?:د|ند)", "نخواهند": r"نخواه(?:د|ند)",
        "می‌توانند": r"می\u200c?توان(?:د|ند)", "تلاش": r"تلاش", "حمایت": r"حمایت",
        "تسهیل": r"تسهیل", "تأکید": r"تأکید|تاکید",
    },
}  # fmt: skip
"""By language: the words counted, each with its pattern."""

STEPS = {
    "en": {
        3: rf"\b(?:{DUTY})\s+{LY}(?:{DEFINITE})\b|\bneither\b[^.;]*?\b(?:shall|will)\b"
           r"|\bundertakes?\s+(?:not|never)\s+to\b|\b(?:part(?:y|ies)|each|they|both)\s+guarantees?\b"
           r"|\b(?:is|are)\s+(?:subject to ratification|concluded for)\b",
        2: rf"\b(?:{DUTY})\s+(?!not\b){LY}(?!(?:{SOFT}|{DEFINITE})\b)\w+"
           rf"|\b(?:agrees?|undertakes?|commits?(?:\s+themselves|\s+itself)?)\s+to\s+(?!(?:{SOFT}|not)\b)\w+"
           rf"|\bpart(?:y|ies)\s+{LY}(?:co-?operate|develop|exchange|consult|coordinate"
           r"|strengthen)s?\b",
        1: rf"\b(?:{SOFT})s?\b|\b(?:intends?|should)\b|{MAY}",
        0: r"\b(?:recogni[sz]|(?:re)?affirm|declar|not|consider|desir|believ|acknowledg)"
           r"(?:e|es|ing|s)?\b",
    },
    "ru": {
        3: r"\bне (?:допуска|предоставля|присоединя|применя|использу)\w+|\bвоздержива\w+"
           r"|\bобязу\w+ не\b|\bгарантиру\w+|\bобеспечива\w+|\bвступает в силу"
           r"|\bподлежит ратификации",
        2: r"\bобязу\w+|\bдолж(?:ен|на|но|ны)\b|\bсотруднича\w+|\bразвива(?:е|ю)т\b|\bобменива\w+"
           r"|\bконсультиру\w+|\bкоординиру\w+|\bукрепля\w+|\bосуществля\w+",
        1: r"\bстрем\w+|\bсодейству\w+|\bспособству\w+|\bпоощря\w+|\bподдержива\w+|\bмо(?:же|гу)т\b"
           r"|\bнамерен\w*",
        0: r"\bпризна(?:е|ю)т|\bподтвержда\w+|\bзаявля\w+|\bотмеча\w+",
    },
    "fa": {
        3: r"نخواه(?:د|ند)|تضمین|لازم\u200c?الاجرا",
        2: r"متعهد|باید|همکاری|تبادل|رایزنی|(?<!ن)خواه(?:د|ند)",
        1: r"تلاش|می\u200c?توان(?:د|ند)|تشویق|حمایت|تسهیل", 0: r"اذعان|تأکید|تاکید",
    },
}  # fmt: skip
"""By language and step of obligation: what speaks for the step; the highest that occurs counts."""

NEGATIVE = ("shall not",)
PAPERS = (
    r"(?:agreements?|treat(?:y|ies)|protocols?|contracts?|arrangements?|memorand(?:um|a)|plans?)"
)
DEFERRALS = {
    "separate_agreements": rf"\b(?:separate|special|additional|further|corresponding|relevant)\s+"
        rf"(?:\w+\s+){{0,2}}{PAPERS}\b|\b{PAPERS}\s+to be (?:concluded|agreed)\b"
        r"|\bотдельн\w+ (?:соглашени|договор|протокол)\w+|موافقت\u200c?نامه\u200c?های جداگانه",
    "existing_agreement": rf"\b{PAPERS}\b[^.;]{{0,120}}?"
        r"\b(?:of|dated|signed)\b[^.;]{0,40}?\b(?:19|20)\d\d\b"
        r"|\b(?:соглашени|договор|меморандум|протокол)\w+[^.;]{0,120}?\bот\b"
        r"[^.;]{0,40}?\b(?:19|20)\d\d",
    "domestic_law": r"\b(?:national|domestic|internal|respective)\s+(?:law|legislation)s?\b"
        r"|\blegislation of (?:the|each)\b"
        r"|\b(?:its|their) (?:own )?(?:laws?|legislation|constitutions?)\b"
        r"|\b(?:национальн|внутренн)\w+ законодательств\w+|قوانین (?:ملی|داخلی)",
    "international_law": r"\b(?:Charter of the United Nations|United Nations Charter|UN Charter)\b"
        r"|\binternational law\b|\bУстав\w+ (?:ООН|Организации)|\bмеждународн\w+ прав\w+"
        r"|منشور (?:سازمان )?ملل",
}  # fmt: skip
"""Where a text leaves something to another paper, by the kind of paper."""

NAMES = (
    "Iran", "Islamic Republic of Iran", "Russia", "Russian Federation", "United States", "Ukraine",
    "China", "India", "Armenia", "Azerbaijan", "Georgia", "Turkey", "Türkiye", "Iraq", "Syria",
    "Israel", "Afghanistan", "Kazakhstan", "Turkmenistan", "Belarus", "Venezuela",
    "Democratic People's Republic of Korea", "European Union", "Caspian Sea", "Caspian",
    "Black Sea", "Persian Gulf", "Sea of Oman", "Strait of Hormuz", "Central Asia",
    "South Caucasus", "Transcaucasia", "Middle East", "Eurasia", "United Nations",
    "Security Council", "Shanghai Cooperation Organisation", "Shanghai Cooperation Organization",
    "BRICS", "Eurasian Economic Union", "OPEC", "Иран", "Исламская Республика Иран", "Россия",
    "Российская Федерация", "Каспийское море", "Ближний Восток", "Южный Кавказ", "ایران", "روسیه",
    "دریای خزر", "خاورمیانه",
)  # fmt: skip


def language_of(text: str) -> str:
    """Return en, ru or fa, by the script in which most letters are written."""
    counts = Counter(
        "fa" if "\u0600" <= c <= "\u06ff" else "ru" if "\u0400" <= c <= "\u04ff" else "en"
        for c in text if c.isalpha()
    )  # fmt: skip
    return max(("en", "ru", "fa"), key=lambda k: counts[k])


def verbs_in(text: str) -> dict[str, int]:
    """Return how often each word of commitment occurs, those that do."""
    found = {}
    for word, pattern in VERBS[language_of(text)].items():
        found[word] = len(re.findall(pattern, text, re.IGNORECASE))
        if word in NEGATIVE:  # so that its verb is not counted a second time
            text = re.sub(pattern, " ", text, flags=re.IGNORECASE)
    return {w: n for w, n in found.items() if n}


def suggested_step(text: str) -> tuple[int | None, str]:
    """Return the step of obligation that the words speak for, and the words; None if none do.

    Example:
        >>> suggested_step("The Parties shall strive to deepen their relations.")
        (1, 'strive')
        >>> suggested_step("Neither Party shall let its territory be used against the other.")
        (3, 'Neither Party shall')
    """
    for step, pattern in STEPS[language_of(text)].items():
        found = re.search(pattern, text, re.IGNORECASE)
        if found:
            return step, " ".join(found.group(0).split())
    return None, ""


def deferrals_in(text: str) -> dict[str, int]:
    """Return how often the text points to each kind of other paper, those that occur."""
    flat = " ".join(text.split())
    found = {k: len(re.findall(p, flat, re.IGNORECASE)) for k, p in DEFERRALS.items()}
    return {k: n for k, n in found.items() if n}


def names_in(text: str, more: Iterable[str] = ()) -> list[str]:
    """Return the states, places and bodies named, in order; a name within a longer one is left out.

    Args:
        text: to be searched.
        more: further names, beside this module's own.
    """
    names = sorted({*NAMES, *(n for n in more if len(n) > 2)}, key=lambda n: (-len(n), n))
    pattern = "|".join(re.escape(n).replace(r"\ ", r"\s+") for n in names)
    found = re.findall(rf"(?<!\w)(?:{pattern})(?!\w)", text)
    return list(dict.fromkeys(" ".join(f.split()) for f in found))
