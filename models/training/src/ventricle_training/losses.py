"""Losses of M1 and M2; the Dice terms and the deep supervision are MONAI's."""

from __future__ import annotations

import math

import torch
from monai.losses import DeepSupervisionLoss, DiceLoss
from torch.nn import functional as F
from torch.nn.modules.loss import _Loss

NOT_THE_LAST = 255
"""Label of a pixel of which only this is known: it is not of the last class (data that label the LV cavity alone)."""
NEVER = -1e4


class DiceCrossEntropy(_Loss):
    """Cross-entropy + weighted mean over foreground classes of 1 - Dice, summed over the whole batch.

    A class absent from batch and prediction counts as Dice 1. MONAI's DiceCELoss would apply the
    class weights to the cross-entropy as well, which here stays unweighted. Images with `NOT_THE_LAST` are judged by
    their last class against all others together, and teach nothing of the others.
    """

    def __init__(self, weights: torch.Tensor) -> None:
        super().__init__()
        self.dice = DiceLoss(include_background=False, to_onehot_y=True, softmax=True, batch=True,
                             smooth_nr=1.0, smooth_dr=1.0, weight=weights * len(weights) / weights.sum())

    def forward(self, logits: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
        """Logits [n, c, h, w] and class numbers [n, 1, h, w] of any type, 0 the background."""
        logits, target = _last_alone(logits.float(), target.long())
        return F.cross_entropy(logits, target[:, 0]) + self.dice(logits, target)


def _last_alone(logits: torch.Tensor, target: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """The same, but in images with `NOT_THE_LAST` all classes before the last as one, the first."""
    partial = (target == NOT_THE_LAST).flatten(1).any(1)
    if not partial.any():
        return logits, target
    others = logits[:, :-1].logsumexp(dim=1, keepdim=True)
    merged = torch.cat([others, torch.full_like(logits[:, 1:-1], NEVER), logits[:, -1:]], dim=1)
    return (torch.where(partial[:, None, None, None], merged, logits),
            torch.where(target == NOT_THE_LAST, 0, target))


def segmentation_loss(logits: torch.Tensor, target: torch.Tensor, rv_weight: float) -> torch.Tensor:
    """Cross-entropy + per-class batch Dice; the RV counts `rv_weight` times in the Dice term."""
    return deep_supervision_loss([logits], target, rv_weight, 0.0)


def deep_supervision_loss(outputs: list[torch.Tensor], target: torch.Tensor, rv_weight: float,
                          auxiliary_weight: float) -> torch.Tensor:
    """Loss at full resolution + weighted losses of coarser outputs against the subsampled target.

    Logits [n, 4, h, w] and halves of it, target [n, h, w]; each coarser level weighs half as much.
    """
    weights = [1.0] + [auxiliary_weight * 0.5**level for level in range(len(outputs) - 1)]
    terms = DiceCrossEntropy(torch.tensor([rv_weight, 1.0, 1.0], device=target.device))
    return DeepSupervisionLoss(terms, weights=weights)(outputs, target[:, None].float())


def generalised_dice_loss(probabilities: torch.Tensor, target: torch.Tensor, weights: torch.Tensor) -> torch.Tensor:
    """GDL = 1 - 2 sum_c w_c sum(y p) / sum_c w_c sum(y + p) with fixed weights, over the batch.

    probabilities [n, c, h, w], target [n, h, w]. One ratio of sums, as M2's paper has it; MONAI's
    GeneralizedDiceLoss only knows weights from the volume of the structures.
    """
    one_hot = F.one_hot(target.long(), probabilities.shape[1]).movedim(-1, 1).to(probabilities.dtype)
    overlap = (probabilities * one_hot).sum(dim=(0, 2, 3))
    total = (probabilities + one_hot).sum(dim=(0, 2, 3))
    return 1 - 2 * (weights * overlap).sum() / (weights * total).sum()


def weighted_dice_loss(probabilities: torch.Tensor, target: torch.Tensor, weights: torch.Tensor) -> torch.Tensor:
    """WDL = 1 - 2 sum_c w_c sum_i(y p) / sum_i(y + p) over the frames of one cycle, both [n, c].

    The weights sum to 1.
    """
    terms = DiceLoss(batch=True, smooth_nr=0.0, smooth_dr=1e-6, weight=weights, reduction="sum")
    return terms(probabilities[:, :, None], target[:, :, None])


def circular_gaussian(n: int, centre: int, sigma: float) -> torch.Tensor:
    """A distribution over n frames on a circle, [n]; sigma in frames."""
    d = (torch.arange(n) - centre).abs()
    d = torch.minimum(d, n - d).float()
    weights = torch.exp(-0.5 * (d / max(sigma, 1e-3)) ** 2)
    return weights / weights.sum()


def circular_kl(log_probabilities: torch.Tensor, centre: int, sigma_fraction: float) -> torch.Tensor:
    """KL from a circular Gaussian round `centre` to the event's probability normalised over frames.

    log_probabilities [n]: log of the softmax probability of the event per frame. Divided by log n,
    so that cycles of different length weigh alike.
    """
    n = len(log_probabilities)
    target = circular_gaussian(n, centre, sigma_fraction * n).to(log_probabilities.device)
    over_frames = log_probabilities.log_softmax(dim=0)
    return F.kl_div(over_frames, target, reduction="sum") / math.log(n)
