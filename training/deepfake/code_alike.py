"""Codes portraits as the photos were coded that they are compared with, or else the coding would tell them apart.

    python -m training.deepfake.code_alike OUT PHOTO.jpg FOLDER...

OUT/FOLDER-NAME.jpg is each picture of the folders that is as large as the photo, coded with its tables and sampling.
"""

import argparse
from pathlib import Path

from PIL import Image, JpegImagePlugin

from training.labelled_folder import pictures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("photo", type=Path)
    parser.add_argument("folders", type=Path, nargs="+")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    photo = Image.open(options.photo)
    tables, sampling = photo.quantization, JpegImagePlugin.get_sampling(photo)
    for folder in options.folders:
        for path in pictures(folder):
            portrait = Image.open(path)
            if portrait.size == photo.size:
                portrait.convert("RGB").save(options.out / f"{folder.name}-{path.stem}.jpg", qtables=tables, subsampling=sampling)


if __name__ == "__main__":
    main()
