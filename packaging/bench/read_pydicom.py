"""How long pydicom takes to read the pixels of all DICOM files of a folder.

    pip install pydicom numpy pylibjpeg pylibjpeg-libjpeg
    python read_pydicom.py FOLDER [RUNS]

The counterpart of ReadingBenchmark in engine/src/test/java.
"""

import statistics
import sys
import time
from pathlib import Path

import pydicom


def read(folder: Path) -> int:
    frames = 0
    for path in sorted(folder.iterdir()):
        pixels = pydicom.dcmread(path).pixel_array
        frames += pixels.shape[0] if pixels.ndim == 3 else 1
    return frames


def main() -> None:
    folder = Path(sys.argv[1])
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 10
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        frames = read(folder)
        times.append((time.perf_counter() - start) * 1000)
    warm = times[1:] or times
    print(
        f"first read {times[0]:.0f} ms, warm median {statistics.median(warm):.1f} ms, "
        f"fastest {min(warm):.1f} ms ({runs} runs, {frames} frames)"
    )


if __name__ == "__main__":
    main()
