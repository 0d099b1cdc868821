"""Where face pictures come from: folders, and folders inside bare git repositories, by source and person.

A source is given as NAME=FOLDER or NAME=REPOSITORY:FOLDER, the latter for a repository without a work tree.
"""

import subprocess
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from training.labelled_folder import SUFFIXES, pictures

Part = Literal["train", "calibration", "test"]
Role = Literal["real", "gan", "editor"]
"""Photos of people, portraits of nobody by a GAN, and photos that an editor has put other parts into."""
EDITED = "-composite"
"""Pictures of source NAME-composite were made of pictures like those of source NAME."""
FOR_CALIBRATION, FOR_TEST = 0.1, 0.1
"""Shares of the people of each source that are trained on never."""


@dataclass(frozen=True)
class Source:
    role: Role
    name: str
    folder: Path
    """Of pictures, or a bare git repository."""
    inside: str | None
    """The folder inside of the repository."""

    @staticmethod
    def parse(role: Role, given: str) -> "Source":
        name, place = given.split("=", 1)
        folder, _, inside = place.partition(":")
        return Source(role, name, Path(folder), inside or None)

    def names(self) -> list[str]:
        """Of all pictures, from the folder on."""
        if self.inside is None:
            return [path.relative_to(self.folder).as_posix() for path in pictures(self.folder)]
        listed = subprocess.run(
            ["git", "-C", str(self.folder), "ls-tree", "-r", "-z", "--name-only", f"HEAD:{self.inside}"], capture_output=True, check=True
        )
        names = listed.stdout.decode().rstrip("\0").split("\0")
        return sorted(name for name in names if Path(name).suffix.lower() in SUFFIXES)

    def read(self, names: list[str]) -> Iterator[bytes]:
        """The files' bytes, in the order of the names."""
        if self.inside is None:
            for name in names:
                yield (self.folder / name).read_bytes()
            return
        command = ["git", "-C", str(self.folder), "cat-file", "--batch"]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as git:
            for name in names:
                git.stdin.write(f"HEAD:{self.inside}/{name}\n".encode())
                git.stdin.flush()
                size = int(git.stdout.readline().split()[2])
                yield git.stdout.read(size + 1)[:size]


NUMBERED = {"lfw", "celeba-spoof", "ciplab-composite", "web"}
"""Sources whose pictures are called PERSON_NUMBER. Of ciplab the number says which parts were put in, of web it counts copies, too."""


def person_of(source: str, name: str) -> str:
    """Whom a picture shows. In other sources each picture shows somebody else."""
    stem = Path(name).stem
    if source == "nuaa":
        return stem.split("_")[0]
    return stem.rsplit("_", 1)[0] if source in NUMBERED else stem


def part_of(source: str, person: str) -> Part:
    """What the pictures of a person serve, whichever others there are."""
    place = zlib.crc32(f"{source}/{person}".encode()) / 2**32
    if place < FOR_TEST:
        return "test"
    return "calibration" if place < FOR_TEST + FOR_CALIBRATION else "train"


def choose(source: Source, excluded: set[str], limit: int, a_person: int) -> list[str]:
    """A fixed choice of at most `limit` pictures and `a_person` of each person, without people of `excluded`."""
    shown: dict[str, int] = {}
    chosen = []
    for name in sorted(source.names(), key=lambda name: zlib.crc32(name.encode())):
        person = person_of(source.name, name)
        if person in excluded or shown.get(person, 0) >= a_person:
            continue
        shown[person] = shown.get(person, 0) + 1
        chosen.append(name)
    return chosen[:limit]
