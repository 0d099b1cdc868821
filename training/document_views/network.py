"""The network: spectra of all patches together, convolutions on the whole view, and a score fused from both."""

import numpy as np
import torch
from torch import nn

from training.layers import Convolution, Residual
from training.document_views.views import PATCHES, SIDE, VIEWS, native
from training.trunk import Trunk

HALF = SIDE // 2 + 1
QUIET = 1e-3
"""Power under which a spectrum counts as empty: the rounding to 8 bits is about as strong."""
AROUND = 9
"""Frequencies along a side of what a peak is compared with."""
AROUND_SHARE = 0.2
"""Of a spectrum's surroundings, that they may be about as large as what stands out of them."""
LUMA = (0.299, 0.587, 0.114)
CHROMA = ((-0.1687, -0.3313, 0.5), (0.5, -0.4187, -0.0813))


class Colours(nn.Module):
    """[n, 3, h, w] RGB in -1..1 to brightness [n, 1, h, w] in 0..1, and Cb and Cr [n, 2, h, w] in -0.5..0.5, as JPEG has them."""

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("weights", torch.tensor([LUMA, *CHROMA]).reshape(3, 3, 1, 1) / 2, persistent=False)
        self.register_buffer("middle", torch.tensor([0.5, 0, 0]), persistent=False)

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        ycc = nn.functional.conv2d(x, self.weights, self.middle)
        return ycc[:, :1], ycc[:, 1:]


class Power(nn.Module):
    """[n, c, 128, 128] to [n, c, 128, 65] power under a Hann window, frequencies down from -64 to 63 and across from 0 to 64, in cycles a patch.

    A Fourier transform as products of matrices, which any runtime knows. The window is the same to the left and to the right, so that cosines see the sum of what mirrors each other, and sines
    the difference; and what frequencies up and down have in common is computed once. That makes a third of the products."""

    def __init__(self) -> None:
        super().__init__()
        place = np.arange(1, SIDE // 2 + 1)
        window = np.hanning(SIDE + 1)[place]
        # The middle mirrors itself, and is summed up with itself.
        window[-1] /= 2
        angle = 2 * np.pi * np.outer(np.arange(HALF), place) / SIDE
        for name, part in (("cosines", np.cos(angle) * window), ("sines", np.sin(angle) * window)):
            self.register_buffer(name, torch.tensor(part, dtype=torch.float32), persistent=False)
            self.register_buffer(f"{name}_across", torch.tensor(np.ascontiguousarray(part.T), dtype=torch.float32), persistent=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        rows = torch.cat(mirrored(x - x.mean((2, 3), keepdim=True), 2), 2)
        even, odd = mirrored(rows, 3)
        cosines, sines = even @ self.cosines_across, odd @ self.sines_across
        half = SIDE // 2
        re, im = self.cosines @ cosines[:, :, :half], self.sines @ cosines[:, :, half:]
        mirrored_re, mirrored_im = self.sines @ sines[:, :, half:], self.cosines @ sines[:, :, :half]
        downward = square_sum(re - mirrored_re, im + mirrored_im)
        upward = square_sum(re + mirrored_re, im - mirrored_im)
        return torch.cat([upward[:, :, 1:].flip(2), downward[:, :, :half]], 2) / SIDE**2


def mirrored(x: torch.Tensor, axis: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Sums, and differences, of what lies at 1 to 64 and what mirrors it, at 127 to 64. A Hann window leaves nothing of what lies at 0."""
    half = SIDE // 2
    here, there = x.narrow(axis, 1, half), x.narrow(axis, half, half).flip(axis)
    return here + there, here - there


def square_sum(re: torch.Tensor, im: torch.Tensor) -> torch.Tensor:
    return re * re + im * im


def without_colour(folded: np.ndarray) -> np.ndarray:
    """Folded spectra [n, 8, 64, 32] as those of the same pictures turned grey."""
    grey = folded.copy()
    grey[:, Spectra.MAPS - 1] = 0
    grey[:, -1] = np.log(QUIET) * AROUND_SHARE
    return grey


def surroundings() -> nn.Sequential:
    """The mean about each frequency."""
    half = AROUND // 2
    return nn.Sequential(nn.AvgPool2d((AROUND, 1), 1, (half, 0), count_include_pad=False), nn.AvgPool2d((1, AROUND), 1, (0, half), count_include_pad=False))


class Spectra(nn.Module):
    """Brightness [n, p, 128, 128] and colour [n, 2 p, 128, 128] of p patches of each of n pictures to [n, 4, 128, 65]: the logarithm of the
    mean power of brightness, the mean of its logarithm, the largest that it stands out of its surroundings in any patch, and the mean of colour's."""

    MAPS = 4

    def __init__(self) -> None:
        super().__init__()
        self.power = Power()
        self.smooth = surroundings()

    def forward(self, y: torch.Tensor, colour: torch.Tensor) -> torch.Tensor:
        power = self.power(y)
        level = torch.log(power + QUIET)
        peaks = (level - self.smooth(level)).amax(1)
        tints = torch.log(self.power(colour) + QUIET).mean(1)
        return torch.stack([torch.log(power.mean(1) + QUIET), level.mean(1), peaks, tints], 1)


class Folded(nn.Module):
    """[n, 4, 128, 65] spectra to [n, 8, 64, 32], frequencies by twos: how far each map stands out of its surroundings, at most, and these."""

    def __init__(self) -> None:
        super().__init__()
        self.smooth = surroundings()

    def forward(self, maps: torch.Tensor) -> torch.Tensor:
        around = self.smooth(maps)
        by_twos = (2, 2)
        return torch.cat([nn.functional.max_pool2d(maps - around, by_twos), nn.functional.avg_pool2d(around, by_twos) * AROUND_SHARE], 1)


class Peaks(nn.Module):
    """[n, 8, 64, 32] folded spectra to [n, 96]: what stands out of them, and at which frequencies."""

    OUTPUTS = 96

    def __init__(self) -> None:
        super().__init__()
        down, across = np.meshgrid((np.arange(64) - 31.5) / 32, (np.arange(32) + 0.5) / 32, indexing="ij")
        places = np.stack([np.hypot(down, across), np.abs(down), across])
        self.register_buffer("places", torch.tensor(places[None], dtype=torch.float32), persistent=False)
        self.trunk = nn.Sequential(
            Convolution(2 * Spectra.MAPS + len(places), 24), nn.MaxPool2d(2), Convolution(24, 32), nn.MaxPool2d(2), Convolution(32, 48)
        )

    def forward(self, folded: torch.Tensor) -> torch.Tensor:
        found = self.trunk(torch.cat([folded, self.places.expand(folded.shape[0], -1, -1, -1)], 1))
        return torch.cat([found.mean((2, 3)), found.amax((2, 3))], 1)


class Whole(nn.Module):
    """[n, 3, 128, 128] RGB in -1..1 to [n, 64]: bands that are wider than a patch, and what is around a document."""

    OUTPUTS = 64

    def __init__(self) -> None:
        super().__init__()
        self.trunk = nn.Sequential(Convolution(3, 16, 2), Convolution(16, 32, 2), Convolution(32, 48, 2), Residual(48), Convolution(48, 64, 2))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.trunk(x).mean((2, 3))


class Texture(nn.Module):
    """[n, p, 3, 128, 128] RGB in -1..1, p patches of each of n pictures in their own pixels, to [n, p, 160]: dots of ink, fibres of paper, light on plastic."""

    STAGES, FROZEN = 4, 2

    def __init__(self) -> None:
        super().__init__()
        self.trunk = Trunk(self.STAGES, self.FROZEN).to(memory_format=torch.channels_last)
        self.outputs = 2 * self.trunk.channels

    def forward(self, patches: torch.Tensor) -> torch.Tensor:
        found = self.trunk(patches.flatten(0, 1).contiguous(memory_format=torch.channels_last))
        return torch.cat([found.mean((2, 3)), found.amax((2, 3))], 1).reshape(*patches.shape[:2], -1)


class ViewsNetwork(nn.Module):
    """[25 n, 3, 128, 128] RGB in -1..1, the views of each of n pictures one after the other (`views.py`), to [n] log-odds of bona fide.

    The parts learn alone, each from what is dear to make for the others; `score` weighs what they say."""

    PARTS = ("peaks", "whole", "texture")

    def __init__(self) -> None:
        super().__init__()
        self.colours, self.spectra, self.folded = Colours(), Spectra(), Folded()
        self.peaks, self.whole, self.texture = Peaks(), Whole(), Texture()
        self.drop = nn.Dropout(0.3)
        self.by_peaks = nn.Sequential(nn.Linear(Peaks.OUTPUTS, 32), nn.ReLU(inplace=True), nn.Linear(32, 1))
        self.by_whole = nn.Linear(Whole.OUTPUTS, 1)
        # What is strongest anywhere in 12 patches is large: undamped it drowns the first hundred steps.
        self.by_texture = nn.Sequential(nn.LayerNorm(2 * self.texture.outputs), nn.Dropout(0.3), nn.Linear(2 * self.texture.outputs, 1))
        self.score = nn.Linear(len(self.PARTS), 1)

    def peaks_score(self, folded: torch.Tensor) -> torch.Tensor:
        """[n, 8, 64, 32] to [n, 1]."""
        return self.by_peaks(self.drop(self.peaks(folded)))

    def whole_score(self, whole: torch.Tensor) -> torch.Tensor:
        """[n, 3, 128, 128] RGB in -1..1 to [n, 1]."""
        return self.by_whole(self.drop(self.whole(whole)))

    def texture_score(self, patches: torch.Tensor) -> torch.Tensor:
        """[n, p, 3, 128, 128] RGB in -1..1 to [n, 1]."""
        return self._together(self.texture(patches))

    def folded_of(self, patches: torch.Tensor) -> torch.Tensor:
        """[n, 24, 3, 128, 128] RGB in -1..1 to the spectra that are looked at, [n, 8, 64, 32]."""
        y, colour = self.colours(patches.reshape(-1, 3, SIDE, SIDE))
        return self.folded(self.spectra(y.reshape(-1, PATCHES, SIDE, SIDE), colour.reshape(-1, 2 * PATCHES, SIDE, SIDE)))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.tell(x)[0]

    def tell(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """[n], as `forward`, and [n, 12]: what texture would say, were all patches in the picture's own pixels as this one is."""
        views = x.reshape(-1, VIEWS, 3, SIDE, SIDE)
        # In this order: what begins at exported weights finds them by it.
        peaks, whole = self.peaks_score(self.folded_of(views[:, 1:])), self.whole_score(views[:, 0])
        each = self.texture(native(views))
        parts = torch.cat([peaks, whole, self._together(each)], 1)
        return self.score(parts)[:, 0], self.by_texture(each.repeat(1, 1, 2))[:, :, 0]

    def _together(self, each: torch.Tensor) -> torch.Tensor:
        return self.by_texture(torch.cat([each.mean(1), each.amax(1)], 1))


class Telling(nn.Module):
    """What is exported: the score, and where it comes from."""

    def __init__(self, network: ViewsNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        return self.network.tell(x)
