"""Where M1's crop may lie: as the product centres it, as it falls back, and worse."""

from __future__ import annotations

from dataclasses import replace

from .data import Cycle
from .segmenter import Segmented

FOUND, IMAGE = "LV found by M2", "image"
MOVED, CUT = "LV found by M2, 15 mm off", "LV found by M2, image cut 30 mm beside it"
PLACES = (FOUND, IMAGE, MOVED, CUT)
OFF_MM, BESIDE_MM = 15.0, 30.0


def placements(cycle: Cycle, segmented: Segmented) -> dict[str, list[Cycle]]:
    """The cycle centred on the LV cavity of the first frame, on the image, moved by 10 crop pixels in four
    directions, and in an image whose left or upper edge lies 20 crop pixels from the LV's centre."""
    x, y = segmented.centre() or ((cycle.cine.shape[3] - 1) / 2, (cycle.cine.shape[2] - 1) / 2)
    found = replace(cycle, x=x, y=y)
    image = replace(cycle, x=(cycle.cine.shape[3] - 1) / 2, y=(cycle.cine.shape[2] - 1) / 2)
    off, beside = OFF_MM / cycle.pixel_mm, BESIDE_MM / cycle.pixel_mm
    moved = [replace(found, x=x + dx * off, y=y + dy * off) for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1))]
    left, top = max(0, int(x - beside)), max(0, int(y - beside))
    cut = [replace(found, cine=cycle.cine[..., left:], x=x - left),
           replace(found, cine=cycle.cine[..., top:, :], y=y - top)]
    return {FOUND: [found], IMAGE: [image], MOVED: moved, CUT: cut}

