"""What the scripts share that make labelled folders for `npm run eval`."""

import csv
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

SUFFIXES = {".jpg", ".jpeg", ".png"}


def pictures(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.suffix.lower() in SUFFIXES)


def spread(paths: list, count: int) -> list:
    """At most so many, at even distances."""
    return [paths[i * len(paths) // count] for i in range(count)] if count < len(paths) else paths


def copies(out: Path, paths: Iterable[Path], code: str, source: str) -> Iterator[tuple]:
    (out / source).mkdir(parents=True, exist_ok=True)
    for path in paths:
        shutil.copyfile(path, out / source / path.name)
        yield f"{source}/{path.name}", code, source


def write_real_and_fake(out: Path, rows: Iterable[tuple[str, str, str, str]]) -> None:
    """Path, label (real or fake), kind and source of each picture, for `npm run eval -- deepfake`."""
    rows = list(rows)
    with open(out / "labels.csv", "w", newline="") as file:
        csv.writer(file).writerows([("path", "label", "kind", "source"), *rows])
    print(f"{len(rows)} pictures in {out}")


def write_list(out: Path, *groups: Iterable[tuple]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    rows = [row for group in groups for row in group]
    with open(out / "labels.csv", "w", newline="") as file:
        csv.writer(file).writerows([("path", "code", "source"), *rows])
    print(f"{len(rows)} pictures in {out}")
