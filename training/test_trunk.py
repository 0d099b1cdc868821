"""Tests of the trunk: that the weights are where they belong."""

import unittest

import numpy as np
import torch
from torch import nn

from training.trunk import Trunk


class TrunkTest(unittest.TestCase):
    def test_has_the_shape_it_names(self) -> None:
        trunk = Trunk(5)
        self.assertEqual(trunk(torch.zeros(2, 3, 64, 96)).shape, (2, trunk.channels, 4, 6))
        self.assertEqual((trunk.channels, trunk.stride), (112, 16))

    def test_meets_the_activations_that_its_weights_were_learnt_among(self) -> None:
        # Natural pictures have more of low frequencies: noise with a spectrum that falls.
        rng = np.random.default_rng(1)
        fall = 1 / np.maximum(np.hypot(*np.meshgrid(np.fft.fftfreq(128), np.fft.rfftfreq(128), indexing="ij")), 1 / 128)
        waves = np.fft.irfft2(np.fft.rfft2(rng.normal(size=(8, 1, 128, 128)) + 0.3 * rng.normal(size=(8, 3, 128, 128))) * fall)
        pictures = torch.tensor(waves / waves.std() * 0.5, dtype=torch.float32)
        trunk = Trunk(5).eval()
        agreement = []

        def compare(part: nn.Module, inputs: tuple[torch.Tensor, ...]) -> None:
            agreement.append(np.corrcoef(inputs[0].mean((0, 2, 3)).numpy(), part.running_mean.numpy())[0, 1])

        for block in trunk.blocks:
            block.filter.normalisation.register_forward_pre_hook(compare)
        with torch.no_grad():
            trunk(pictures)
        self.assertGreater(min(agreement), 0.8)

    def test_answers_alike_while_it_learns(self) -> None:
        trunk, x = Trunk(2), torch.rand(1, 3, 32, 32)
        torch.testing.assert_close(trunk.train()(x), trunk.eval()(x), atol=1e-4, rtol=1e-4)

    def test_gives_what_it_sees_on_its_way(self) -> None:
        trunk, x = Trunk(3, frozen=1).eval(), torch.rand(1, 3, 32, 32)
        halfway = trunk.through(2, trunk.begin(x))
        self.assertEqual(halfway.shape, (1, 24, 8, 8))
        torch.testing.assert_close(trunk.beyond(2, halfway), trunk(x))

    def test_learns_behind_what_is_frozen_only(self) -> None:
        trunk = Trunk(3, frozen=2).train()
        trunk(torch.ones(1, 3, 32, 32)).sum().backward()
        self.assertIsNone(trunk.stem.convolution.weight.grad)
        self.assertIsNone(trunk.blocks[1].narrow.convolution.weight.grad)
        self.assertIsNotNone(trunk.blocks[2].narrow.convolution.weight.grad)
        self.assertFalse(trunk.blocks[2].narrow.normalisation.training)


if __name__ == "__main__":
    unittest.main()
