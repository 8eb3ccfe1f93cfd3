"""A user's own cases, turned into the layout of the shared data set.

Sources: folders written by Ventricle (`ventricle`), nnU-Net data sets (`nnunet`) and ACDC's own layout
(`acdc`). What is written (`layout`) is read by every method as the shared data are.
"""

from .importer import FOLDER, import_cases, source_of

__all__ = ["FOLDER", "import_cases", "source_of"]
