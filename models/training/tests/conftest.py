import pytest
import torch


@pytest.fixture(autouse=True)
def seeded() -> None:
    torch.manual_seed(0)
    torch.set_num_threads(1)


def warm_up(network: torch.nn.Module, shape: tuple[int, ...]) -> torch.nn.Module:
    """Runs a few batches so that batch normalisation has statistics of its own."""
    network.train()
    with torch.no_grad():
        for _ in range(3):
            network(torch.rand(shape))
    return network.eval()
