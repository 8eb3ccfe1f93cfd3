"""M3: LV volume by weakly supervised regression; its class activation map is the evidence."""

from . import data, evaluate, export, train

__all__ = ["data", "evaluate", "export", "train"]
