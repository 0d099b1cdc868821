"""Altered samples of all pictures, made once: what is dear about them is decoding and coding, and every part of the network learns from the same.

A shard is one alteration of each picture of one source; shard 0 is the pictures as they are. WORK/cache/SOURCE-SHARD/*.npy."""

from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import cv2
import numpy as np
import torch

from training.document_views.index import Row, read_source
from training.document_views.network import Spectra, ViewsNetwork
from training.document_views.samples import sample
from training.document_views.views import PATCHES, SIDE, native, views_of


@dataclass(frozen=True)
class Shard:
    """Of n samples: `folded` [n, 8, 64, 32] float16, `whole` [n, 128, 128, 3] uint8, `real` [n] bool, and where they were kept `patches` [n, 12, 128, 128, 3] uint8."""

    source: str
    folded: np.ndarray
    whole: np.ndarray
    real: np.ndarray
    patches: np.ndarray | None = None


def path_of(work: Path, source: str, shard: int) -> Path:
    return work / "cache" / f"{source}-{shard}"


def make_shards(work: Path, sources: Sequence[str], shards: Iterable[int], processes: int, keep_patches: bool = False) -> None:
    """`keep_patches`: of what is not trained on, to ask the network for all it says. Training cuts its own (`windows.py`)."""
    (work / "cache").mkdir(exist_ok=True)
    wanted = [(source, shard) for shard in shards for source in sources if not (path_of(work, source, shard) / "real.npy").exists()]
    with ProcessPoolExecutor(processes) as pool:
        for done, (source, shard) in enumerate(pool.map(partial(_make, work, keep_patches), wanted), 1):
            print(f"{source}, shard {shard}: {done} of {len(wanted)}", flush=True)


def read_shard(work: Path, source: str, shard: int) -> Shard:
    folder = path_of(work, source, shard)
    patches = folder / "patches.npy"
    arrays = (np.load(folder / f"{name}.npy", mmap_mode="r") for name in ("folded", "whole", "real"))
    return Shard(source, *arrays, np.load(patches, mmap_mode="r") if patches.exists() else None)


def _make(work: Path, keep_patches: bool, wanted: tuple[str, int]) -> tuple[str, int]:
    cv2.setNumThreads(1)
    torch.set_num_threads(1)
    source, shard = wanted
    rows = read_source(work, source)
    folder = path_of(work, source, shard)
    folder.mkdir(exist_ok=True)
    shapes = {"folded": ((2 * Spectra.MAPS, SIDE // 2, SIDE // 4), np.float16), "whole": ((SIDE, SIDE, 3), np.uint8)}
    if keep_patches:
        shapes["patches"] = ((PATCHES // 2, SIDE, SIDE, 3), np.uint8)
    arrays = {name: np.lib.format.open_memmap(folder / f"{name}.npy", "w+", kind, (len(rows), *shape)) for name, (shape, kind) in shapes.items()}
    network = ViewsNetwork()
    for number, row in enumerate(rows):
        rng = np.random.default_rng([41, shard, number])
        views = _views(work, row, shard, rng)
        with torch.no_grad():
            arrays["folded"][number] = network.folded_of(as_input(views[None, 1:]))[0].numpy()
        arrays["whole"][number] = views[0]
        if keep_patches:
            arrays["patches"][number] = native(views)
    for array in arrays.values():
        array.flush()
    np.save(folder / "real.npy", np.array([row.label == "real" for row in rows]))
    return wanted


def _views(work: Path, row: Row, shard: int, rng: np.random.Generator) -> np.ndarray:
    picture = row.read(work)
    return views_of(picture, row.box) if shard == 0 else sample(picture, row.box, rng)


def as_input(views: np.ndarray) -> torch.Tensor:
    """[..., h, w, 3] uint8 to [..., 3, h, w] in -1..1."""
    return torch.from_numpy(np.ascontiguousarray(views)).movedim(-1, -3).float().sub_(127.5).div_(127.5)
