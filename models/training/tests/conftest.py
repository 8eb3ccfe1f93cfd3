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


def look_around(network: torch.nn.Module) -> None:
    """Gives the context of a fresh M2, which starts at zero, something to say."""
    with torch.no_grad():
        for context in network.context.values():
            context.add.weight.normal_(0, 0.3)
