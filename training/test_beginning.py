"""python -m unittest training.test_beginning"""

import tempfile
import unittest
from pathlib import Path

import torch
from torch import nn

from training.beginning import begin_at, mix, weights_in
from training.export import export


def network(channels: int = 8) -> nn.Module:
    return nn.Sequential(
        nn.Conv2d(3, channels, 3, bias=False), nn.BatchNorm2d(channels), nn.ReLU(), nn.Conv2d(channels, 4, 1), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(4, 2)
    )


class Backwards(nn.Module):
    """Uses its layers in another order than it names them."""

    def __init__(self) -> None:
        super().__init__()
        self.last = nn.Conv2d(4, 4, 3)
        self.first = nn.Sequential(nn.Conv2d(3, 4, 3, bias=False), nn.BatchNorm2d(4), nn.ReLU())

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.last(self.first(x)).mean((2, 3))


class Beginning(unittest.TestCase):
    def setUp(self):
        torch.manual_seed(3)
        self.inputs = torch.randn(16, 3, 12, 12)
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = Path(self.folder.name) / "shipped.onnx"
        self.shipped = network()
        norm = self.shipped[1]
        nn.init.normal_(norm.running_mean)
        nn.init.uniform_(norm.running_var, 0.5, 2)
        export(self.shipped, self.inputs, self.path, "image", "score")

    def test_answers_as_what_ships_does_and_has_norms_of_its_own_samples(self):
        begun = network()
        begin_at(begun, self.path, self.inputs)
        with torch.no_grad():
            self.assertLess(float((begun(self.inputs) - self.shipped(self.inputs)).abs().max()), 5e-3)
            # Trained on the same samples it begins with the same answers: the norms know their mean and deviation.
            self.assertLess(float((begun.train()(self.inputs) - self.shipped(self.inputs)).abs().max()), 2e-2)

    def test_goes_by_the_order_in_which_layers_are_used(self):
        shipped, begun = Backwards().eval(), Backwards()
        export(shipped, self.inputs, self.path, "image", "score")
        begin_at(begun, self.path, self.inputs)
        with torch.no_grad():
            self.assertLess(float((begun(self.inputs) - shipped(self.inputs)).abs().max()), 5e-3)

    def test_mixes_the_weights_of_what_ships_and_of_what_was_learnt(self):
        learnt = self.path.with_name("learnt.onnx")
        export(network(), self.inputs, learnt, "image", "score")
        before, after = weights_in(self.path), weights_in(learnt)
        mix(self.path, learnt, 0.25)
        for name, weight in weights_in(learnt).items():
            self.assertLess(float((weight - (0.75 * before[name] + 0.25 * after[name])).abs().max()), 2e-3, name)

    def test_refuses_a_network_of_other_layers(self):
        with self.assertRaisesRegex(ValueError, "other layers"):
            begin_at(network(channels=6), self.path, self.inputs)


if __name__ == "__main__":
    unittest.main()
