"""Codes portraits as the photos were coded that they are compared with, or else the coding would tell them apart.

    python -m training.deepfake.code_alike OUT PHOTO.jpg FOLDER...

OUT/FOLDER-NAME.jpg is each picture of the folders that is as large as the photo, coded with its tables and sampling.
"""

import argparse
from pathlib import Path

from PIL import Image, JpegImagePlugin

from training.labelled_folder import pictures


def code_alike(out: Path, photo: Image.Image, folders: list[Path]) -> None:
    """Writes each picture of the folders that is as large as the photo, a JPEG, as that was coded."""
    out.mkdir(parents=True, exist_ok=True)
    coding = {"qtables": photo.quantization, "subsampling": JpegImagePlugin.get_sampling(photo)}
    for folder in folders:
        for path in pictures(folder):
            portrait = Image.open(path)
            if portrait.size == photo.size:
                portrait.convert("RGB").save(out / f"{folder.name}-{path.stem}.jpg", **coding)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("photo", type=Path)
    parser.add_argument("folders", type=Path, nargs="+")
    options = parser.parse_args()
    code_alike(options.out, Image.open(options.photo), options.folders)


if __name__ == "__main__":
    main()
