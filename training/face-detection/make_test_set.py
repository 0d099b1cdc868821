"""Makes the labelled folder that finding faces is measured on, in the layout of `npm run eval -- face-codes`.

    python make_test_set.py OUT --faces LFW --things THINGS [--documents DOCUMENTS] [--people N]

Faces of LFW turned by 45 degree steps, and faces cut out and laid on a grey picture of 1280 x 960 at shares of its height; photos of
documents with a portrait; and photos of things, most of which show no face. Run it with `--only FACE_NOT_FOUND`.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image

# The reading lies one folder up.
sys.path.append(str(Path(__file__).parents[1]))

from labelled_folder import copies, pictures, spread, write_list
from reading import main_face

TURNS = (45, 90, 135, 180, 225, 270, 315)
SHARES = (0.1, 0.08, 0.06, 0.05, 0.04)
CANVAS = (1280, 960)
GREY = (118, 117, 115)
QUALITY = 95


def turned(out: Path, paths: list[Path], degrees: int) -> Iterator[tuple]:
    source = f"turned-{degrees}"
    (out / source).mkdir(parents=True, exist_ok=True)
    for path in paths:
        picture = Image.open(path).convert("RGB")
        picture.rotate(-degrees, Image.BICUBIC, expand=True, fillcolor=GREY).save(out / source / path.name, quality=QUALITY)
        yield f"{source}/{path.name}", "OK", source


def small(out: Path, paths: list[Path], share: float) -> Iterator[tuple]:
    """The face with half its size about it, somewhere in a large grey picture."""
    source = f"height-{share:g}"
    (out / source).mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(1)
    for path in paths:
        picture = Image.open(path).convert("RGB")
        box = main_face(picture, centre=True)
        if box is None:
            continue
        left, top, right, bottom = box
        margin = (bottom - top) / 2
        scale = share * CANVAS[1] / (bottom - top)
        cut = picture.crop([int(v) for v in (left - margin, top - margin, right + margin, bottom + margin)])
        cut = cut.resize((round(cut.width * scale), round(cut.height * scale)), Image.LANCZOS)
        canvas = Image.new("RGB", CANVAS, GREY)
        canvas.paste(cut, (int(rng.uniform(0, CANVAS[0] - cut.width)), int(rng.uniform(0, CANVAS[1] - cut.height))))
        canvas.save(out / source / path.name, quality=QUALITY)
        yield f"{source}/{path.name}", "OK", source


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("--faces", type=Path, required=True)
    parser.add_argument("--things", type=Path, required=True)
    parser.add_argument("--documents", type=Path)
    parser.add_argument("--people", type=int, default=60)
    options = parser.parse_args()
    chosen = spread(pictures(options.faces), options.people)
    documents = pictures(options.documents) if options.documents else []
    write_list(
        options.out,
        *(turned(options.out, chosen, degrees) for degrees in TURNS),
        *(small(options.out, chosen, share) for share in SHARES),
        copies(options.out, documents, "OK", "documents"),
        copies(options.out, pictures(options.things), "FACE_NOT_FOUND", "things"),
    )


if __name__ == "__main__":
    main()
