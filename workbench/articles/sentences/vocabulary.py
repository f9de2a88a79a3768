"""The words that tell whether a full stop ends a sentence, by language.

Written by hand and short on purpose: general rules (initials, dotted letters, words
without a vowel) recognise most abbreviations, and only the others are listed.
Entries go without their final full stop. One written with a capital counts only when the
text writes it so too: *Ill.* may be a state, *ill.* is none.
"""

from dataclasses import dataclass, replace
from functools import cache


@dataclass(frozen=True)
class Vocabulary:
    """What one language knows about words before and after a full stop."""

    titles: frozenset[str]  # always before a name: "Mr."
    references: frozenset[str]  # an abbreviation only before a number: "No. 5"
    abbreviations: frozenset[str]  # end a sentence only before an opening word
    inner: frozenset[str]  # never end a sentence: "e.g."
    openers: frozenset[str]  # words that hardly occur capitalised inside a sentence
    ordinals: bool = False  # "3. Oktober" is a date, not the end of a sentence


def has_word(entries: frozenset[str], word: str) -> bool:
    """Tell whether a word is an entry, as written or where the entry asks for no capital."""
    return word.lower() in entries or (word[:1].isupper() and word.capitalize() in entries)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


COMMON = Vocabulary(
    titles=_words("mr mrs ms mx dr drs prof mme mlle"),
    references=_words("no nos nr p pp vol vols fig figs art ch sec eq ed eds ca c n° nº §"),
    abbreviations=_words("st inc co corp ltd jr sr ibid al resp max min tel"),
    inner=_words("e.g i.e vs cf viz"),
    openers=frozenset(),
)

ENGLISH = Vocabulary(
    titles=_words(
        "Messrs Rev Revd Hon Gen Col Maj Capt Cpt Cmdr Lt Sgt Cpl Pvt Pfc Adm Brig Gov Sen Sens "
        "Rep Reps Pres Supt Insp Det Atty Amb Cllr Fr Msgr"
    ),
    references=_words(
        "para paras app ex approx b d div m Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec"
    ),
    abbreviations=_words(
        "Mt Ft bros assn assoc dept Univ Inst Est Ave blvd rd bldg hwy Sq pty esq Dist mfg intl "
        "natl govt Dep Asst Sec Calif Mass Penn Conn Colo Ariz Okla Wash Minn Mich Tenn Ill Ind "
        "Fla Ala Ark Del Kan Miss Mont Neb Nev Ore Tex Wis Jan Feb Aug Sept Oct Nov Dec Mon Tues "
        "Thu Thurs Fri approx ph.d"
    ),
    inner=frozenset(),
    openers=_words(
        "the a an this that these those there here he she it they we you i his her its their our "
        "your my who what when where why how which whose and but or so yet if as at by for from in "
        "of on to with after before during since until while although though because however "
        "meanwhile moreover also then now some many most all both each every no not nobody nothing "
        "one two three several another other such even only just once perhaps is are was were do "
        "does did has have had can could will would should may might let please yes according "
        "despite among under over between through without within instead still it's he's she's "
        "that's there's they're we're i'm i've i'll you're don't didn't isn't let's what's"
    ),
)

GERMAN = Vocabulary(
    titles=_words("hr fr frl fa abg dipl ing hl sen min-dir"),
    references=_words("abs abb bd s ziff rn rz az str kap tab z"),
    abbreviations=_words(
        "bzw evtl ggf inkl exkl zzgl ca sog vgl allg betr geb gest gegr hrsg jh jhdt mio "
        "mrd tsd nördl südl u.a z.t d.h z.b i.d.r o.ä u.ä str mind bspw gem lt dez jan feb aug "
        "sept okt nov"
    ),
    inner=_words("z.b z d.h d u.a bzw vgl bspw ggf evtl sog inkl gem"),
    openers=_words(
        "der die das den dem des ein eine einen einem einer er sie es wir ihr ich du man dies "
        "diese dieser dieses in im an am auf aus bei mit nach von vor zu zur zum für über unter "
        "und aber oder doch denn wenn als wie was wer wo warum weil da dann dort hier so auch "
        "noch nur schon jetzt nun seit während trotz ob dabei damit danach dennoch jedoch"
    ),
    ordinals=True,
)

FRENCH = Vocabulary(
    titles=_words("mm mgr me pr vve ste"),
    references=_words("chap janv févr juil sept oct nov déc"),
    abbreviations=_words("env av bd apr hab éd coll dép tél janv févr juil sept oct nov déc"),
    inner=_words("p.ex c.-à-d"),
    openers=_words(
        "le la les l'on un une des du il elle ils elles on nous vous je tu ce cet cette ces c'est "
        "son sa ses leur leurs mon ma mes dans en à au aux sur sous par pour avec sans chez et "
        "mais ou donc or ni car si quand comme lorsque que qui quoi où pourquoi comment après "
        "avant depuis pendant selon ainsi alors cependant toutefois enfin puis aussi"
    ),
)

SPANISH = Vocabulary(
    titles=_words("sra srta sres dra dras ud uds vd d dª dña lic gral mons"),
    references=_words("pág págs cap núm nro ene febr sept oct nov dic"),
    abbreviations=_words("aprox av avda admón cía dpto ee.uu depto tfno a.c d.c s.a"),
    inner=_words("p.ej ee"),
    openers=_words(
        "el la los las lo un una unos unas él ella ellos ellas yo tú nosotros se su sus mi este "
        "esta estos estas ese esa eso esto aquel en a al de del con sin por para sobre desde hasta "
        "entre según tras y e o pero sino aunque si cuando como donde que quién qué porque también "
        "además así ahora entonces después antes no ni ya"
    ),
)

ITALIAN = Vocabulary(
    titles=_words("sig sigg sig.ra dott dott.ssa avv ing on arch geom mons"),
    references=_words("pag pagg cap num genn febbr sett ott nov dic"),
    abbreviations=_words("ca tel s.p.a s.r.l a.c d.c"),
    inner=_words("p.es es"),
    openers=_words(
        "il lo la i gli le un uno una egli lei lui loro noi voi io questo questa questi queste "
        "quello quella in a al alla di del della da dal con per su tra fra e ma o però se quando "
        "come dove che chi perché anche poi dopo prima secondo non è"
    ),
)

PORTUGUESE = Vocabulary(
    titles=_words("sra srta exmo exma eng d"),
    references=_words("pág págs cap núm jan fev mar abr jun jul ago set out nov dez"),
    abbreviations=_words("aprox av cia ltda s.a a.c d.c"),
    inner=_words("p.ex"),
    openers=_words(
        "o a os as um uma ele ela eles elas nós eu este esta esse essa isso isto em no na nos nas "
        "de do da dos das com sem por para sobre desde até entre segundo e mas ou porém se quando "
        "como onde que quem porque também além assim agora depois antes não já"
    ),
)

DUTCH = Vocabulary(
    titles=_words("dhr mevr mw ir ing drs mej"),
    references=_words("blz pag hfdst afb jan feb aug sept okt nov dec"),
    abbreviations=_words("bijv ca evt incl excl jl o.a m.n d.w.z b.v n.v"),
    inner=_words("bijv o.a d.w.z m.n"),
    openers=_words(
        "de het een hij zij ze we wij ik je jij u dit dat deze die in op aan bij met na naar van "
        "voor uit over onder en maar of want als toen wanneer waar wat wie waarom hoe ook nog nu "
        "dan daar hier volgens sinds tijdens na er"
    ),
)

RUSSIAN = Vocabulary(
    titles=_words("ул пр просп пл им проф акад доц тов гр св корп обл респ ген"),
    references=_words("стр с рис табл гл п пп вып т янв февр авг сент окт нояб дек"),
    abbreviations=_words(
        "г гг ст др пр н.э в.в вв в руб коп тыс млн млрд см мин ч кв ок р долл чел л ж ж/д"
    ),
    inner=_words("т.е т.к т.н см напр"),
    openers=_words(
        "он она оно они мы вы я ты это этот эта эти тот та те его её ее их в во на с со к по о об "
        "от до за из у при для без через после перед и а но или если когда как где что кто почему "
        "потому также однако так там тут тогда теперь уже ещё еще не ни все по"
    ),
)

_BY_LANGUAGE = {
    "en": ENGLISH,
    "de": GERMAN,
    "fr": FRENCH,
    "es": SPANISH,
    "it": ITALIAN,
    "pt": PORTUGUESE,
    "nl": DUTCH,
    "ru": RUSSIAN,
}
_ORDINAL_LANGUAGES = _words("da nb nn no fi is et lv cs sk sl hr bs sr hu pl tr")


@cache
def vocabulary_of(language: str) -> Vocabulary:
    """Return the words of a language given by its tag (`en`, `de-AT`), unknown ones included."""
    code = language.lower().replace("_", "-").split("-")[0]
    own = _BY_LANGUAGE.get(code)
    if own is None:
        return replace(COMMON, ordinals=code in _ORDINAL_LANGUAGES)
    return _merged(COMMON, own)


def _merged(base: Vocabulary, own: Vocabulary) -> Vocabulary:
    return Vocabulary(
        titles=base.titles | own.titles,
        references=base.references | own.references,
        abbreviations=base.abbreviations | own.abbreviations,
        inner=base.inner | own.inner,
        openers=base.openers | own.openers,
        ordinals=own.ordinals,
    )
