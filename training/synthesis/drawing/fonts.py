"""Fonts by file name, wherever the system keeps them."""

import functools
import os
from pathlib import Path

from PIL import ImageFont

FOLDERS = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts", Path("/Library/Fonts")]


@functools.cache
def _files() -> dict[str, Path]:
    """All fonts by their file's name; the folders of IDEM_FONTS (separated as in PATH) come first."""
    named = [Path(folder) for folder in os.environ.get("IDEM_FONTS", "").split(os.pathsep) if folder]
    found: dict[str, Path] = {}
    for folder in named + FOLDERS:
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() in (".ttf", ".otf"):
                found.setdefault(path.name, path)
    return found


@functools.lru_cache(maxsize=512)
def load(name: str, size: int) -> ImageFont.FreeTypeFont:
    """The font of this file name, with an em of size pixels.

    Raises FileNotFoundError when the font is not installed: another one in its place would change what a seed draws.
    """
    path = _files().get(name)
    if path is None:
        raise FileNotFoundError(f"font {name} is not installed; training/README.md says which packages have them")
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)
