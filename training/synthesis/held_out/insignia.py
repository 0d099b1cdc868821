"""Signs of state of the held-out documents."""

import cv2
import numpy as np

_SIZE = 200


def insignia(rng: np.random.Generator) -> np.ndarray:
    """Mask of a sign, [200, 200] uint8: a mandala, a mountain with a sun, a temple, a wheel, a knot, a tree."""
    mask = np.zeros((_SIZE, _SIZE), np.uint8)
    kind = int(rng.integers(6))
    turn = np.linspace(0, 2 * np.pi, 120)
    circle = np.stack([np.cos(turn), np.sin(turn)], -1)
    if kind == 0:
        petals = int(rng.integers(6, 15))
        for ring in range(int(rng.integers(1, 4))):
            for k in range(petals):
                angle = 2 * np.pi * (k + 0.5 * (ring % 2)) / petals
                reach = 0.75 - 0.22 * ring
                centre = _at(np.array([reach * np.cos(angle), reach * np.sin(angle)]))
                cv2.ellipse(mask, (int(centre[0]), int(centre[1])), (22 - 4 * ring, 9), float(np.degrees(angle)), 0, 360, 255 if ring % 2 == 0 else 130, -1, cv2.LINE_AA)
        cv2.circle(mask, (_SIZE // 2, _SIZE // 2), 18, 255, -1, cv2.LINE_AA)
    elif kind == 1:
        peaks = np.concatenate([[[-0.9, 0.6]], np.stack([np.linspace(-0.8, 0.8, 7), rng.uniform(-0.4, 0.4, 7)], -1), [[0.9, 0.6]]])
        cv2.fillPoly(mask, [_at(peaks)], 255, cv2.LINE_AA)
        centre = _at(np.array([rng.uniform(-0.4, 0.4), -0.6]))
        cv2.circle(mask, (int(centre[0]), int(centre[1])), 20, 220, -1, cv2.LINE_AA)
        for y in (0.68, 0.8):
            cv2.polylines(mask, [_at(np.stack([np.linspace(-0.9, 0.9, 40), y + 0.03 * np.sin(np.linspace(0, 30, 40))], -1))], False, 255, 4, cv2.LINE_AA)
    elif kind == 2:
        cv2.fillPoly(mask, [_at(np.array([[-0.8, -0.3], [0, -0.8], [0.8, -0.3]]))], 255, cv2.LINE_AA)
        for x in np.linspace(-0.65, 0.65, int(rng.integers(4, 7))):
            cv2.rectangle(mask, tuple(_at(np.array([x - 0.06, -0.22])).tolist()), tuple(_at(np.array([x + 0.06, 0.5])).tolist()), 255, -1)
        cv2.rectangle(mask, tuple(_at(np.array([-0.85, 0.55])).tolist()), tuple(_at(np.array([0.85, 0.72])).tolist()), 255, -1)
    elif kind == 3:
        for radius, thick in ((0.7, 12), (0.25, 9)):
            cv2.polylines(mask, [_at(circle * radius)], True, 255, thick, cv2.LINE_AA)
        for angle in np.linspace(0, 2 * np.pi, int(rng.integers(5, 13)), endpoint=False):
            way = np.array([np.cos(angle), np.sin(angle)])
            cv2.line(mask, tuple(_at(way * 0.25).tolist()), tuple(_at(way * 0.92).tolist()), 255, 6, cv2.LINE_AA)
    elif kind == 4:
        (p, q) = ((2, 3), (3, 4), (2, 5), (3, 5))[int(rng.integers(4))]
        t = np.linspace(0, 2 * np.pi * p, 500)
        reach = 0.6 + 0.28 * np.cos(q * t / p)
        cv2.polylines(mask, [_at(np.stack([reach * np.cos(t), reach * np.sin(t)], -1))], True, 255, int(rng.integers(5, 12)), cv2.LINE_AA)
    else:
        cv2.rectangle(mask, tuple(_at(np.array([-0.06, 0.0])).tolist()), tuple(_at(np.array([0.06, 0.85])).tolist()), 255, -1)
        for _ in range(int(rng.integers(14, 30))):
            centre = _at(rng.normal(0, 0.3, 2) + [0, -0.3])
            cv2.circle(mask, (int(centre[0]), int(centre[1])), int(rng.integers(8, 20)), int(rng.integers(150, 256)), -1, cv2.LINE_AA)
    if rng.random() < 0.4:
        cv2.polylines(mask, [_at(circle * 0.97)], True, 255, 4, cv2.LINE_AA)
    return mask


def _at(shape: np.ndarray) -> np.ndarray:
    return np.round((shape * 0.5 + 0.5) * (_SIZE - 1)).astype(np.int32)
