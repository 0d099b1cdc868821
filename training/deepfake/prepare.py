"""Cuts the faces out of the pictures, once, into WORK/faces.

    python -m training.deepfake.prepare WORK --real NAME=PLACE... --gan NAME=PLACE... --edited NAME-composite=PLACE... --exclude FOLDER...

A PLACE is a folder, or REPOSITORY:FOLDER of a bare git repository. Nobody whose pictures lie in a folder of `--exclude`, Name_0001.jpg, is
taken from the source called lfw. A source that is there already is left as it is.
"""

import argparse
from pathlib import Path

import cv2

from training.deepfake.pack import make_pack
from training.deepfake.sources import Source, person_of
from training.labelled_folder import pictures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=Path)
    parser.add_argument("--real", nargs="+", required=True)
    parser.add_argument("--gan", nargs="*", default=[])
    parser.add_argument("--edited", nargs="*", default=[])
    parser.add_argument("--exclude", type=Path, nargs="+", required=True)
    parser.add_argument("--limit", type=int, default=6000, help="pictures of each source")
    parser.add_argument("--a-person", type=int, default=4, help="pictures of each person")
    options = parser.parse_args()
    cv2.setNumThreads(1)
    tested = {person_of("lfw", path.name) for folder in options.exclude for path in pictures(folder)}
    given = (("real", options.real), ("gan", options.gan), ("editor", options.edited))
    for source in [Source.parse(role, one) for role, places in given for one in places]:
        make_pack(options.work / "faces", source, tested if source.name == "lfw" else set(), options.limit, options.a_person)


if __name__ == "__main__":
    main()
