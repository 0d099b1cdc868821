"""The data sets that are trained on: what each file shows, who, and how it was attacked. What may not be used is left out here."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from training.labelled_folder import pictures, spread
from training.snapshot import blobs, listed


@dataclass(frozen=True)
class Item:
    """`name` is unique within its data set. `data`: the file."""

    name: str
    data: bytes
    attack: str
    person: str


@dataclass(frozen=True)
class Entry:
    path: str
    attack: str
    person: str


CLIP_OF_REPLAYS = 40
"""Neighbours in number are frames of one clip; who they show is not told."""


def celeba_spoof(path: str) -> Entry | None:
    """`live/celeba_PERSON_NUMBER.jpg`: which attack a crop shows is not told."""
    kind, person = re.search(r"/(live|spoof)/celeba_(\d+)_\d+\.jpg$", path).groups()
    return Entry(path, "none" if kind == "live" else "mixed", person)


def nuaa(path: str) -> Entry | None:
    """`ClientRaw/PERSON/` live, `ImposterRaw/PERSON/` prints; the same people are in both."""
    match = re.search(r"/(Client|Imposter)Raw/(\d+)/\d+_\d+_\d+_\d+_\d+\.jpg$", path)
    return match and Entry(path, "none" if match[1] == "Client" else "print", match[2])


CASIA_ATTACKS = {"1": "none", "2": "none", "HR_1": "none", "3": "print-bent", "4": "print-bent", "HR_2": "print-bent"} | {
    "5": "print-cut", "6": "print-cut", "HR_3": "print-cut", "7": "screen-tablet", "8": "screen-tablet", "HR_4": "screen-tablet",
}  # fmt: skip
"""By the clip's number, as the data set's paper has them (Zhang et al. 2012)."""


def casia_fasd(path: str) -> Entry | None:
    """`PERSON_CLIP.avi_FRAME_real.jpg` or `_fake`: the 20 people for training."""
    person, clip, kind = re.search(r"/(\d+)_((?:HR_)?\d)\.avi_\d+_(real|fake)\.jpg$", path).groups()
    attack = CASIA_ATTACKS[clip]
    if (attack == "none") != (kind == "real"):
        raise ValueError(f"{path} is called {kind}, but its clip is {attack!r}")
    return Entry(path, attack, person)


def replays(path: str) -> Entry | None:
    """`fake_NUMBER.jpg`: phones with a video, prints; which of them is not told."""
    match = re.search(r"/(train|test)/fake/fake_(\d+)\.jpg$", path)
    return match and Entry(path, "mixed", f"clip{int(match[2]) // CLIP_OF_REPLAYS}")


SETS = {
    "celeba-spoof": ("JonathanSuryaS/Anti-Spoofing-", "data/processed_cropped/train", celeba_spoof),
    "nuaa": ("imironica/liveness", "db", nuaa),
    "casia-fasd": ("Ankit-Mishra0/anti-face-spoofing", "dataset/archive/train_img/train_img/color", casia_fasd),
    "replays": ("VinayBR03/Face-Liveness-Detection", "data", replays),
}
"""Repository, folder in it, and how its paths are read."""


def items(source: str, repository: Path, per_person: int) -> Iterator[Item]:
    """Pictures of a data set out of a git repository, at most so many of a person and attack, at even distances: frames of a clip are alike."""
    _, folder, read = SETS[source]
    found = listed(repository, folder)
    entries = [entry for path in sorted(found) if path.endswith(".jpg") and (entry := read(path))]
    chosen = thinned(entries, per_person)
    for entry, data in zip(chosen, blobs(repository, [found[entry.path] for entry in chosen])):
        if data is not None:
            yield Item(entry.path.removeprefix(f"{folder}/").replace("/", "_"), data, entry.attack, entry.person)


def faces(folder: Path, excluded: set[str], per_person: int, most: int | None = None) -> Iterator[Item]:
    """Real faces out of a folder, at most `most`. Each of its subfolders is a person; of a folder without them each picture is one."""
    paths = pictures(folder)
    flat = len({path.parent for path in paths}) < 10
    entries = [Entry(str(path), "none", path.stem if flat else path.parent.name) for path in paths]
    chosen = thinned([entry for entry in entries if entry.person not in excluded], per_person)
    for entry in spread(chosen, most or len(chosen)):
        path = Path(entry.path)
        yield Item("_".join(path.relative_to(folder).parts), path.read_bytes(), "none", entry.person)


def thinned(entries: list[Entry], per_person: int) -> list[Entry]:
    groups: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        groups.setdefault((entry.person, entry.attack), []).append(entry)
    return [one for group in groups.values() for one in spread(group, per_person)]


def people_of(pairs: Path) -> set[str]:
    """Who is shown by a development set of pairs, whose paths are `images/PERSON/FILE`."""
    with open(pairs, newline="") as file:
        return {line[side].split("/")[1] for line in csv.DictReader(file) for side in ("a", "b")}
