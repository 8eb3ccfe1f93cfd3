"""M1: dilated temporal FCN, detection of the end-diastolic and end-systolic frame."""

from . import data, evaluate, export, train

__all__ = ["data", "evaluate", "export", "train"]
