"""Lines that say who wrote an article, for whom and when: by-lines and date lines."""

import re
from dataclasses import dataclass

from workbench.intake.extract import Piece
from workbench.intake.structure.dates import FoundDate, find_dates
from workbench.intake.structure.names import (
    in_usual_case,
    is_name,
    is_particle,
    is_role,
    leading_name_words,
    without_titles,
)
from workbench.intake.structure.outlets import is_outlet, is_section

_LONGEST = 320  # characters
_BY = re.compile(
    r"^(?:(?:written|words|story|text|report(?:ed|ing)?|posted|published|analysis|opinion|article"
    r"|commentary|interview|essay|an?\s+\w+)\s+)?by\b:?\s*|^(?:von|par|por|door|di)\s+"
    r"|^(?:authors?|author\(s\)|autor(?:in|en)?|auteure?s?|text|words|story|авторы?|текст)\s?:\s*",
    re.I,
)
_LATE = re.compile(
    r"updated|modified|revised|accessed|retrieved|edited|aktualisiert|à jour|обновлено", re.I
)
_CUE = (
    r"(?:(?:first|last|originally)\s+)?(?:published|posted|updated|modified|revised|created|dated?"
    r"|printed|issued|released|veröffentlicht|erschienen|aktualisiert|stand|publié|mis\s+à\s+jour"
    r"|опубликовано|обновлено|publicado|pubblicato|am|vom|le|el|il|on|at|as\s+of)"
)
_WEEKDAY = (
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
    r"|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|lundi|mardi|mercredi|jeudi|vendredi"
    r"|samedi|dimanche"
)
_TIME = r"\d{1,2}[:h]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s(?:GMT|UTC))?"
_BEFORE_DATE = re.compile(rf"(?:\b(?:{_CUE}|{_WEEKDAY}|{_TIME})\s*[:,]?\s*){{1,5}}$", re.I)
_AFTER_DATE = re.compile(
    r"^(?:\s?г\.)?(?:T?\s*,?\s*(?:at\s+|um\s+|à\s+)?\d{1,2}[:.h]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?)?\s*"
    r"(?:[ap]\.?m\.?\b)?\s*(?:Uhr\b|Z\b|UTC\b|GMT\b|МСК\b|(?-i:[A-Z]{2,4}T|[ECMP]T)\b)?(?:\s?[+-]\d{2}:?\d{2})?",
    re.I,
)
_LABELS = re.compile(
    r"\b(?:Region|Theme|Topics?|Tags?|Categor(?:y|ies)|Section|Filed under|In-depth Report)\s?:.*",
    re.S,
)
_SEPARATOR = re.compile(r"\s*(?:[|¦•·]|\s[-–—/]\s|\n)\s*|^\s*[-–—]+\s*|\s*[-–—]+\s*$")
_READING_TIME = re.compile(
    r"\d{1,3}[\s-]min(?:ute)?s?(?:\s+(?:read|lesezeit|de lecture))?|lesezeit.*", re.I
)
_AND = re.compile(
    r"^\s*(?:,\s*(?:and\s+|&\s*)?|and\s+|&\s*|und\s+|et\s+|y\s+|e\s+|en\s+|with\s+)(?=\S)"
)
_FOR = re.compile(r"^\s*,?\s*(?:for|of|from|für|pour)\s+")
_PLACE = re.compile(r"^\s*,?\s*(?:in|at|aus|à)\s+\S")
_BOARD = re.compile(
    r"(?:the\s+)?((?:[A-Z]\S{0,20}\s+){0,3}(?:board|staff|team|desk|editors|newsroom|agencies))",
    re.I,
)
_NAMED_SOURCE = re.compile(r"^(?:source|quelle|fuente|источник)\s?:\s*(?=\S)", re.I)
_ABOVE_DATE = re.compile(r"[A-Z][\w'’-]*(?:\s(?:[A-Z][\w'’-]*|of|the|and|&)){1,4}(?=[,|])")
_LONGEST_UNKNOWN = 4  # words, such as a place


@dataclass(frozen=True, slots=True)
class Credit:
    """What one line gives away. `late`: the date is that of a change, not of publication."""

    authors: tuple[str, ...] = ()
    outlet: str = ""
    published: str = ""
    late: bool = False


def read_credit(piece: Piece, text: str) -> Credit | None:
    """Return what a line says of author, outlet and date; None for a line that is about else.

    `text` is the whole article: a name that stands in it again is known to be one.
    """
    line = piece.text
    if len(line) > _LONGEST:
        return None
    dates = find_dates(line)
    rest = _LABELS.sub("", _without_dates(line, dates))
    parsed = _parse_segments(rest, piece.marked, text)
    if parsed is None:
        return None
    authors, outlet, explicit = parsed
    if not (dates or explicit or (authors and (outlet or is_role(rest)))):
        return None
    published, late = _publication(line, dates)
    return Credit(authors, outlet, published, late)


def tells_change(line: str) -> bool:
    """Return whether a line says that its date is that of a change, not of publication."""
    return bool(_LATE.search(line))


def outlet_beside_date(line: str, text: str) -> str:
    """Return the unknown words before the date below a by-line, if they name an outlet.

    They stand in the text again, and not as a place does: `in Buenos Aires`.
    """
    found = _ABOVE_DATE.match(line)
    if not found or text.count(found[0]) < 2:
        return ""
    place = re.search(rf"\b(?:in|at|to|from|near|of)\s+{re.escape(found[0])}\b", text)
    return "" if place else found[0]


def name_before_role(line: str) -> str:
    """Return `Jane Doe` of `Jane Doe Housing correspondent`, else nothing."""
    names = line.split()[:2]
    short = len(line.split()) <= 2 * _LONGEST_UNKNOWN
    found = " ".join(names)
    return found if short and is_role(line) and is_name(found) else ""


def _without_dates(line: str, dates: list[FoundDate]) -> str:
    for found in reversed(dates):
        before = _BEFORE_DATE.sub("", line[: found.start])
        after = line[found.end :]
        match = _AFTER_DATE.match(after)
        after = after[match.end() :] if match else after
        line = f"{before.rstrip()} | {after}" if before.strip() else after
    return line


def _publication(line: str, dates: list[FoundDate]) -> tuple[str, bool]:
    """The first date that is not that of a change, else the first."""
    begins = 0
    for found in dates:
        if not _LATE.search(line[begins : found.start]):
            return found.iso, False
        begins = found.end
    return (dates[0].iso, True) if dates else ("", False)


def _parse_segments(
    rest: str, marked: tuple[str, ...], text: str
) -> tuple[tuple[str, ...], str, bool] | None:
    """Authors, outlet, and whether a `By` stood there; None if any segment is something else."""
    authors: tuple[str, ...] = ()
    outlet = ""
    explicit = False
    for segment in _segments(rest):
        if _NAMED_SOURCE.match(segment):
            segment = _NAMED_SOURCE.sub("", segment)  # noqa: PLW2901
            explicit = explicit or is_outlet(segment)
        by = _BY.match(segment)
        if by and not authors:
            authors, segment = _writers(segment[by.end() :], marked, text)  # noqa: PLW2901
            explicit = bool(authors) or is_outlet(segment)
            if not explicit:
                return None
        elif not authors and _is_unlabelled_name(segment):
            authors, segment = _names(segment, marked, text)  # noqa: PLW2901
        found = _outlet_in(segment, after_names=explicit)
        if found is None:
            return None
        outlet = outlet or found
    return authors, outlet, explicit


def _is_unlabelled_name(segment: str) -> bool:
    """A name without a `By` stands alone, or before an outlet or a role."""
    name, _, rest = (part.strip() for part in segment.partition(","))
    known = not rest or is_outlet(rest) or is_role(rest)
    return known and is_name(name) and not is_outlet(name)


def _segments(rest: str) -> list[str]:
    return [
        segment.strip(" ,;:()–—-")
        for segment in _SEPARATOR.split(rest)
        if segment.strip(" ,;:()–—-")
    ]


def _outlet_in(segment: str, *, after_names: bool) -> str | None:
    """The outlet a segment names, empty for a role, a place and the like, None for prose."""
    words = segment.strip(' ,;:()«»"“”„')
    if not words or _PLACE.match(words) or is_section(words) or _READING_TIME.fullmatch(words):
        return ""
    words = _FOR.sub("", words)
    for part in (words, *words.split(", ")):
        if is_outlet(part) and not is_role(part):
            return part
    return _unknown(words, after_names=after_names)


def _unknown(words: str, *, after_names: bool) -> str | None:
    parts = words.split()
    if is_role(words) and len(parts) <= 2 * _LONGEST_UNKNOWN:
        return ""
    capitals = all(word[0].isupper() or not word[0].isalpha() for word in parts)
    if len(parts) > _LONGEST_UNKNOWN or not capitals or words.endswith((".", "!", "?")):
        return None
    return words if after_names and len(parts) > 1 and "," not in words else ""


def _writers(words: str, marked: tuple[str, ...], text: str) -> tuple[tuple[str, ...], str]:
    """Return who stands behind a `By`, people or a board, and what follows them."""
    board = _BOARD.fullmatch(words)
    if board:
        return (board[1],), ""
    outlet = is_outlet(words) and (len(words.split()) <= 2 or words.startswith("The "))
    return ((), words) if outlet else _names(words, marked, text)


def _names(words: str, marked: tuple[str, ...], text: str) -> tuple[tuple[str, ...], str]:
    """Return the names that the words begin with, and what follows them."""
    names: list[str] = []
    rest = without_titles(words)
    while name := _one_name(rest, marked, text, first=not names):
        names.append(in_usual_case(name))
        rest = rest[len(name) :]
        joint = _AND.match(rest)
        if not joint or not _leads_to_name(joint[0], without_titles(rest[joint.end() :]), text):
            break
        rest = without_titles(rest[joint.end() :])
    return tuple(names), rest


def _one_name(words: str, marked: tuple[str, ...], text: str, *, first: bool) -> str:
    for linked in marked:
        if linked and words.startswith(linked):
            return linked
    candidates = leading_name_words(words)
    if not candidates or (len(candidates) == 1 and not (first and candidates[0] == words)):
        return ""
    name = " ".join(candidates[: _name_length(candidates, text)])
    if not words.startswith(name) or is_role(name) or (not first and is_outlet(name)):
        return ""
    return name


def _name_length(words: list[str], text: str) -> int:
    """How many of the capitalised words are the name: `Jane Doe Morning Herald` has two."""
    counts = {length: text.count(" ".join(words[:length])) for length in range(2, len(words) + 1)}
    most = max(counts.values(), default=0)
    if most > 1 and counts[len(words)] < most:
        return max(length for length, count in counts.items() if count == most)
    tail = " ".join(words[2:])
    if not tail or is_particle(words[1]) or (tail.isupper() and words[0].isupper()):
        return len(words)
    return 2 if is_outlet(tail) else len(words)


def _leads_to_name(joint: str, rest: str, text: str) -> bool:
    """After a bare comma stands a name, a place or a role: only a name recurs or has its `and`."""
    name = " ".join(leading_name_words(rest))
    return joint.strip() != "," or bool(_AND.match(rest[len(name) :]) or text.count(name) > 1)
