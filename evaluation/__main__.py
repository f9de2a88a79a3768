"""`python -m evaluation [--rounds N] [--first N] [--data FOLDER]`: how well words are found."""

import argparse
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from statistics import median

from evaluation import at_random, by_hand, outside, quotes, speed
from evaluation.edits import EDITS
from evaluation.judging import Verdict
from evaluation.telling_words import sentences

_WIDTH = 44


def main() -> None:
    """Print a table of every kind of edit, and end with an error if anything is wrong unasked."""
    asked = _arguments()
    rounds = range(asked.first, asked.first + asked.rounds)
    wrong = _by_hand() + _at_random(rounds)
    if asked.data:
        wrong += _revisions(asked.data) + _quotations(asked.data)
    _speed()
    unsaid = _quote_checks(rounds)
    if wrong:
        raise SystemExit(f"{wrong} passages are at a wrong place, and nobody was asked.")
    if unsaid:
        raise SystemExit(f"{unsaid} quotes differ in a telling word, and it is not said.")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    parser.add_argument("--rounds", type=int, default=2, help="edits of each kind and text (2)")
    parser.add_argument("--first", type=int, default=1000, help="number of the first round (1000)")
    parser.add_argument("--data", type=Path, help="a folder with `revisions` and `anchoring`")
    return parser.parse_args()


def _by_hand() -> int:
    _head("edits made by hand")
    cases = list(by_hand.cases())
    for kind in dict.fromkeys(case.kind for case in cases):
        _row(kind, (case.verdict for case in cases if case.kind == kind))
    return _row("all of them", (case.verdict for case in cases))


def _at_random(rounds: range) -> int:
    _head(f"edits made at random, rounds {rounds.start} to {rounds.stop - 1}")
    total: Counter[Verdict] = Counter()
    truths: Counter[tuple[str, Verdict]] = Counter()
    for kind in EDITS:
        verdicts = []
        for answer in at_random.answers(kind, rounds):
            verdicts.append(answer.verdict)
            truths[answer.wanted.truth.value, answer.verdict] += 1
        _row(kind, verdicts)
        total.update(verdicts)
    _head("the same, by what happened to the passage")
    for truth in dict.fromkeys(truth for truth, _ in truths):
        _row(truth, Counter({v: n for (t, v), n in truths.items() if t == truth}).elements())
    return _row("all of them", total.elements())


def _revisions(folder: Path) -> int:
    cases = list(outside.revisions(folder))
    for held_out in (False, True):
        half = [case for case in cases if case.held_out is held_out and not case.doubtful]
        _head(f"revisions, {'held out' if held_out else 'developed on'}")
        for status in dict.fromkeys(case.row["status"] for case in half):
            _row(status, (case.verdict for case in half if case.row["status"] == status))
        _row("all of them", (case.verdict for case in half))
    doubtful = [case.row["id"] for case in cases if case.doubtful]
    print(f"\n{len(doubtful)} left out, whose words stand unchanged, once before and once after,")
    print(f"though their labels say otherwise: {', '.join(doubtful)}")
    return sum(case.verdict is Verdict.WRONG for case in cases if not case.doubtful)


def _quotations(folder: Path) -> int:
    _head("quotations without their old text")
    cases = list(outside.quotations(folder))
    sources = dict.fromkeys(str(row.get("source", "match-quote")) for row, _ in cases)
    return sum(
        _row(name, (v for row, v in cases if row.get("source", "match-quote") == name))
        for name in sources
    )


def _speed() -> None:
    took = speed.measure()
    print(f"\n{took.sentences} sentences compared in {took.comparing:.2f} s, ", end="")
    print(f"500 passages placed in {took.placing:.2f} s")


def _quote_checks(rounds: range) -> int:
    """Print how quotes are checked, and return how often a telling word is passed over."""
    short, report = quotes.short_texts(), quotes.report()
    as_they_are, in_lines = quotes.as_they_are(short), quotes.as_they_are(short, in_lines=True)
    pdf = quotes.read_from_a_pdf(report)
    many = range(rounds.start, rounds.start + 15 * len(rounds))
    some = range(rounds.start, rounds.start + 5 * len(rounds))
    cold = f"a PDF of {quotes.PAGES} pages"
    _telling_sentences()
    return sum(
        (
            _quote_table("texts as they are", quotes.cases(short, as_they_are, many)),
            _quote_table("texts in lines", quotes.cases(short, in_lines, many)),
            _quote_table(f"{cold}, made ready", quotes.cases(report, pdf, some)),
            _quote_table(f"{cold}, never seen", quotes.cases(report, pdf, some, kept=False)),
        )
    )


def _telling_sentences() -> None:
    """Print of each language how often a telling change is said, and those that are not."""
    print(f"\n{'sentences in which something telling changed':{_WIDTH}}", end="")
    print("".join(f"{each.value:>21}" for each in quotes.Told))
    answers = [(each, quotes.told(each)) for each in sentences()]
    for language in dict.fromkeys(each.language for each, _ in answers):
        counts = Counter(told for each, told in answers if each.language == language)
        print(f"{language:{_WIDTH}}" + "".join(f"{counts[told]:21}" for told in quotes.Told))
    for each, told in answers:
        if told is not quotes.Told.SAID:
            print(f"{told.value}: {each.source} | {each.quote}")


def _quote_table(title: str, checked: Iterable[quotes.Case]) -> int:
    heads = [*(verdict.value for verdict in quotes.Verdict), "median ms", "slowest ms"]
    print(f"\nquotes: {title:{_WIDTH - 8}}" + "".join(f"{head:>19}" for head in heads))
    cases = list(checked)
    for kind in dict.fromkeys(case.kind for case in cases):
        _quote_row(kind.name, [case for case in cases if case.kind is kind])
    for case in cases:
        if case.verdict is quotes.Verdict.UNSAID:
            print(f"not said: {case.kind.name}: {case.quote}")
    return _quote_row("all of them", cases)


def _quote_row(name: str, cases: list[quotes.Case]) -> int:
    counts = Counter(case.verdict for case in cases)
    took = [1000 * case.took for case in cases]
    print(
        f"{name:{_WIDTH}}" + "".join(f"{counts[verdict]:19}" for verdict in quotes.Verdict), end=""
    )
    print(f"{median(took):19.1f}{max(took):19.1f}")
    return counts[quotes.Verdict.UNSAID]


def _head(title: str) -> None:
    print(f"\n{title:{_WIDTH}}" + "".join(f"{verdict.value:>21}" for verdict in Verdict))


def _row(name: str, verdicts: Iterable[Verdict]) -> int:
    """Print a line, and return how many are wrong unasked."""
    counts = Counter(verdicts)
    print(f"{name:{_WIDTH}}" + "".join(f"{counts[verdict]:21}" for verdict in Verdict))
    return counts[Verdict.WRONG]


if __name__ == "__main__":
    main()
