"""What things lie on. Each surface is a function of (rng, side, mm): a square picture [side, side, 3] uint8 sRGB of mm x mm."""

from collections.abc import Callable

import numpy as np

from training.synthesis.scene.surfaces import fabric, plain, sheets, stone, wood

Surface = Callable[[np.random.Generator, int, float], np.ndarray]

# How often each comes, and how glossy it is (from, to).
SURFACES: dict[str, tuple[Surface, float, tuple[float, float]]] = {
    "wood": (wood.grown, 2.0, (0.0, 0.5)),
    "desk": (wood.desk, 3.0, (0.05, 0.6)),
    "planks": (wood.planks, 1.5, (0.0, 0.4)),
    "varnished wood": (wood.varnished, 1.5, (0.2, 0.8)),
    "weave": (fabric.weave, 2.0, (0.0, 0.03)),
    "jersey": (fabric.jersey, 1.0, (0.0, 0.03)),
    "felt": (fabric.felt, 1.5, (0.0, 0.03)),
    "carpet": (fabric.carpet, 1.0, (0.0, 0.03)),
    "leather": (fabric.leather, 1.0, (0.1, 0.5)),
    "granite": (stone.granite, 1.2, (0.1, 0.8)),
    "cloudy stone": (stone.cloudy, 1.8, (0.05, 0.6)),
    "concrete": (stone.concrete, 1.0, (0.0, 0.1)),
    "tiles": (stone.tiles, 1.2, (0.1, 0.8)),
    "creased": (sheets.creased, 1.5, (0.0, 0.6)),
    "newspaper": (sheets.newspaper, 2.5, (0.0, 0.2)),
    "ruled": (sheets.ruled, 1.0, (0.0, 0.1)),
    "gradient": (plain.gradient, 1.5, (0.0, 0.3)),
    "painted": (plain.painted, 2.5, (0.05, 0.7)),
    "plastic": (plain.plastic, 1.0, (0.1, 0.5)),
    "keys": (plain.keys, 0.8, (0.05, 0.3)),
    "pattern": (plain.perforated, 1.0, (0.0, 0.4)),
}


def draw_surface(rng: np.random.Generator, side: int, mm: float) -> tuple[str, np.ndarray, float]:
    """The name, the picture and the gloss of a surface, turned by chance."""
    names = list(SURFACES)
    weights = np.array([SURFACES[name][1] for name in names])
    name = names[rng.choice(len(names), p=weights / weights.sum())]
    draw, _, (low, high) = SURFACES[name]
    image = draw(rng, side, mm)
    return name, np.ascontiguousarray(np.rot90(image, rng.integers(4))), float(rng.uniform(low, high))
