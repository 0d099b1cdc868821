"""What the commands of the documents' networks are called with; training/README.md says what the folders are."""

from argparse import ArgumentParser
from pathlib import Path


def document_arguments(*drawn_from: str) -> ArgumentParser:
    """:param drawn_from: which of the folders `portraits` and `things` the command needs beside the real photos."""
    parser = ArgumentParser()
    parser.add_argument("work", type=Path)
    for name in drawn_from:
        parser.add_argument(f"--{name}", type=Path, nargs="+", required=True)
    parser.add_argument("--real", type=Path, required=True)
    parser.add_argument("--exclude", type=Path, required=True)
    return parser
