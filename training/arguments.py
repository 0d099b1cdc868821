"""What the commands of the documents' networks are called with; training/README.md says what the folders are."""

from argparse import ArgumentParser, _SubParsersAction
from pathlib import Path


def check_arguments(network: str) -> tuple[ArgumentParser, "_SubParsersAction[ArgumentParser]"]:
    """Of a check's network, of this name unless another is given: the folder that it is made in, how many threads it learns with, and the place to add its commands to."""
    parser = ArgumentParser()
    parser.add_argument("work", type=Path)
    parser.add_argument("--name", default=network)
    parser.add_argument("--threads", type=int, default=1)
    return parser, parser.add_subparsers(dest="command", required=True)


def document_arguments(*drawn_from: str) -> ArgumentParser:
    """:param drawn_from: which of the folders `portraits` and `things` the command needs beside the real photos."""
    parser = ArgumentParser()
    parser.add_argument("work", type=Path)
    for name in drawn_from:
        parser.add_argument(f"--{name}", type=Path, nargs="+", required=True)
    parser.add_argument("--real", type=Path, required=True)
    parser.add_argument("--exclude", type=Path, required=True)
    return parser
