"""The sets that are trained on, in bare repositories; training/README.md says what each is and how it is licensed."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from training.document_views.fit import Part
from training.document_views.index import Label
from training.snapshot import blobs, listed

COLLECTORS: dict[str, tuple[str, str, str]] = {
    "gaurisoni": ("gaurisoni2027/screen-recapture-detector", "data/raw/real", "data/raw/screen"),
    "tanwar": ("Ishika-Tanwar/real-screen-recapture-detector", "data/real", "data/screen"),
    "tanwar-later": ("Ishika-Tanwar/real-screen-recapture-detector", "test_data/real", "test_data/screen"),
    "goel": ("MANYAGOEL123/spot-the-fake-photo", "dataset/real", "dataset/screen"),
    "yashika": ("YA-shiKa/SpotTheFake", "data/real", "data/screen"),
    "raghava": ("Raghava44u/salescode_ai", "dataset/real", "dataset/fake"),
    "tomar": ("Adityatomar28/spot-fake-photo", "real", "screen"),
    "sonam": ("sonam0-0/screen-recapture-detection", "dataset/real", "dataset/screen"),
    "rastogi": ("avnirastogi14/SalesCode-AvniRastogi-SpotFakePhoto", "data/real", "data/screen"),
    "pandey": ("aryamapandey41-cloud/spot-the-fake-photo", "dataset/real", "dataset/screen"),
    "maanya": ("maanya14/Fake-photo-detector", "dataset/real", "dataset/screen"),
    "devansh": ("DEVANSH263/SalesCode-Spot-The-Fake-Photo", "Data/real", "Data/screen"),
    "raman": ("RamanSanga/Salescode_Assignment", "Dataset/real", "Dataset/screen"),
    "tanya": ("Tanya0916/Spot-The-Fake-Image", "real", "screen"),
}
"""Repository, folder of photos of things, folder of photos of screens."""
PAIRS = ("Barney9211/DemoireUNet", "MoirePattenData/Good", "MoirePattenData/Moire")
"""The same of aligned pairs: a picture, and a photo of it on a screen."""
PAIRS_SOURCE = "demoire"
DOCUMENTS_SOURCE = "dlc"
DRAWN, DRAWN_CALIBRATION, DRAWN_HELD_OUT = "drawn", "drawn-calibration", "drawn-held-out"
CALIBRATION = ("devansh", "maanya", DRAWN_CALIBRATION)
"""Not trained on: what weighs the parts of the network, and its thresholds, are from these."""
WEIGHTS = {PAIRS_SOURCE: 1.2, DRAWN: 3.0, DOCUMENTS_SOURCE: 0.5, "gaurisoni-native": 0.7, "rastogi-native": 0.3, "tanwar-later": 0.3}
"""How often a source is trained on, where not as often as a collector."""
PARTS = {"peaks": Part(5000, 48, 3e-3), "whole": Part(4000, 32, 2e-3), "texture": Part(700, 20, 8e-4)}
SUFFIXES = (".jpg", ".jpeg", ".png", ".webp")


@dataclass(frozen=True)
class Item:
    """A file as its collector published it."""

    name: str
    label: Label
    data: bytes


def items(repository: Path, real: str, screen: str) -> Iterator[Item]:
    """The pictures of a set, without those that the snapshot lacks."""
    for label, folder in (("real", real), ("attack", screen)):
        found = {path: name for path, name in listed(repository, folder).items() if path.lower().endswith(SUFFIXES)}
        for path, data in zip(found, blobs(repository, found.values())):
            if data is not None:
                yield Item(Path(path).name, label, data)
