"""Prints the log-odds over which given shares of pictures lie, to set the operating point by.

    python score.py NETWORK.onnx FOLDER [--exclude FOLDER] [--skip N] [--limit N]

Takes the pictures that follow the N which collect.py chose with the same folder, `--exclude` and `--limit N`.
"""

import argparse
from pathlib import Path

import numpy as np
import onnxruntime as ort
from PIL import Image

from collect import person, pictures
from reading import MARGIN, face_crop


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("network")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--exclude", type=Path)
    parser.add_argument("--skip", type=int, default=4000)
    parser.add_argument("--limit", type=int, default=1800)
    options = parser.parse_args()
    excluded = {person(p) for p in options.exclude.rglob("*.jpg")} if options.exclude else set()
    session = ort.InferenceSession(options.network)
    scores = []
    for path in pictures(options.folder, excluded, options.skip + options.limit)[options.skip :]:
        found = face_crop(Image.open(path).convert("RGB"))
        if found is None:
            continue
        crop = found[0][MARGIN:-MARGIN, MARGIN:-MARGIN].transpose(2, 0, 1)[None].astype(np.float32) / 255
        right, left, covered = session.run(None, {"input": crop})[0][0]
        scores.append((min(right, left), covered))
    for share in (0.02, 0.017, 0.01, 0.005):
        closed, covered = np.quantile(scores, 1 - share, axis=0)
        print(f"{share:.1%} of {len(scores)} lie over {closed:.2f} (both eyes closed), {covered:.2f} (covered)")


if __name__ == "__main__":
    main()
