"""Data sets that are not trained on: frames that collectors took with their own webcams, of themselves and of faces on what they held before these.

Thresholds are set by them: scores on cameras that were trained on tell little of others.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from training.face_pad.sources import Entry, Item, thinned
from training.snapshot import blobs, listed

BONA_FIDE_CLASS = "1"
"""The first word of each line of a frame's file, which tells where its faces are; of attacks it is another."""


@dataclass(frozen=True)
class Webcam:
    """`bona_fide` and `attacks`: folders; None where a frame's own file in `labels` instead of `images` says which it is, below `folder`."""

    repository: str
    folder: str
    bona_fide: str | None = "Real"
    attacks: str | None = "Fake"


WEBCAMS = {
    "codersworld": Webcam("Codersworld-23/Antispoof", "Dataset"),
    "dang": Webcam("DangThanhLiem/LVTN_Detected", "Dataset"),
    "dracarys": Webcam("Dracarys261/SpoofingDetection", "Dataset"),
    "eyashita": Webcam("Eyashita/VisageTrack", "Dataset"),
    "foxriver": Webcam("Foxriver-2005/Real-Time-Facial-AntiSpoof-Detection-using-openCV", "Dataset", "1", "0"),
    "hao": Webcam("Hao-nguyen1/xla_face-recognition", "Dataset"),
    "kalyani": Webcam("kalyanipatil0515/AntiSpoofing", "Dataset"),
    "pagolu": Webcam("Pagolu-Raghavendra/FaceAttendanceSystemProject", "Dataset"),
    "prabhu": Webcam("code-with-prabhu/livenessDetection", "Dataset"),
    "ramkumar": Webcam("Ramkumarkh/yolo_model_faceliveness", "Dataset/SplitData", None, None),
    "sankalita": Webcam("Sankalita-Giri/Anti-spoofing-and-Liveliness-Face-Detector", "datasets"),
    "shravan": Webcam("shravanshriram2007/Face-Recognition-Model", "Dataset/SplitData", None, None),
    "sooraj": Webcam("SoorajOfficial2023/Anti-spoofing-face-recognition-system", "Dataset", "real", "fake"),
    "spp": Webcam("Spp77/Anti-Spoofing", "Dataset"),
    "srimuthukumar": Webcam("srimuthukumar786/Intruders-Detection-Alarm-System", "Dataset"),
    "sudipto": Webcam("sudipto0315/AntiSpoofing", "Dataset"),
    "suman": Webcam("sumanadhikari0625/Liveliness-Detection", "Dataset/SplitData", None, None),
    "yash": Webcam("yashpatil1805/AntiSpoofing_FaceRecognition", "Dataset"),
}


def frames(webcam: Webcam, repository: Path, per_label: int) -> Iterator[Item]:
    """At most so many frames of each label, at even distances in time, which their names tell; no file twice. What an attack was shown on is not told."""
    found = listed(repository, webcam.folder)
    entries = _by_folder(webcam, found) if webcam.bona_fide else _by_class(repository, found)
    alone = {found[entry.path]: entry for entry in sorted(entries, key=lambda entry: Path(entry.path).name)}
    chosen = thinned(list(alone.values()), per_label)
    for entry, data in zip(chosen, blobs(repository, [found[entry.path] for entry in chosen])):
        if data is not None:
            yield Item(f"{entry.attack}_{Path(entry.path).name}", data, entry.attack, entry.person)


def _by_folder(webcam: Webcam, found: dict[str, str]) -> list[Entry]:
    labels = {f"{webcam.folder}/{webcam.bona_fide}": "none", f"{webcam.folder}/{webcam.attacks}": "mixed"}
    return [Entry(path, labels[folder], "all") for path in found if (folder := str(Path(path).parent)) in labels and path.endswith(".jpg")]


def _by_class(repository: Path, found: dict[str, str]) -> list[Entry]:
    files = {path: re.sub(r"\.jpg$", ".txt", path.replace("/images/", "/labels/")) for path in found if path.endswith(".jpg")}
    told = {path: found[file] for path, file in files.items() if file in found}
    entries = []
    for path, text in zip(told, blobs(repository, told.values())):
        classes = {line.split()[0] for line in (text or b"").decode().splitlines() if line.strip()}
        if len(classes) == 1:
            entries.append(Entry(path, "none" if classes == {BONA_FIDE_CLASS} else "mixed", "all"))
    return entries
