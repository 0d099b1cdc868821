"""Cuts the faces out of the pictures, once, into WORK/faces.

    python -m training.deepfake.prepare WORK --real NAME=PLACE... --gan NAME=PLACE... --edited NAME-composite=PLACE...
        --swapped NAME-swapped=PLACE... --exclude FOLDER... [--tested FOLDER...]

A PLACE is a folder, or REPOSITORY:FOLDER of a bare git repository. Nobody whose pictures lie in a folder of `--exclude` is taken from the sources called
lfw (Name_0001.jpg), ffhq and ffhq-large (its numbers): prepare these by commands of their own. No face that looks like one in a folder of `--tested` is taken from any. A source that is there already is left as it is.
"""

import argparse
from pathlib import Path

import cv2

from training.deepfake.pack import aligned, make_pack
from training.deepfake.sources import Source, person_of
from training.labelled_folder import pictures
from training.tested import tested_on

NAMED_ALIKE = {"lfw", "ffhq", "ffhq-large"}
"""Sources that are tested on under names by which a person is known."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=Path)
    parser.add_argument("--real", nargs="*", default=[])
    parser.add_argument("--gan", nargs="*", default=[])
    parser.add_argument("--edited", nargs="*", default=[])
    parser.add_argument("--swapped", nargs="*", default=[])
    parser.add_argument("--exclude", type=Path, nargs="+", required=True)
    parser.add_argument("--tested", type=Path, nargs="*", default=[])
    parser.add_argument("--limit", type=int, default=6000, help="pictures of each source")
    parser.add_argument("--a-person", type=int, default=4, help="pictures of each person")
    options = parser.parse_args()
    cv2.setNumThreads(1)
    left_out = [path.name for folder in options.exclude for path in pictures(folder)]
    tested = tested_on(options.tested, aligned)
    given = (("real", options.real), ("gan", options.gan), ("editor", options.edited), ("swapper", options.swapped))
    for source in [Source.parse(role, one) for role, places in given for one in places]:
        people = {person_of(source.name, name) for name in left_out} if source.name in NAMED_ALIKE else set()
        make_pack(options.work / "faces", source, people, tested, options.limit, options.a_person)


if __name__ == "__main__":
    main()
