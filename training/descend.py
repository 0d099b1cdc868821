"""The training of networks that are small enough for one process."""

from collections.abc import Callable

import torch

LOGGED = 200
"""Steps that a line in the log is the mean of."""


def descend(network: torch.nn.Module, loss_of_a_batch: Callable[[], torch.Tensor], steps: int, rate: float = 3e-3) -> None:
    """Changes the network in so many steps, AdamW in one cycle, each by the loss of a new batch; then it is ready to answer."""
    optimiser = torch.optim.AdamW(network.parameters(), rate, weight_decay=2e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps, pct_start=0.2)
    # Batches come with their channels last in memory: convolutions that do likewise take two thirds of the time.
    network.train().to(memory_format=torch.channels_last)
    total = 0.0
    for step in range(1, steps + 1):
        loss = loss_of_a_batch()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
        total += loss.item()
        if step % LOGGED == 0:
            print(f"step {step} of {steps}, loss {total / LOGGED:.4f}", flush=True)
            total = 0.0
    network.eval()
