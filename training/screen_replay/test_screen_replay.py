"""python -m unittest discover training"""

import hashlib
import io
import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from training.document_views.fuse import fuse
from training.document_views.index import Row, write_index
from training.document_views.network import Power, ViewsNetwork
from training.document_views.samples import sample
from training.document_views.views import SIDE, VIEWS, grid, patches_at, views_of
from training.document_views.windows import WINDOWS, keep_pictures, read_pictures, windows_of
from training.screen_replay.prepare import prepare
from training.screen_replay.sources import Item
from training.tested import look, tested_on


def places(width: int, height: int) -> np.ndarray:
    """A picture whose red and green say where a pixel is, in steps of 16."""
    y, x = np.mgrid[:height, :width] // 16
    return np.stack([x % 256, y % 256, np.zeros_like(x)], -1).astype(np.uint8)


def stripes(period: float) -> np.ndarray:
    wave = 127.5 + 60 * np.sin(2 * np.pi * np.arange(800) / period)
    return np.repeat(np.broadcast_to(wave[None, :, None], (600, 800, 1)), 3, 2).astype(np.uint8)


def jpeg(picture: np.ndarray, quality: int = 90) -> bytes:
    out = io.BytesIO()
    Image.fromarray(picture).save(out, "JPEG", quality=quality)
    return out.getvalue()


class Views(unittest.TestCase):
    def test_are_patches_of_the_picture_pixel_for_pixel(self):
        picture = places(1200, 800)
        views = views_of(picture, (0, 0, 1200, 800))
        self.assertEqual(views.shape, (VIEWS, SIDE, SIDE, 3))
        # The first of 6 x 4 has its centre at 100, 100.
        np.testing.assert_array_equal(views[1], picture[36:164, 36:164])
        np.testing.assert_array_equal(views[-1], picture[636:764, 1036:1164])

    def test_turn_with_the_part_that_is_judged(self):
        self.assertEqual(len({x for x, _ in grid((0, 0, 600, 900))}), 4)

    def test_show_large_pictures_every_other_time_as_a_messenger_leaves_them(self):
        picture = places(3200, 2400)
        near, far = patches_at(picture, (0, 0, 3200, 2400), [(0.5, 0.5), (0.5, 0.5)])
        self.assertEqual(np.ptp(near[..., 0].astype(int)), 7)
        self.assertEqual(np.ptp(far[..., 0].astype(int)), 15)

    def test_are_black_beyond_small_pictures(self):
        (patch,) = patches_at(places(100, 60) + 1, (0, 0, 100, 60), [(0.5, 0.5)])
        self.assertGreater(patch[:60, :100].min(), 0)
        self.assertEqual(patch[60:].max(), 0)


class Spectrum(unittest.TestCase):
    def test_is_that_of_numpy(self):
        patch = np.random.default_rng(1).random((SIDE, SIDE))
        window = np.hanning(SIDE + 1)[:SIDE]
        expected = np.abs(np.fft.fftshift(np.fft.fft2((patch - patch.mean()) * window * window[:, None]), 0)) ** 2 / SIDE**2
        found = Power()(torch.tensor(patch[None, None], dtype=torch.float32))[0, 0].numpy()
        np.testing.assert_allclose(found, expected[:, : SIDE // 2 + 1], rtol=1e-3, atol=1e-5)


class Network(unittest.TestCase):
    def test_answers_each_picture_whatever_comes_with_it(self):
        network = ViewsNetwork().eval()
        views = torch.rand(2 * VIEWS, 3, SIDE, SIDE, generator=torch.manual_seed(1)) * 2 - 1
        with torch.no_grad():
            both, second = network(views), network(views[VIEWS:])
        self.assertEqual(both.shape, (2,))
        self.assertAlmostEqual(float(both[1]), float(second[0]), places=4)

    def test_weighs_its_parts_by_what_they_are_worth(self):
        rng = np.random.default_rng(2)
        real = np.arange(200) % 2 == 0
        answers = rng.normal(0, 1, (200, len(ViewsNetwork.PARTS)))
        answers[:, 1] += np.where(real, 3, -3)
        network = ViewsNetwork()
        fuse(network, answers.astype(np.float32), real, np.array(["a", "b"])[np.arange(200) // 100])
        weights = network.score.weight[0].tolist()
        self.assertEqual(int(np.argmax(weights)), 1)
        self.assertGreaterEqual(min(weights), 0)


class Samples(unittest.TestCase):
    def test_are_the_same_for_the_same_state(self):
        one, two = (sample(stripes(4), (0, 0, 800, 600), np.random.default_rng(3)) for _ in range(2))
        np.testing.assert_array_equal(one, two)
        self.assertEqual(one.shape, (VIEWS, SIDE, SIDE, 3))


class Windows(unittest.TestCase):
    def test_are_cut_from_a_picture_of_any_size(self):
        for shape in ((60, 900, 3), (500, 400, 3)):
            windows = windows_of(np.full(shape, 90, np.uint8), np.random.default_rng(8))
            self.assertEqual(windows.shape, (WINDOWS, SIDE, SIDE, 3))

    def test_show_more_and_finer_things_no_more_where_few_pixels_were_sent(self):
        fine = np.zeros((1500, 2400, 3), np.uint8)
        fine[:, ::2] = 255
        stripes_left = [windows_of(fine, np.random.default_rng(seed), few).std() for few in (0.0, 1.0) for seed in range(6)]
        self.assertGreater(max(stripes_left[:6]), 80)
        self.assertLess(max(stripes_left[6:]), 30)

    def test_are_those_of_the_picture_that_was_kept(self):
        with tempfile.TemporaryDirectory() as folder:
            work = Path(folder)
            Image.fromarray(stripes(4)).save(work / "a.png")
            write_index(work / "index" / "made-up.csv", [Row("a.png", "real", "made-up", 100, 50, 700, 450)])
            keep_pictures(work, "made-up")
            pictures = read_pictures(work, "made-up")
            np.testing.assert_array_equal(pictures.parts[0], stripes(4)[50:450, 100:700])
            self.assertEqual(pictures.real.tolist(), [True])

    def test_are_of_their_source_alone_where_a_file_lists_two(self):
        with tempfile.TemporaryDirectory() as folder:
            work = Path(folder)
            rows = []
            for name, source in (("a", "made-up"), ("b", "made-up-native")):
                Image.fromarray(stripes(4 if name == "a" else 7)).save(work / f"{name}.png")
                rows.append(Row(f"{name}.png", "real", source, 0, 0, 800, 600))
            write_index(work / "index" / "made-up.csv", rows)
            for source, period in (("made-up", 4), ("made-up-native", 7)):
                keep_pictures(work, source)
                (part,) = read_pictures(work, source).parts
                np.testing.assert_array_equal(part, stripes(period))


class Preparing(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.work = Path(folder.name)
        (self.work / "tested").mkdir()

    def test_leaves_out_what_is_tested_on_however_it_was_coded(self):
        rng = np.random.default_rng(4)
        shown, other = (np.asarray(Image.fromarray(rng.integers(0, 256, (9, 12, 3), np.uint8)).resize((1200, 900))) for _ in range(2))
        (self.work / "tested" / "a.jpg").write_bytes(jpeg(shown))
        tested = tested_on([self.work / "tested"])
        self.assertIn(hashlib.sha256(jpeg(shown)).hexdigest(), tested.digests)
        found = [Item("again.jpg", "real", jpeg(shown, 60)), Item("other.jpg", "real", jpeg(other))]
        self.assertEqual(len(prepare(self.work, "set", found, tested)), 1)

    def test_sends_large_pictures_as_those_of_the_other_class_were_sent(self):
        large, small = stripes(40).repeat(3, 0).repeat(3, 1), stripes(40)
        found = [Item("a.jpg", "real", jpeg(large)), Item("b.jpg", "attack", jpeg(small, 50))]
        real, screen = prepare(self.work, "set", found, tested_on([self.work / "tested"]))
        self.assertEqual(real.box, screen.box)
        tables = []
        for row in (real, screen):
            with Image.open(self.work / row.path) as image:
                tables.append(image.quantization[0])
        self.assertEqual(tables[0], tables[1])

    def test_sees_alike_what_was_shrunk(self):
        picture = Image.fromarray(places(1600, 1200))
        self.assertLessEqual(np.count_nonzero(look(picture) != look(picture.resize((400, 300), Image.BOX))), 3)


if __name__ == "__main__":
    unittest.main()
