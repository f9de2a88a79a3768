"""The names of newspapers, agencies and sites."""

import re

from workbench.intake.structure.wordlists import words

_WORDS = words(
    """
    news times post herald press tribune review journal media agency daily gazette guardian
    chronicle magazine network observer telegraph bulletin monitor courier mirror express
    independent record globe examiner inquirer sentinel dispatch standard weekly research
    online tv radio broadcasting wire reporter argus advertiser messenger echo ledger digest
    quarterly zeitung tagblatt tageblatt anzeiger rundschau presse nachrichten spiegel
    kurier bote blatt allgemeine monde figaro gazeta diario periódico país mundo correio
    folha corriere repubblica reuters bloomberg politico axios xinhua tass afp dpa aljazeera
    bbc cnn cgtn npr outlook insider affairs mail star citizen
    газета новости известия правда ведомости вестник вечерняя коммерсантъ
    интерфакс тасс риа рбк
    """
)
_COMPOUND = re.compile(r"\w+(?:zeitung|tagblatt|tageblatt|anzeiger|rundschau|nachrichten|blatt)$")
_DOMAIN = re.compile(
    r"(?:[\w-]{1,40}\.){1,3}(?:com|org|net|info|co\.uk|de|fr|eu|news|tv|io|ca|au)", re.I
)
_ACRONYM = re.compile(r"[A-Z]{2,5}")
_LONGEST = 6  # words
_SECTIONS = words(
    """
    opinion analysis comment commentary editorial op-ed news world politics business culture
    sport sports science health exclusive breaking feature features column columns letters
    review interview explainer essay economy technology travel arts books local national
    international region meinung kommentar politik wirtschaft kultur feuilleton leitartikel
    tribune opinión environment climate education society lifestyle video live
    """
)
_HOME = words("home startseite start accueil inicio portada главная")
_LONGEST_CRUMB = 2  # words
_FEWEST_LINKS = 4
_CRUMBS = re.compile(r"\s+[>»›/]\s+|\s+::\s+")
_PIPE = re.compile(r"\s+[|¦]\s+")
_DASH = re.compile(r"\s+[-–—]\s+")


def is_section(text: str) -> bool:
    """Return whether the text only says in which part of a paper it stands."""
    if len(text) > 120:
        return False
    crumbs = _CRUMBS.split(text.strip(" :"))
    if len(crumbs) >= 3 or (len(crumbs) == 2 and crumbs[0].lower() in _HOME):
        return True
    links = _PIPE.split(text)
    if len(links) >= _FEWEST_LINKS and all(len(link.split()) <= _LONGEST_CRUMB for link in links):
        return True
    parts = re.split(r"[\s|&,>»/]+", text.strip(" :!").lower())
    return all(part in _SECTIONS or part in {"and", "the", "home"} for part in parts)


def without_quotes(text: str) -> str:
    """Return a name without the quotation marks around it."""
    return text.strip('«»"“”„ ')


def is_outlet(text: str) -> bool:
    """Return whether a few words read like the name of a paper, an agency or a site."""
    text = without_quotes(text)
    parts = text.split()
    if (
        not parts
        or len(parts) > _LONGEST
        or "," in text
        or not (parts[0][0].isupper() or _DOMAIN.match(text))
    ):
        return False
    if _DOMAIN.fullmatch(text) or _ACRONYM.fullmatch(text):
        return True
    known = any(map(_is_outlet_word, parts))
    capitals = all(part[0].isupper() or part in {"of", "and", "&"} for part in parts)
    return known or (capitals and parts[0] == "The" and 2 <= len(parts) <= 4)


def _is_outlet_word(word: str) -> bool:
    bare = word.strip(".,").lower().removesuffix("'s")
    return bare in _WORDS or bool(_COMPOUND.match(bare))


def split_title(title: str, text: str) -> tuple[str, str]:
    """Return the headline and the outlet of `Headline | Outlet`, the outlet perhaps empty.

    After a dash the words must read like an outlet or stand again in the article's `text`.
    """
    parts = [part.strip() for part in _PIPE.split(title)]
    if len(parts) > 1 and is_section(parts[0]):
        parts = parts[1:]
    if len(parts) > 1 and len(parts[-1].split()) <= _LONGEST:
        outlet = "" if is_section(parts[-1]) else parts[-1]
        return parts[0], outlet
    return _split_at_dash(" | ".join(parts), text)


def _split_at_dash(title: str, text: str) -> tuple[str, str]:
    dashes = list(_DASH.finditer(title))
    if not dashes:
        return title, ""
    head, tail = title[: dashes[-1].start()], title[dashes[-1].end() :]
    named = is_outlet(tail) and not tail.isdigit()
    again = tail[:1].isupper() and len(tail.split()) <= _LONGEST and text.count(tail) > 1
    return (head, tail) if len(head.split()) > 1 and (named or again) else (title, "")
