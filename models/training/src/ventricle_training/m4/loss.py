"""Generalised Dice with inverse-size class weights (MONAI), and cross-entropy beside it."""

from __future__ import annotations

import torch
from monai.losses import GeneralizedDiceLoss
from torch.nn import functional as F

from .network import CHANNELS


class LvLoss(torch.nn.Module):
    """GDL over the whole batch + `cross_entropy` times the mean cross-entropy.

    The class weights are 1 / size² of the class in the batch, as in MathWorks' `generalizedDice`. The sums
    run over the batch, because an image without LV has no finite weight of its own. They are of the order of
    1e-5 for a batch like ours, so MONAI's default smoothing of 1e-5 would be a large part of them: it is off.
    """

    def __init__(self, cross_entropy: float) -> None:
        super().__init__()
        self.cross_entropy = cross_entropy
        self.generalised_dice = GeneralizedDiceLoss(softmax=True, w_type="square", batch=True,
                                                    smooth_nr=0.0, smooth_dr=1e-12)

    def forward(self, logits: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
        """Logits [n, 2, rows, cols], target [n, rows, cols] of class numbers."""
        logits = logits.float()
        one_hot = F.one_hot(target, len(CHANNELS)).movedim(-1, 1).float()
        loss = self.generalised_dice(logits, one_hot)
        if self.cross_entropy:
            loss = loss + self.cross_entropy * F.cross_entropy(logits, target)
        return loss
