#!/usr/bin/env python3
"""Fetch again what static/vendor holds, and check it against the recorded SHA-256 sums.

`scripts/vendor.py` checks the files that are here; `scripts/vendor.py --fetch` first downloads
the packages named below with `npm pack` and copies the wanted files out of them.
"""

import argparse
import hashlib
import re
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

VENDOR = Path(__file__).resolve().parent.parent / "static" / "vendor"
CHECKSUM_LINE = re.compile(r"^\| `(?P<name>[^`]+)` \| `(?P<sha256>[0-9a-f]{64})` \|$", re.MULTILINE)


@dataclass(frozen=True)
class Package:
    """One npm package: the folder it fills, and its files by the path inside the package."""

    name: str
    version: str
    folder: str
    files: tuple[str, ...]


def font_files(family: str, styles: tuple[str, ...]) -> tuple[str, ...]:
    """Name the variable font files of the scripts that the interface serves itself."""
    scripts = ("latin", "latin-ext", "cyrillic", "greek")
    fonts = (f"files/{family}-{s}-wght-{style}.woff2" for style in styles for s in scripts)
    return (*fonts, "LICENSE")


PACKAGES = (
    Package("htmx.org", "4.0.1", "htmx.org@4.0.1", ("dist/htmx.min.js", "LICENSE")),
    Package("@fontsource-variable/inter", "5.3.0", "inter@5.3.0", font_files("inter", ("normal",))),
    Package(
        "@fontsource-variable/source-serif-4",
        "5.3.1",
        "source-serif-4@5.3.1",
        font_files("source-serif-4", ("normal", "italic")),
    ),
)


def fetch(package: Package) -> None:
    """Download one package and copy its wanted files into its folder."""
    with tempfile.TemporaryDirectory() as scratch:
        command = ["npm", "pack", "--silent", f"{package.name}@{package.version}"]
        subprocess.run(command, cwd=scratch, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        (archive,) = Path(scratch).glob("*.tgz")
        unpack(archive, package)


def unpack(archive: Path, package: Package) -> None:
    """Copy the wanted files of a downloaded package, flat, into its folder."""
    folder = VENDOR / package.folder
    folder.mkdir(parents=True, exist_ok=True)
    with tarfile.open(archive) as packed:
        for path in package.files:
            member = packed.extractfile(f"package/{path}")
            if member is None:
                raise FileNotFoundError(path)
            (folder / Path(path).name).write_bytes(member.read())


def faults(package: Package) -> list[str]:
    """List the files that are missing, unrecorded or not what the folder's README recorded."""
    folder = VENDOR / package.folder
    readme = (folder / "README.md").read_text(encoding="utf-8")
    recorded = dict(CHECKSUM_LINE.findall(readme))
    names = {Path(path).name for path in package.files}
    wrong = [name for name in sorted(names) if sha256(folder / name) != recorded.get(name)]
    return [f"{package.folder}/{name}" for name in wrong]


def sha256(path: Path) -> str:
    """Return a file's SHA-256 in hexadecimal, or nothing for a file that is not there."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""


def main() -> int:
    """Fetch if asked, check always; exit code 1 names every file that differs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--fetch", action="store_true", help="download the packages first")
    if parser.parse_args().fetch:
        for package in PACKAGES:
            fetch(package)
    wrong = [fault for package in PACKAGES for fault in faults(package)]
    sys.stderr.writelines(f"differs from its recorded checksum: {name}\n" for name in wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
