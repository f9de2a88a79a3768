"""Words under a picture that a copy has put among the paragraphs."""

import re

from workbench.intake.structure.dates import find_dates
from workbench.intake.structure.prose import is_finished, sentence_count, word_count

_LONGEST = 700  # characters
_LONGEST_SENTENCE = 60  # words of a caption without a credit
_LONGEST_HEADING = 12  # words: what is longer and unfinished was cut off
_TAIL = 140  # characters in which a credit stands
_AGENCY = (
    r"(?:Reuters|AP|AFP|EPA|EFE|dpa|ANSA|PA|Getty(?:\s+Images)?|VCG|Xinhua|TASS|Sputnik|Bloomberg"
    r"|Shutterstock|iStock|Unsplash|Alamy|Flickr|Wikimedia(?:\s+Commons)?|Associated\s+Press"
    r"|Magnum|Anadolu|Press\s+Association|Imago|Keystone|Pexels|Pixabay|ZUMA|NurPhoto|LaPresse"
    r"|Europa\s+Press|picture\s+alliance|Ritzau|Kyodo|Yonhap|Ukrinform|ТАСС|РИА\s+Новости)"
)
_PICTURE = (
    r"(?:photo(?:graph|graphy|graphie)?s?|pictures?|images?|fotos?|bild(?:er)?|illustrations?"
    r"|graphics?|grafik|фото|снимок|иллюстрация|crédits?(?:\s+photo)?|credits?|foto(?:grafía)?|courtesy|cartoon|artwork)"
)
# What each of these has somewhere; few sentences have any.
_SIGNS = re.compile(r"[/(\[©]")
_SIGNED_CREDIT = re.compile(
    rf"""(?:
    /\s?(?:[\w.&'-]+\s){{0,3}}{_PICTURE}                       # /VCG Photo
    | (?:^|[\s\w.)/|(\[—–-])/\s?{_AGENCY}                       # Jane Doe/Reuters
    | \b(?:REUTERS|AFP|AP|EPA|Getty)\s?/\s?\w[\w\s.'-]{{1,40}}    # REUTERS/Jane Doe
    | [(\[][^()\[\]]{{0,60}}(?:\b{_PICTURE}\b|\b{_AGENCY}\b)[^()\[\]]{{0,80}}[)\]]
    | [(\[](?-i:[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){{1,3}}\s?/\s?[A-Z])[^()\[\]/]{{1,40}}[)\]]
    | (?:^|[.!?…|/—–-]\s*|\s)(?:{_PICTURE}\s*)?©\s*\S[^.!?]{{1,60}}
    )\W*$""",
    re.X | re.I,
)
_CREDIT = re.compile(
    rf"""(?:
      (?:^|[.!?…|/—–-]["'”’)]*\s*){_PICTURE}\s*
      (?:(?:credits?|courtesy)\s*)?(?::|\bby\b|\bof\b|©|/)\s*\S[^.!?]{{1,70}}
    | (?:[.!?…|—–]["'”’)]*\s*|\bvia\s+){_AGENCY}
    )\W*$""",
    re.X | re.I,
)
# Parentheses that hold one of these words may also belong to a sentence: "(the image was fake)".
_PROSE_IN_PARENTHESES = re.compile(
    r"[(\[][^()\[\]]*\b(?:see|is|was|were|are|had|has|the\s+\w+\s+of|that|which)\b[^()\[\]]*[)\]]\W*$",
    re.I,
)
_OPENING = re.compile(
    rf"""^[(\[]?(?:
    (?:{_PICTURE}|caption|pictured|figure\s*\d+|fig\.\s*\d+|abbildung|abb\.)\s*
      (?:\d{{1,3}}\s*)?(?:credits?\s*|by\s*)?[:|/]
    | (?:figure|fig\.|photo|image|map|chart)\s*\d{{1,3}}\s*[:.—–-]
    | file\s*[-–—:]
    | (?:file|archive|handout|undated|stock|symbol)\s?-?
      (?:photo|picture|image|foto|bild)\b
    | (?:in\s+)?(?:this|an?)\s+(?:\w+\s+){{0,3}}
      (?:file|handout|archive|undated|aerial|combination)\s+(?:photo|picture|image|photograph|footage)\b
    | in\s+this\s+(?:\w+\.?\s+){{0,4}}(?:photo|picture|image|photograph|frame|handout)\b
    | (?:photo|image|picture|photograph|illustration)s?\s+(?:courtesy|credit|via|by\s+(?-i:[A-Z]))
    | screen\s?(?:shot|grab)\b | {_AGENCY}\W*$
    | pictured\s+(?:above|below|here|left|right) | (?:above|below|left|right|top|bottom)\s*:
    | (?:an?|the)\s+(?:aerial|general|panoramic|bird['’]s-eye)\s+(?:view|picture|shot)\b
    | an?\s+view\s+(?:of|from)\b
    )""",
    re.X | re.I,
)
_SIDE = (
    r"(?:L|C|R|left|right|cent(?:re|er)|top|bottom|back|front|(?:far|top|bottom|front|back|\w{1,6}"
    r"\s(?:from\s)?)\s?-?(?:left|right|L|R)|from\s+left(?:\s+to\s+right)?|from\s+right|l-r|links"
    r"|rechts|mitte|à\s+gauche|à\s+droite|g|d)"
)
_SIDES = re.compile(
    rf"\({_SIDE}\)|\bleft\s+to\s+right\s*[:,)]|,\s+(?:from\s+left|left|right|cent(?:re|er)),\s+(?:and|with|in|at|[a-z]+s)\b",
    re.I,
)
_ONLY_R = re.compile(r"\(R\)")
_PARTY = re.compile(r"\((?:D|I|R-[A-Z]\w*|D-[A-Z]\w*|Lib|Lab|Con)\)")
_SPEECH = r"(?!says|tells|argues|claims|wants|votes|is|was|has|as|its|this|does)"
_SHOWS = re.compile(rf"[A-Z][\w.'’-]*(?:\s\(\w{{1,8}}\))?,?\s{_SPEECH}[a-z]{{2,}}(?<!s)s\b")
_PAST = re.compile(r"\b(?:was|were|had|said|told|announced|did|went|came|took|made|became|began)\b")
_CUT = re.compile(
    r"\b(?:the|an?|of|to|and|or|in|on|with|for|by|from|at|as|his|her|their|its|during|after|before"
    r"|der|die|das|den|dem|und|mit|von|im|am|zum|zur|le|la|les|de|du|des|et|avec|à|el|los|y|con)$",
    re.I,
)


def has_credit(text: str) -> bool:
    """Return whether a short text ends as pictures are credited."""
    if len(text) > _LONGEST:
        return False
    tail = text[-_TAIL:]
    signed = _SIGNS.search(tail) and _SIGNED_CREDIT.search(tail)
    if not (signed or _CREDIT.search(tail)) or _PROSE_IN_PARENTHESES.search(tail):
        return False
    return not text.endswith(".") or sentence_count(text) != 1


def is_caption(text: str, *, after_gap: bool = False) -> bool:
    """Return whether a text that stands alone describes a picture.

    `after_gap`: it stands below a larger space than usual, as where the picture was.
    """
    if len(text) > _LONGEST:
        return False
    if has_credit(text) or (_OPENING.match(text) and sentence_count(text) <= 3):
        return True
    if word_count(text) > _LONGEST_SENTENCE or sentence_count(text) > 1:
        return False
    return _names_sides(text) or _is_dated_scene(text, after_gap=after_gap)


def is_cut_off(text: str) -> bool:
    """Return whether a text ends in mid-sentence, and is too long for a heading."""
    if is_finished(text) or len(text) > _LONGEST:
        return False
    return word_count(text) > _LONGEST_HEADING or bool(_CUT.search(text) and word_count(text) > 3)


def _names_sides(text: str) -> bool:
    """(L) and (R) point at people in a picture; (R) alone may be a party in a sentence."""
    if _PARTY.search(text):
        return False
    sides = _SIDES.findall(text)
    if not sides or len(sides) > len(_ONLY_R.findall(text)):
        return bool(sides)
    return len(sides) > 1 or not is_finished(text) or bool(_SHOWS.search(text))


def _is_dated_scene(text: str, *, after_gap: bool) -> bool:
    """Somebody does something somewhere, comma, date: in the present, and dated like a picture."""
    dates = find_dates(text[-40:])
    if not dates or text[-40:][dates[-1].end :].strip(" ."):
        return False
    before = text[: len(text) - min(len(text), 40) + dates[-1].start].rstrip()
    if not before.endswith(",") or _PAST.search(text):
        return False
    return after_gap or bool(_SHOWS.search(text))
