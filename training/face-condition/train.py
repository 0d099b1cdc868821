"""Trains the network on the crops of collect.py and writes it as ONNX.

    python train.py OUT.onnx FOLDER... [--epochs N] [--repeat FOLDER=N] [--clean NETWORK.pt] [--start NETWORK.pt]
        [--rate R]

A tenth of the crops, the last of each file, is held back and reported on after each epoch. `--repeat` shows the crops of a
small folder N times an epoch. `--clean` leaves out plain crops whose eyes an earlier network found closed: web pictures hold
some. `--start` goes on from an earlier network.
"""

import argparse
import io
import sys
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

# The reading lies one folder up.
sys.path.append(str(Path(__file__).parents[1]))

from model import FaceCondition
from reading import HEIGHT, MARGIN, WIDTH

# Right eye closed, left eye closed, mouth and nose covered.
LABELS = {"plain": (0, 0, 0), "closed": (1, 1, 0), "covered": (0, 0, 1), "elsewhere": (0, 0, 0)}


def load(folders: list[Path], repeats: dict[str, int], cleaner: FaceCondition | None):
    """Crops and labels, of the part that trains (False) and of the one held back (True)."""
    parts = {True: ([], []), False: ([], [])}
    for folder in folders:
        for kind, label in LABELS.items():
            for path in sorted(folder.glob(f"{kind}-*.npy")):
                crops = np.load(path)
                if cleaner and kind == "plain":
                    logits = scores(cleaner, crops)
                    crops = crops[logits[:, :2].min(1) < 0]
                held = len(crops) // 10
                # What covers "elsewhere" may lie over the eyes: nothing is learnt of them there.
                row = np.array((-1, -1, label[2]) if kind == "elsewhere" else label, np.int8)
                for is_held, some in ((True, crops[len(crops) - held :]), (False, crops[: len(crops) - held])):
                    times = 1 if is_held else repeats.get(folder.name, 1)
                    parts[is_held][0].extend([some] * times)
                    parts[is_held][1].append(np.tile(row, (len(some) * times, 1)))
    return {held: (np.concatenate(x), np.concatenate(y)) for held, (x, y) in parts.items()}


def roughen(crop: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """What cameras, messengers and small faces do to a picture."""
    image = Image.fromarray(crop)
    if rng.random() < 0.5:
        factor = rng.uniform(0.22, 0.8)
        small = image.resize((max(8, int(image.width * factor)), max(8, int(image.height * factor))), Image.BOX)
        image = small.resize(image.size, [Image.BILINEAR, Image.BICUBIC][rng.integers(2)])
    if rng.random() < 0.4:
        data = io.BytesIO()
        image.save(data, "JPEG", quality=int(rng.integers(20, 92)))
        image = Image.open(data)
    return np.asarray(image)


def augment(batch: np.ndarray, rng: np.random.Generator) -> torch.Tensor:
    batch = np.stack([roughen(crop, rng) for crop in batch])
    x = torch.from_numpy(batch).permute(0, 3, 1, 2).float() / 255
    n = len(x)
    angle = torch.from_numpy(rng.normal(0, 0.05, n)).float()
    scale = torch.from_numpy(np.exp(rng.normal(0, 0.06, n))).float()
    shift = torch.from_numpy(rng.normal(0, 2.5, (n, 2))).float()
    cos, sin = torch.cos(angle) * scale, torch.sin(angle) * scale
    y, xs = torch.meshgrid(torch.arange(HEIGHT) - HEIGHT / 2 + 0.5, torch.arange(WIDTH) - WIDTH / 2 + 0.5, indexing="ij")
    full_w, full_h = WIDTH + 2 * MARGIN, HEIGHT + 2 * MARGIN
    gx = cos[:, None, None] * xs - sin[:, None, None] * y + shift[:, 0, None, None]
    gy = sin[:, None, None] * xs + cos[:, None, None] * y + shift[:, 1, None, None]
    x = F.grid_sample(x, torch.stack([gx / (full_w / 2), gy / (full_h / 2)], -1), align_corners=False)
    light = torch.from_numpy(np.exp(rng.normal(0, 0.25, (n, 1, 1, 1)))).float() * torch.from_numpy(np.exp(rng.normal(0, 0.08, (n, 3, 1, 1)))).float()
    gamma = torch.from_numpy(np.exp(rng.normal(0, 0.2, (n, 1, 1, 1)))).float()
    x = (x.clamp(1e-3, 1) ** gamma * light).clamp(0, 1)
    grey = torch.from_numpy(rng.random(n) < 0.15)
    x[grey] = x[grey].mean(1, keepdim=True).expand(-1, 3, -1, -1)
    x = x + torch.randn_like(x) * torch.from_numpy(rng.uniform(0, 0.04, (n, 1, 1, 1))).float()
    return x.clamp(0, 1)


def inner(crops: np.ndarray) -> torch.Tensor:
    x = torch.from_numpy(np.ascontiguousarray(crops[:, MARGIN:-MARGIN, MARGIN:-MARGIN])).permute(0, 3, 1, 2)
    return x.float() / 255


def loss_of(logits: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    known = (labels >= 0).float()
    each = F.binary_cross_entropy_with_logits(logits, labels.clamp(min=0) * 0.98 + 0.01, reduction="none")
    return (each * known).sum() / known.sum()


@torch.no_grad()
def scores(network: FaceCondition, crops: np.ndarray) -> np.ndarray:
    network.eval()
    return np.concatenate([network(inner(crops[i : i + 256])).numpy() for i in range(0, len(crops), 256)])


def report(network: FaceCondition, crops: np.ndarray, labels: np.ndarray) -> str:
    logits = scores(network, crops)
    both = np.minimum(logits[:, 0], logits[:, 1])
    words = []
    for name, score, truth in (("eyes", both, labels[:, 0]), ("cover", logits[:, 2], labels[:, 2])):
        at = np.quantile(score[truth == 0], 0.99)
        words.append(f"{name}: TPR {np.mean(score[truth == 1] > at):.3f} at FPR 1 %")
    return ", ".join(words)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--repeat", action="append", default=[])
    parser.add_argument("--clean", type=Path)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--rate", type=float, default=3e-3)
    options = parser.parse_args()
    torch.manual_seed(1)
    rng = np.random.default_rng(1)
    cleaner = None
    if options.clean:
        cleaner = FaceCondition()
        cleaner.load_state_dict(torch.load(options.clean))
    repeats = {name: int(times) for name, times in (one.split("=") for one in options.repeat)}
    data = load(options.folders, repeats, cleaner)
    crops, labels = data[False]
    network = FaceCondition()
    if options.start:
        network.load_state_dict(torch.load(options.start))
    print(sum(p.numel() for p in network.parameters()), "parameters;", len(crops), "crops", flush=True)
    batch = 64
    steps = options.epochs * (len(crops) // batch)
    optimiser = torch.optim.AdamW(network.parameters(), options.rate, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, options.rate, total_steps=steps)
    for epoch in range(options.epochs):
        network.train()
        order = rng.permutation(len(crops))
        total = 0.0
        for i in range(len(crops) // batch):
            chosen = order[i * batch : (i + 1) * batch]
            x, y = augment(crops[chosen], rng), torch.from_numpy(labels[chosen]).float()
            mirrored = torch.from_numpy(rng.random(batch) < 0.5)
            x[mirrored] = x[mirrored].flip(3)
            y[mirrored] = y[mirrored][:, [1, 0, 2]]
            loss = loss_of(network(x), y)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch + 1}: loss {total / (len(crops) // batch):.4f}; held back, {report(network, *data[True])}", flush=True)
    network.eval()
    torch.save(network.state_dict(), options.out.with_suffix(".pt"))
    torch.onnx.export(network, torch.zeros(1, 3, HEIGHT, WIDTH), str(options.out), input_names=["input"], output_names=["output"], opset_version=17, dynamo=False)


if __name__ == "__main__":
    main()
