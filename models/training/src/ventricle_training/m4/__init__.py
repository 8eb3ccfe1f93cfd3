"""M4: U-Net for the LV cavity on Sunnybrook data, with Grad-CAM at two decoder levels."""

from . import data, evaluate, export, train

__all__ = ["data", "evaluate", "export", "train"]
