"""Headings of articles: which lines begin an article, and which only mention one."""

import re
from dataclasses import dataclass

ONES, TENS, FIRSTS, RUSSIAN_FIRSTS = (
    words.split()
    for words in (
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen",
        "twenty thirty forty fifty sixty seventy eighty ninety",
        "first second third fourth fifth sixth seventh eighth ninth tenth",
        "первая вторая третья четвертая пятая шестая седьмая восьмая девятая десятая",
    )
)
NUMBER_WORDS = (
    {w: i for i, w in enumerate(ONES, 1)}
    | {w: 10 * i for i, w in enumerate(TENS, 2)}
    | {f"{t}-{o}": 10 * i + j for i, t in enumerate(TENS, 2) for j, o in enumerate(ONES[:9], 1)}
    | {w: i for i, w in enumerate(FIRSTS, 1)}
    | {w: i for i, w in enumerate(RUSSIAN_FIRSTS, 1)}
)
ROMAN = re.compile(r"(?=[IVXLC])(X[CL]|L?X{0,3})(I[XV]|V?I{0,3})")
ROMAN_VALUE = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}

HEADING = re.compile(
    r"^[ \t\u00a0\u200e\u200f#*_>]*(?P<word>article|art\.|статья|ماده|مادۀ)"
    r"[ \t\u00a0]*(?:no\.?|№)?[ \t\u00a0]*(?P<number>\d{1,3}|[^\W\d_]+(?:[- ][^\W\d_]+)?)"
    r"(?P<suffix>[ \t]?(?:bis|ter|quater))?(?P<after>[^\n]*)$",
    re.IGNORECASE | re.MULTILINE,
)
SEPARATORS = ".:)]-–—_*"
GOING_ON = (
    " in of with under by to and or see from per the this that on for at into than as pursuant "
    "paragraph paragraphs articles article both including "
    "в с со по и или из к на о об от при согласно соответствии пункт пункта пункте статьи "
    "در با به از و یا طبق موضوع "
)
"""Words after which a line that begins with "Article 5" goes on with the sentence before."""

NEAR, LONGEST_TITLE = 400, 100
RUN_IN = re.compile(r"\d{1,2}[.)]\s")
DOTS = re.compile(r"[ \t]*(?:\.{2,}|…+|[ \t]{2,}|\t)[ \t.…]*\d*[ \t]*$")


@dataclass(frozen=True)
class Heading:
    """A line that begins an article, or looks as if it did.

    Attributes:
        start: where the line begins.
        number: of the article.
        label: as it is to be cited, such as "5" or "5 bis".
        title: what follows on the line, if it is short and no sentence.
        after: where what follows the number begins.
        doubt: why it is taken for a mention, "" for a heading.
    """

    start: int
    number: int
    label: str
    title: str
    after: int
    doubt: str = ""


def headings(text: str) -> list[Heading]:
    """Return every line that begins like the heading of an article, in order."""
    found = []
    for match in HEADING.finditer(text):
        read = _read_number(match["number"], match["after"])
        if read is None:
            continue
        number, after = read
        doubt = _doubt(text, match, after)
        suffix = (match["suffix"] or "").strip().lower()
        label = f"{number} {suffix}" if suffix else str(number)
        place = match.end() - len(after)
        found.append(Heading(match.start(), number, label, _title(after), place, doubt))
    return found


def number_of(words: str) -> int | None:
    """Return the number that digits of any script, a Roman numeral or a word give.

    Example:
        >>> [number_of(w) for w in ("12", "۱۲", "XII", "Twelve", "Twenty-One", "twelfths")]
        [12, 12, 12, 12, 21, None]
    """
    if words.isdigit():
        return int(words)
    known = NUMBER_WORDS.get(words.lower().replace(" ", "-").replace("ё", "е"))
    if known is not None:
        return known
    if not ROMAN.fullmatch(words.upper()) or words not in (words.upper(), words.lower()):
        return None
    values = [ROMAN_VALUE[c] for c in words.upper()]
    return sum(v if v >= max(values[i:]) else -v for i, v in enumerate(values))


def _title(after: str) -> str:
    bare = DOTS.sub("", after).strip(" \t\u00a0")
    sentence = bare.endswith((".", ";", ":")) or len(bare) > LONGEST_TITLE or RUN_IN.match(bare)
    return "" if sentence else bare.strip(f" \t\u00a0{SEPARATORS}")


def _read_number(words: str, after: str) -> tuple[int, str] | None:
    """Return a number and what follows it: of two words the second may belong to the title."""
    number = number_of(words)
    if number is not None:
        return number, after
    first, gap, rest = words.partition(" ")
    number = number_of(first)
    return None if number is None or not gap else (number, f" {rest}{after}")


def _doubt(text: str, match: re.Match, after: str) -> str:
    bare = after.strip(" \t\u00a0*_")
    if after[:1].isalnum() or after[:1] in ("(", ",", ";", "/"):
        return "what follows the number reads like a mention"
    opens = bare[:1] in (*SEPARATORS, "…", "(", "«", '"', "“") or RUN_IN.match(bare)
    if bare and not opens and not bare[0].isupper():
        return "the line goes on in small letters"
    before = text[max(0, match.start() - NEAR) : match.start()].rstrip(" \t")
    if before.endswith("\n\n") or not before.strip():
        return ""
    last = before.rstrip("\n").rsplit("\n", 1)[-1].split()
    if last and (f" {last[-1].lower()} " in GOING_ON or last[-1][-1] in ",("):
        return "the line before goes on into it"
    following = text[match.end() + 1 : match.end() + NEAR].split("\n", 1)[0].strip()
    if not bare and following[:1].islower():
        return "the line after goes on from it in small letters"
    return ""
