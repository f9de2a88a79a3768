"""Words for numbers, for what is counted in, and for how a number bounds what it counts.

By hand, in the larger languages of Europe; those of several languages stand together, in folded
letters. Regular formations are patterns.
"""

import re


def words(text: str) -> frozenset[str]:
    """Return the words of a list, folded."""
    return frozenset(text.casefold().split())


NUMBERS = words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
    " hundred hundreds thousand thousands million millions billion billions trillion trillions"
    " dozen dozens half halves halve halved third thirds quarter quarters first second double"
    " doubled doubles triple tripled triples treble trebled quadruple quadrupled twice thrice"
    " fourth fourths fifth fifths sixth sixths seventh sevenths eighth eighths ninth ninths tenth"
    " tenths eleventh twelfth twelfths hundredth hundredths thousandth thousandths millionth"
    " billionth % ‰ percent"
    " null eins zwei zwo drei vier fünf sechs sieben acht neun zehn elf zwölf million millionen"
    " milliarde milliarden billion billionen hälfte dritte dritten dritter drittes drittel viertel"
    " achte achten achter achtes erste ersten erster erstes doppelt doppelte doppelten dutzend"
    " anderthalb halb halbe halber halbes prozent"
    " zéro deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
    " vingt vingts trente quarante cinquante soixante septante huitante octante nonante cent cents"
    " mille million millions milliard milliards moitié demi demie tiers quart quarts premier"
    " première premiers premières seconde deuxième troisième double triple quadruple"
    " cero dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince veinte"
    " treinta cuarenta cincuenta sesenta setenta ochenta noventa cien ciento quinientos quinientas"
    " setecientos setecientas novecientos novecientas mil millón millones mitad"
    " primer primero primera segundo segunda tercer tercero tercera tercio tercios cuarto cuarta"
    " quinto quinta sexto sexta séptimo séptima octavo octava noveno novena décimo décima doble"
    " triple"
    " uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici"
    " quindici sedici diciassette diciotto diciannove cento mila milione milioni miliardo miliardi"
    " metà mezzo mezza primo prima secondo terzo terza terzi quarto quarti quinto sesto settimo"
    " ottavo nono decimo doppio triplo"
    " dois duas três quatro sete oito dez doze treze quatorze quinze dezesseis dezasseis dezessete"
    " dezassete dezoito dezenove dezanove vinte trinta quarenta cinquenta sessenta oitenta cem"
    " duzentos trezentos quinhentos milhão milhões bilhão bilhões metade primeiro primeira terceiro"
    " terceira terço terços sétimo oitavo nono dobro triplo"
    " ноль один одна одно одного одной два две двух двум двумя три трёх трех трем трём тремя"
    " четыре четырёх четырех пять пяти шесть шести семь семи восемь восьми девять девяти десять"
    " сорок сорока сто ста двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот"
    " девяносто тысяча тысячи тысяч тысячу миллион миллиона миллионов миллиард миллиарда"
    " миллиардов половина половину половины треть трети четверть четверти дважды трижды вдвое"
    " втрое"
    # Signs that make another number of the one beside them; the first is the minus sign.
    " − + ± × ÷ < > ≤ ≥ = ≠ ≈ ~ ° ′ ″"
)
_GERMAN = (
    "(?:ein(?=und|hundert|tausend|fach|mal|ste|stel)|eins|zwei|zwo|drei|vier|fünf|sechs|sech"
    "|sieben|sieb|acht|neun|zehn|elf|zwölf|(?:zwan|vier|fünf|sech|sieb|acht|neun)zig|dreissig"
    "|hundert|tausend|(?<!^)und)"
)
_TENS = "vent|trent|quarant|cinquant|sessant|settant|ottant|novant"
_ENDING = "(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|ого|его|ому|ему|ую|ым|им|ом|ем|ых|их|ыми|ими)"
REGULAR = re.compile(
    "|".join(
        (
            r"\w*(?:teen|ie)ths?|\w+fold",
            rf"{_GERMAN}+(?:s?te[nmrs]?|s?tels?|fach(?:e[nmrs]?)?|mal)?",
            r"\w+ièmes?|(?:diz|douz|quinz|vingt|trent|quarant|cinquant|soixant|cent)aines?",
            r"(?:dieci|veinti)\w+|\w+cient[oa]s|(?:vig|trig|cent|mil)ésim[oa]s?",
            rf"(?:{_TENS})(?:[ia]|[ia]?(?:uno?|due|tr[eé]|quattro|cinque|sei|sette|otto|nove))",
            r"(?:due|tre|quattro|cinque|sei|sette|otto|nove)(?:cento|mila)",
            rf"(?:{_TENS}|undic|dodic|tredic|cent|mill)esim[oaie]",
            r"\w*(?:дцат|десят)(?:[ьи]|ью|" + _ENDING + ")?",
            rf"(?:перв|втор|треть?|четв[её]рт|пят|шест|седьм|восьм|девят|сот|тысячн){_ENDING}",
        )
    )
)
# Words by which a number goes on: “5” of “5 million” is another number.
MAGNITUDES = words(
    "hundred hundreds thousand thousands million millions billion billions trillion trillions bn"
    " percent prozent hundert tausend mio mrd million millionen milliarde"
    " milliarden cent cents mille milliard milliards cien mil millón millones mila milione milioni"
    " miliardo miliardi тыс тысяча тысячи тысяч млн млрд миллион миллиона миллионов миллиард"
    " миллиарда миллиардов процент процента процентов"
)
MEASURES = words(
    # Currencies.
    "dollar dollars euro euros pound pounds sterling yen yuan renminbi rouble roubles ruble rubles"
    " rupee rupees franc francs crown crowns krone kroner krona kronor lira peso pesos"
    " pence cent cents usd eur gbp chf jpy cny rub nok sek dkk pln pfund franken rubel kronen"
    " dólar dólares libra libras livre livres dollaro dollari sterlina sterline доллар доллара"
    " долларов евро рубль рубля рублей фунт фунта фунтов"
    # Units.
    " km m cm mm mile miles metre metres meter meters kilometre kilometres kilometer kilometers"
    " centimetre centimetres centimeter centimeters millimetre millimetres millimeter millimeters"
    " foot feet inch inches yard yards kg g mg µg lb lbs ounce ounces ton tons tonne tonnes gram"
    " grams gramme grammes milligram milligrams kilo kilos kilogram kilograms kilogramme"
    " kilogrammes litre litres liter liters millilitre millilitres ml hectare hectares ha acre"
    " acres watt watts kw mw gw kwh mwh gwh twh kilowatt kilowatts megawatt megawatts gigawatt"
    " gigawatts celsius fahrenheit minute minutes hour hours day days week weeks month months year"
    " years decade decades century centuries daily weekly monthly yearly annual annually hourly"
    " kilogramm gramm tonnen hektar stunde stunden minuten tag tage tagen woche wochen monat monate"
    " monaten jahr jahre jahren jahrzehnt jahrzehnte jahrhundert jahrhunderte"
    " mètre mètres kilomètre kilomètres heure heures jour jours semaine semaines mois ans année"
    " années siècle metro metros kilómetro kilómetros hora horas día días semana semanas mes meses"
    " año años tonelada toneladas metri chilometro chilometri ore giorno giorni settimana"
    " settimane mese mesi anno anni tonnellata tonnellate quilômetro quilômetros quilómetros dia"
    " dias mês ano anos метр метра метров километр километра километров тонна тонны тонн час часа"
    " часов день дня дней неделя недели недель месяц месяца месяцев год года лет"
    # Bounds.
    " least most more less fewer few many over under above below minimum maximum exceed exceeds"
    " exceeded majority minority couple mindestens höchstens wenigstens mehr weniger über unter"
    " maximal minimal moins plus"
    " más menos mínimo máximo più meno almeno massimo minimo mais более менее больше меньше"
    " минимум максимум"
)
