"""Reads files out of a git repository without a work tree, also where its largest files are absent."""

import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path


def snapshot_of(snapshots: Path, repository: str) -> Path:
    """Where a snapshot `owner+name` lies, itself bare or with the repository in `repo`."""
    folder = snapshots / repository.replace("/", "+")
    return folder / "repo" if (folder / "repo").exists() else folder


def listed(repository: Path, folder: str) -> dict[str, str]:
    """Path to object id of each file in a folder of the newest commit."""
    command = ["git", "-C", str(repository), "ls-tree", "-r", "-z", "HEAD", f"{folder}/"]
    entries = subprocess.run(command, capture_output=True, check=True).stdout.decode().split("\0")
    return {path: facts.split()[2] for facts, path in (entry.split("\t", 1) for entry in entries if entry)}


def blobs(repository: Path, objects: Iterable[str]) -> Iterator[bytes | None]:
    """The contents in the order of the ids; None for one that the repository lacks."""
    command = ["git", "-C", str(repository), "cat-file", "--batch"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        for name in objects:
            process.stdin.write(f"{name}\n".encode())
            process.stdin.flush()
            head = process.stdout.readline().split()
            if head[-1] == b"missing":
                yield None
                continue
            yield process.stdout.read(int(head[2]))
            process.stdout.read(1)
        process.stdin.close()
