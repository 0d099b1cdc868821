"""Makes the folder that the codes and quality warnings of documents are measured on, for `npm run eval -- document-codes`.

    python -m training.document_codes OUT --documents document-dev [--every 2] [--code DOCUMENT_IS_COLORLESS]

Photos with known corners, as they are and altered (see alterations.py). `--code` is what is due of the photos as they are: all of
document-dev show grey copies.
"""

import argparse
import csv
import re
import zlib
from pathlib import Path

import numpy as np

from training.document_codes.alterations import altered
from training.document_codes.photo import photo_files, read_photo


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--documents", type=Path, required=True)
    parser.add_argument("--every", type=int, default=1, help="only every so manieth photo")
    parser.add_argument("--code", default="DOCUMENT_IS_COLORLESS")
    options = parser.parse_args()
    rows = photo_files(options.documents)[:: options.every]
    listed = []
    for number, row in enumerate(rows):
        photo, other = (read_photo(options.documents, rows[i % len(rows)]) for i in (number, number + len(rows) // 2))
        source = options.documents / row["path"]
        rng = np.random.default_rng(zlib.crc32(source.name.encode()))
        for name, jpeg, due in [("unaltered", source.read_bytes(), photo.warnings()), *altered(number, photo, other, rng)]:
            path = options.out / re.sub("[^a-z0-9.]+", "-", name).strip("-") / source.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(jpeg)
            code = "DOCUMENT_CROPPED" if "DOCUMENT_BORDERS_OUTSIDE_OF_FRAME" in due else options.code
            listed.append((path.relative_to(options.out).as_posix(), name, code, " ".join(due)))
    with open(options.out / "labels.csv", "w", newline="") as file:
        csv.writer(file).writerows([("path", "alteration", "code", "warnings"), *sorted(listed, key=lambda line: line[1])])
    print(f"{len(listed)} pictures in {options.out}")


if __name__ == "__main__":
    main()
