"""M2: PSPU-net, segmentation of RV cavity, LV myocardium and LV cavity."""

from . import data, evaluate, export, train

__all__ = ["data", "evaluate", "export", "train"]
