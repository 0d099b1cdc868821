"""Whether a check looks at what it should: the same pictures coded, padded and cropped alike must be told apart as well as before.

A network that has learnt that fakes are smaller, sharper or framed otherwise does well on pictures as they are, and worse on these.
"""

from collections.abc import Callable, Iterable

import numpy as np
from PIL import Image, ImageOps

from training.metrics import auc
from training.synthesis.camera.jpeg import decode, encode

LARGEST_CHANGE = 0.02
LONG_SIDE, QUALITY, SAMPLING = 512, 75, "4:2:0"
"""What all pictures are coded as: larger ones are scaled down, smaller ones up."""
PADDING = 0.15
"""Of the longer side, black, on each side."""
CROPPED = 0.06
"""Of width and height, from each side."""


def coded_alike(picture: Image.Image) -> Image.Image:
    scale = LONG_SIDE / max(picture.size)
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    return Image.fromarray(decode(encode(np.asarray(picture.resize(size, Image.LANCZOS)), QUALITY, SAMPLING)))


def padded_alike(picture: Image.Image) -> Image.Image:
    return ImageOps.expand(picture, round(PADDING * max(picture.size)))


def cropped_alike(picture: Image.Image) -> Image.Image:
    across, down = round(CROPPED * picture.width), round(CROPPED * picture.height)
    return picture.crop((across, down, picture.width - across, picture.height - down))


ALIKE: dict[str, Callable[[Image.Image], Image.Image]] = {"coded": coded_alike, "padded": padded_alike, "cropped": cropped_alike}


def shortcuts_by_source(pictures: Iterable[tuple[Image.Image, bool, str]], score: Callable[[Image.Image], float | None]) -> dict[str, dict]:
    """Of pictures, whether each is bona fide, and its source: what `shortcut_check` finds in each source that has both classes, and whether all stay `alike`."""
    sources: dict[str, list[tuple[Image.Image, bool]]] = {}
    for picture, bona_fide, source in pictures:
        sources.setdefault(source, []).append((picture, bona_fide))
    found = {source: shortcut_check(own, score) for source, own in sorted(sources.items()) if len({bona_fide for _, bona_fide in own}) == 2}
    return {source: {**areas, "alike": all(abs(one["change"]) <= LARGEST_CHANGE for one in areas.values())} for source, areas in found.items()}


def shortcut_check(pictures: list[tuple[Image.Image, bool]], score: Callable[[Image.Image], float | None]) -> dict[str, dict[str, float]]:
    """
    AUC of the pictures as they are and altered alike, over those that can be scored both ways.

    :param pictures: and whether each is bona fide.
    :returns: by alteration: `before`, `after`, `change` and the number of `pictures`.
    """
    bona_fide = np.array([is_real for _, is_real in pictures])
    before = _scores((picture for picture, _ in pictures), score)
    result = {}
    for name, change in ALIKE.items():
        after = _scores((change(picture) for picture, _ in pictures), score)
        both = ~np.isnan(before) & ~np.isnan(after)
        areas = [auc(scores[both & bona_fide], scores[both & ~bona_fide]).value for scores in (before, after)]
        result[name] = {"before": areas[0], "after": areas[1], "change": areas[1] - areas[0], "pictures": int(both.sum())}
    return result


def _scores(pictures, score: Callable[[Image.Image], float | None]) -> np.ndarray:
    """NaN where a picture has no score."""
    return np.array([np.nan if (found := score(picture)) is None else found for picture in pictures])
