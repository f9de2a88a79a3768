"""`python -m bench [PART]...`, all parts by default; `--sentences PATH`."""

import argparse
import json
import os
import platform
import shutil
import signal
import sys
import tempfile
from pathlib import Path

from bench import copying, desk, formats, paint, peers, readers, sentences, sizes
from bench.printing import Results, say

PARTS = ("peers", "sizes", "paint", "readers", "formats", "copying", "desk", "sentences")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--articles", default="100,1000,5000", help="the peers' desks")
    parser.add_argument("--seconds", type=float, help="how long the desk's people work")
    parser.add_argument("--quick", action="store_true", help="small sizes, few repetitions")
    parser.add_argument("--json", type=Path, help="keep the figures in this file")
    parser.add_argument("--sentences", type=Path, help="a file of true sentences, JSON lines")
    found = parser.parse_args()
    unknown = set(found.parts) - set(PARTS)
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    if "sentences" in found.parts and found.sentences is None:
        parser.error("sentences: name a file with --sentences PATH")
    return found


def main() -> None:
    """Measure what was asked for."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that servers are stopped
    asked, results = _arguments(), Results()
    chosen = asked.parts or ([] if asked.sentences else list(PARTS[:-1]))
    say(f"{_processor()}, Python {platform.python_version()}, {platform.system()}")
    say("load before: {:.1f}, {:.1f}, {:.1f}".format(*os.getloadavg()))
    folder = Path(tempfile.mkdtemp(prefix="workbench-bench-"))
    try:
        _measure(chosen, asked, folder, results)
    finally:
        shutil.rmtree(folder)
    if asked.json:
        asked.json.write_text(json.dumps(results.kept, indent=1))


def _measure(chosen: list[str], asked: argparse.Namespace, folder: Path, results: Results) -> None:
    articles = [int(number) for number in asked.articles.split(",")]
    if "peers" in chosen:
        effort = peers.Effort(60, 20, 2) if asked.quick else peers.Effort()
        peers.measure(folder, results, [60] if asked.quick else articles, effort)
    if "sizes" in chosen:
        sizes.measure(folder, results, sizes.QUICK if asked.quick else sizes.WHOLE)
    if "paint" in chosen:
        paint.measure(folder, results, sizes.QUICK if asked.quick else sizes.WHOLE)
    if "readers" in chosen:
        readers.measure(folder, results, (20,) if asked.quick else readers.CLAIMS)
    if "formats" in chosen:
        formats.measure(folder, results, (20,) if asked.quick else formats.CLAIMS)
    if "copying" in chosen:
        copying.measure(folder, results, copying.QUICK if asked.quick else copying.REPORTS)
    _measure_more(chosen, asked, folder, results)


def _measure_more(
    chosen: list[str], asked: argparse.Namespace, folder: Path, results: Results
) -> None:
    if "desk" in chosen:
        desk.measure(folder, results, asked.seconds or (desk.QUICK if asked.quick else desk.WHOLE))
    if asked.sentences:
        sentences.main(asked.sentences)


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{len(names)} × {names[0]}" if names else platform.machine()


if __name__ == "__main__":
    main()
