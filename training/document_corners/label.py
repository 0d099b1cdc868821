"""Labels photos that the generator made, for `npm run eval -- document-locate`: those of one document, all of it in the frame.

    python -m training.document_corners.label WORK/held-out

WORK/held-out/labels.csv has their corners, and of each whether it is in colour or a grey copy, which the table tells apart.
"""

import argparse
import csv
import json
from pathlib import Path

from training.document_corners.__main__ import drawn_photos, single

CORNERS = [axis + str(i) for i in range(4) for axis in "xy"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("photos", type=Path)
    folder: Path = parser.parse_args().photos
    rows = []
    for path, outline in single(drawn_photos(folder)):
        if outline is not None:
            (colourless,) = json.loads(path.with_suffix(".json").read_text())["colourless"]
            rows.append([path.name, "grey" if colourless else "colour", *outline.flatten()])
    with open(folder / "labels.csv", "w", newline="") as file:
        csv.writer(file).writerows([["path", "type", *CORNERS], *rows])
    print(f"{len(rows)} photos in {folder}/labels.csv")


if __name__ == "__main__":
    main()
