"""How photos are to be: ranges and probabilities. The defaults give a realistic mix, in which most photos are in focus and decently lit."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PhotoSettings:
    """Ranges are (from, to), probabilities 0 to 1."""

    long_side: int = 1280
    """Of the finished photo, in pixels."""
    portrait_frame: float = 0.6
    """Probability that the frame is higher than wide."""
    fov: tuple[float, float] = (45, 80)
    """Field of view along the longer side, degrees."""

    tilt: tuple[float, float] = (0, 35)
    """Between the document and the picture's plane, degrees; three photos in four stay in the lower half."""
    any_turn: float = 0.33
    """Probability that a document is turned by any angle; else it is near a multiple of a quarter turn."""
    upright: float = 0.55
    """Probability, among those near a quarter turn, that the document is read upright in the photo."""
    share: tuple[float, float] = (0.05, 0.85)
    """Of the frame's area that the (first) document covers; mostly 0.1 to 0.6."""
    cut: float = 0.15
    """Probability that the (first) document lies partly outside of the frame."""
    cut_visible: tuple[float, float] = (0.45, 0.97)
    """Share of such a document that stays inside."""
    hand_held: float = 0.15
    """Probability that documents are held in a hand, the surface being farther away and out of focus."""

    real_background: float = 0.3
    """Probability of a picture as the background, where pictures are given."""
    second_surface: float = 0.22
    """Probability that a second surface covers a part of the first: a table's edge, a mat."""
    clutter: float = 0.45
    """Probability of other things around."""
    occluder: float = 0.2
    """Probability that something lies on the document."""
    sleeve: float = 0.05
    """Probability that the document lies in a transparent sleeve."""
    covered: float = 0.12
    """Largest share of a document that occluders are meant to cover."""
    main_thing: float = 0.7
    """Without documents: probability that another thing takes the document's place."""

    coloured_light: float = 0.1
    """Probability of strongly coloured light."""
    shadow: float = 0.35
    """Probability of shadows of things outside of the frame."""
    glare: float = 0.25
    """Probability that a lamp or window is mirrored in the frame."""
    torch: float = 0.12
    """Probability of a near lamp that lights one place."""
    dark: float = 0.06
    """Probability of an underexposed photo."""
    bright: float = 0.05
    """Probability of an overexposed photo."""

    defocus: float = 0.1
    """Probability that the document is out of focus."""
    defocus_radius: tuple[float, float] = (1.0, 6.0)
    """Of the disc, in pixels of a photo with a long side of 1280."""
    motion: float = 0.1
    """Probability of motion blur."""
    motion_length: tuple[float, float] = (2.0, 16.0)
    """In pixels of a photo with a long side of 1280."""
    distortion: float = 0.6
    """Probability of a lens that bends."""
    noisy: float = 0.15
    """Probability of much noise."""
    quality: tuple[int, int] = (25, 98)
    """JPEG quality; mostly above 70."""
    resent: float = 0.12
    """Probability that a messenger scaled and coded the photo again."""
