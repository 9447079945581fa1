"""Measure builds of growing sites: `make bench`, or `python benchmarks/growth.py 100 1000 10000`.

Prints, for each size, CPU and wall seconds of a cold build, of one with
nothing changed and of one after one article was added, the peak memory, and
the exponent by which the cold build grows from one size to the next.
"""

from __future__ import annotations

import math
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.corpus import make


def measured(folder: Path) -> tuple[float, float]:
    """Build once in a process of its own; return (CPU, wall) seconds."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, "-m", "verbale", "build", str(folder)], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, time.perf_counter() - start


def main(sizes: list[int]) -> None:
    """Print one row a size."""
    print(f"{'articles':>8}  {'cold CPU':>9} {'wall':>7}  {'nothing':>8} {'wall':>7}  {'one more':>8} {'wall':>7}  {'exponent':>8}")
    last: tuple[int, float] | None = None
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            make(folder, size)
            cold, nothing = measured(folder), measured(folder)
            (folder / "seeds" / "event-0000" / "added.txt").write_text("One more\nPresident Ana Lima spoke on 5 May 2020.\n", "utf-8")
            added = measured(folder)
        grown = f"{math.log(cold[0] / last[1]) / math.log(size / last[0]):8.2f}" if last else " " * 8
        print(f"{size:>8}  {cold[0]:>9.2f} {cold[1]:>7.2f}  {nothing[0]:>8.2f} {nothing[1]:>7.2f}  {added[0]:>8.2f} {added[1]:>7.2f}  {grown}", flush=True)
        last = size, cold[0]
    print(f"peak memory of one process: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [100, 400])
