"""Real photos of documents in the form of drawn ones: WORK/photos/NAME/000000.jpg with a 000000.json beside it."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from training.document_corners.real import RealPhoto


def prepare_real(work: Path, name: str, photos: Sequence[RealPhoto]) -> None:
    folder = work / "photos" / name
    folder.mkdir(parents=True, exist_ok=True)
    for number, photo in enumerate(photos):
        shutil.copyfile(photo.path, folder / f"{number:06}.jpg")
        facts = {"outline": photo.outline.tolist(), "portrait": None, "format": "ID-3" if "passport" in photo.clip else "ID-1", "colourless": True, "attack": None}
        (folder / f"{number:06}.json").write_text(json.dumps(facts))
