"""How much memory a server takes: the proportional set size of its processes (Linux)."""

from pathlib import Path


def memory_of(pid: int) -> float:
    """MB (10^6 bytes) of a process and all below it; shared pages are counted once."""
    return sum(_pss(each) for each in _family(pid)) * 1024 / 1_000_000


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(each for child in children for each in _family(int(child)))]


def _pss(pid: int) -> int:
    """KiB."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
