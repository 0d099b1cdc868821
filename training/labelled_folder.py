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
    _write(out, ("path", "label", "kind", "source"), list(rows))


def write_list(out: Path, *groups: Iterable[tuple]) -> None:
    """Path, code that is due and source of each picture, for `npm run eval -- face-codes`."""
    # As the rows are made, so are their pictures.
    out.mkdir(parents=True, exist_ok=True)
    _write(out, ("path", "code", "source"), [row for group in groups for row in group])


def _write(out: Path, columns: tuple[str, ...], rows: list[tuple]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    with open(out / "labels.csv", "w", newline="") as file:
        csv.writer(file).writerows([columns, *rows])
    print(f"{len(rows)} pictures in {out}")
