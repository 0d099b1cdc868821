"""python -m unittest discover training"""

import argparse
import subprocess
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import cv2
import numpy as np
import torch
from PIL import Image

from training.calibration import Calibration
from training.export import export, parity
from training.face_pad import __main__ as commands
from training.face_pad import cache, prepare
from training.face_pad.draws import balanced
from training.face_pad.evaluate import Answers, Scored, calibrated, fused, parts_of, report
from training.face_pad.fit import as_input, mirrored
from training.face_pad.fused import Both, Fused, Parts
from training.face_pad.index import Row, read_index, shares_of, write_index
from training.face_pad.network import FacePad
from training.face_pad.prepare import unpadded
from training.face_pad.samples import sample
from training.face_pad.sources import casia_fasd, celeba_spoof, nuaa, replays
from training.face_pad.trust import LeftOut, by_turns, read_left_out, transferred, trust
from training.face_pad.views import ALL_VIEWS, SIDE, SQUARE_VIEW, STRETCHED_VIEW, VIEWS, boxes_of, views_of
from training.face_pad.webcams import CALIBRATION, WEBCAMS, Webcam, frames


def row(path: str, **facts: object) -> Row:
    usual = {"label": "bona_fide", "attack": "none", "person": "a/1", "source": "a", "origin": "a", "part": "train"}
    return Row(path=path, **{**usual, **facts}, left=0, top=0, right=100, bottom=90, x=20.5, y=10.0, width=50.0, height=60.0)


class Sources(unittest.TestCase):
    def test_read_labels_from_paths(self):
        self.assertEqual(celeba_spoof("x/spoof/celeba_1171_488668.jpg").person, "1171")
        self.assertEqual(nuaa("db/ImposterRaw/0002/0002_01_04_03_175.jpg").attack, "print")
        self.assertIsNone(nuaa("db/client_test_raw.txt"))
        self.assertEqual(casia_fasd("c/11_HR_1.avi_150_real.jpg").attack, "none")
        self.assertEqual(casia_fasd("c/14_HR_3.avi_50_fake.jpg").attack, "print-cut")
        self.assertIsNone(replays("data/train/real/real_26.jpg"))

    def test_refuse_a_label_that_the_clip_belies(self):
        with self.assertRaises(ValueError):
            casia_fasd("c/11_HR_1.avi_150_fake.jpg")


class Webcams(unittest.TestCase):
    def setUp(self):
        kept = tempfile.TemporaryDirectory()
        self.addCleanup(kept.cleanup)
        self.repository = Path(kept.name)

    def commit(self, files: dict[str, str]) -> None:
        for path, text in files.items():
            (self.repository / path).parent.mkdir(parents=True, exist_ok=True)
            (self.repository / path).write_text(text)
        git = ["git", "-C", str(self.repository), "-c", "user.name=a", "-c", "user.email=a@b"]
        for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "frames"]):
            subprocess.run([*git, *command], check=True)

    def test_are_labelled_by_their_folders(self):
        self.commit({"D/Real/1.jpg": "a", "D/Fake/2.jpg": "b", "D/All/3.jpg": "c", "D/Fake/2.txt": "1"})
        found = [(item.name, item.data) for item in frames(Webcam("x/y", "D"), self.repository, 9)]
        self.assertEqual(sorted(found), [("mixed_2.jpg", b"b"), ("none_1.jpg", b"a")])

    def test_or_by_the_file_of_each_frame_which_has_to_be_of_one_mind(self):
        labels = {"D/train/labels/1.txt": "1 .5 .5 .2 .2\n1 .1 .1 .2 .2", "D/train/labels/2.txt": "0 .5 .5 .2 .2", "D/train/labels/3.txt": "0 .5 .5 .2 .2\n1 .1 .1 .2 .2"}
        self.commit(labels | {f"D/train/images/{i}.jpg": str(i) for i in range(5)})
        found = frames(Webcam("x/y", "D", None, None), self.repository, 9)
        self.assertEqual(sorted(item.name for item in found), ["mixed_2.jpg", "none_1.jpg"])

    def test_show_no_file_twice_and_are_spread_over_time(self):
        self.commit({f"D/Real/{i}.jpg": str(i // 2) for i in range(8)} | {"D/Fake/9.jpg": "9"})
        found = list(frames(Webcam("x/y", "D"), self.repository, 2))
        self.assertEqual(len({item.data for item in found}), 3)
        self.assertEqual({item.data for item in found if item.attack == "none"}, {b"0", b"2"})


class Index(unittest.TestCase):
    def test_comes_back_as_it_was_written(self):
        rows = [row("one.jpg"), row("two.jpg", label="attack", attack="print")]
        with tempfile.TemporaryDirectory() as folder:
            write_index(Path(folder) / "a.csv", rows)
            self.assertEqual(read_index(Path(folder)), rows)

    def test_parts_hold_whole_people_and_all_of_them(self):
        parts = shares_of((str(i % 30) for i in range(300)), "a")
        self.assertEqual(len(parts), 30)
        self.assertEqual([sum(part == name for part in parts.values()) for name in ("train", "calibration", "kept")], [24, 3, 3])

    def test_few_people_are_all_trained_on(self):
        self.assertEqual(set(shares_of("abc", "a").values()), {"train"})


class Padding(unittest.TestCase):
    def test_is_found_on_each_side(self):
        image = np.zeros((100, 120, 3), np.uint8)
        image[10:90, 30:120] = 120
        self.assertEqual(unpadded(image), (33, 13, 120, 87))

    def test_is_not_seen_in_a_dark_picture(self):
        image = np.full((50, 50, 3), 30, np.uint8)
        self.assertEqual(unpadded(image), (0, 0, 50, 50))


class Split(unittest.TestCase):
    def test_of_webcams_six_are_apart_and_on_none_attacks_are_drawn(self):
        webcams = [row(f"{name}.jpg", source=name, origin=name, part="calibration" if name in CALIBRATION else "train") for name in WEBCAMS]
        others = [row("a.jpg", source="nuaa", origin="nuaa"), row("b.jpg", source="nuaa", origin="nuaa", label="attack", attack="print")]
        self.assertEqual(commands.drawn_on([*webcams, *others]), others[:1])
        learnt = commands.trainable([*webcams, *others], argparse.Namespace(without=[]))
        self.assertEqual({one.source for one in learnt}, {*WEBCAMS, "nuaa"} - {*CALIBRATION})


class OnlyFace(unittest.TestCase):
    def test_is_the_largest_unless_another_is_nearly_half_as_large(self):
        large, half, small = np.array([0.0, 0, 100, 120]), np.array([200.0, 0, 260, 60]), np.array([200.0, 0, 230, 40])
        for others, found in (([], True), ([small], True), ([half], False)):
            with mock.patch.object(prepare, "faces_in", return_value=np.array([large, *others])):
                self.assertEqual(prepare.only_face(Image.new("RGB", (9, 9))) is not None, found)

    def test_is_none_where_there_is_no_face(self):
        with mock.patch.object(prepare, "faces_in", return_value=np.zeros((0, 4))):
            self.assertIsNone(prepare.only_face(Image.new("RGB", (9, 9))))


class Views(unittest.TestCase):
    def test_lie_inside_of_the_picture_wherever_the_face_is(self):
        for face in ([0, 0, 60, 80], [250, 150, 320, 240], [100, 60, 180, 170]):
            for left, top, right, bottom in boxes_of(np.array(face, float), 320, 240):
                self.assertTrue(left >= 0 and top >= 0 and right <= 320 + 1e-9 and bottom <= 240 + 1e-9)
                self.assertAlmostEqual(right - left, bottom - top)

    def test_patches_are_at_the_pictures_own_resolution(self):
        stripes = np.tile(np.array([0, 255], np.uint8), (800, 400))
        views = views_of(cv2.merge([stripes] * 3), np.array([250.0, 200, 550, 600]))
        for patch in views[2:]:
            # Half a pixel off at most, stripes of one pixel keep some of their contrast.
            contrast = np.abs(np.diff(patch[..., 0].astype(int), axis=1)).mean()
            self.assertTrue(contrast > 200 or contrast < 5)

    def test_samples_have_the_form_of_views(self):
        picture = np.random.default_rng(1).integers(0, 255, (240, 320, 3), np.uint8)
        for seed in range(12):
            views = sample(picture, np.array([100.0, 60, 180, 170]), np.random.default_rng(seed))
            self.assertEqual((views.shape, views.dtype), ((VIEWS, SIDE, SIDE, 3), np.uint8))


class Cache(unittest.TestCase):
    def test_holds_samples_of_the_rows_and_goes_on_where_it_was_cut(self):
        rows = [row("a.png"), row("b.png", label="attack", attack="print")]
        with tempfile.TemporaryDirectory() as folder, mock.patch.object(cache, "PART", 3):
            work = Path(folder)
            for number, one in enumerate(rows):
                cv2.imwrite(str(work / one.path), np.full((90, 100, 3), 80 + 120 * number, np.uint8))
            cache.fill(work, rows, 3)
            first = cache.Samples(work).views([0, 1, 2])
            cache.fill(work, rows, 6)
            samples = cache.Samples(work)
            views = samples.views(range(6))
            self.assertEqual(views.shape, (6, VIEWS, SIDE, SIDE, 3))
            self.assertTrue((views[:3] == first).all())
            # Borders may be of any colour, and half of them are not the picture's: its middle tells.
            bright = [float(np.median(one[1])) > 140 for one in views]
            self.assertEqual(bright, [one.label == "attack" for one in samples.rows])

    def test_samples_seen_again_are_mirrored_or_as_they_were(self):
        views = np.random.default_rng(1).integers(0, 255, (40, VIEWS, 4, 4, 3), np.uint8)
        seen = mirrored(views.copy(), np.random.default_rng(1))
        turned = [(one == before[:, :, ::-1]).all() for one, before in zip(seen, views)]
        kept = [(one == before).all() for one, before in zip(seen, views)]
        self.assertTrue(all(np.array(turned) != np.array(kept)) and 10 < sum(turned) < 30)


class Network(unittest.TestCase):
    def test_answers_once_for_each_face_also_as_onnx(self):
        torch.manual_seed(1)
        network = FacePad().eval()
        example = torch.randn(2 * VIEWS, 3, SIDE, SIDE)
        self.assertEqual(network(example).shape, (2,))
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "network.onnx"
            export(network, example, path, "views", "score")
            self.assertLess(path.stat().st_size, 4_000_000)
            self.assertLess(parity(network, path, example[:VIEWS]), 2e-2)

    def test_learns_but_for_the_blocks_that_stay(self):
        torch.manual_seed(3)
        network = FacePad().train()
        network.each(torch.rand(2 * VIEWS, 3, SIDE, SIDE) * 2 - 1).sum().backward()
        learnt = {name for name, p in network.named_parameters() if p.grad is not None}
        for trunk in ("scene", "surface"):
            self.assertIn(f"{trunk}.blocks.3.filter.convolution.weight", learnt)
            self.assertNotIn(f"{trunk}.blocks.2.filter.convolution.weight", learnt)

    def test_views_reach_it_in_their_order(self):
        views = torch.zeros(2, VIEWS, SIDE, SIDE, 3, dtype=torch.uint8)
        views[1, 2] = 255
        x = as_input(views)
        self.assertEqual(float(x[VIEWS + 2].min()), 1)
        self.assertEqual(float(x[VIEWS + 1].max()), -1)


class Joined(unittest.TestCase):
    def test_answers_as_its_parts_do_also_as_onnx(self):
        torch.manual_seed(2)
        both = Both(FacePad())
        parts = Parts(Calibration(2, 0, 0.5, 0), Calibration(0.3, 0, 1.0, 0))
        example = torch.rand(3 * ALL_VIEWS, 3, SIDE, SIDE) * 2 - 1
        with torch.no_grad():
            own, baseline = both.eval()(example).T
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "network.onnx"
            joined = Fused(both, parts)
            export(joined, example, path, "views", "score")
            self.assertLess(path.stat().st_size, 4_000_000)
            self.assertLess(parity(joined, path, example[:ALL_VIEWS]), 2e-2)
        with torch.no_grad():
            torch.testing.assert_close(joined.eval()(example), 2 * (own - 0.5) + 0.3 * (baseline - 1))

    def test_the_baseline_looks_at_the_surroundings_and_at_the_stretched_face(self):
        both = Both(FacePad()).eval()
        example = torch.zeros(ALL_VIEWS, 3, SIDE, SIDE)
        with torch.no_grad():
            before = both(example)[0, 1]
            for view in range(ALL_VIEWS):
                changed = example.clone()
                changed[view, :, 40:90, 40:90] = 0.8
                self.assertEqual(bool(both(changed)[0, 1] != before), view in (SQUARE_VIEW, STRETCHED_VIEW))


class Drawing(unittest.TestCase):
    def test_gives_data_sets_and_people_equal_parts_whatever_their_sizes(self):
        rows = [row(f"{i}", person=f"a/{i % 2}") for i in range(90)] + [row("b", source="b", person="b/1")]
        rows += [row("c", label="attack", attack="print"), row("d", label="attack", attack="screen-phone", source="c")]
        drawn = balanced(rows, np.random.default_rng(1))
        chosen = [rows[next(drawn)] for _ in range(4000)]
        self.assertEqual(sum(one.label == "attack" for one in chosen), 2000)
        self.assertAlmostEqual(sum(one.source == "b" for one in chosen) / 2000, 0.5, delta=0.05)
        self.assertAlmostEqual(sum(one.person == "a/1" for one in chosen if one.label == "bona_fide") / 2000, 0.25, delta=0.05)


def scored(seed: int, apart: float) -> Scored:
    rng = np.random.default_rng(seed)
    count = 3000
    attacks = np.array(["none"] * count + ["print"] * count)
    sources = np.array(["large" if i % 10 else "small" for i in range(2 * count)])
    return Scored(np.concatenate([rng.normal(apart, 1, count), rng.normal(0, 1, count)]), attacks, sources)


class Trusting(unittest.TestCase):
    def test_a_part_that_is_right_only_where_it_was_trained_is_trusted_less(self):
        def left_out(seed: int) -> LeftOut:
            return LeftOut({"own": scored(seed, 6), "baseline": scored(seed + 10, 2)}, {"own": scored(seed + 20, 0.5), "baseline": scored(seed + 30, 2)})

        own, baseline = trust([left_out(1), left_out(2)])
        self.assertLess(own, 0.3 * baseline)
        results = transferred({"large": left_out(1), "small": left_out(2)})
        areas = {name: one["auc"]["value"] for name, one in results["large"].items()}
        self.assertGreater(areas["fused"], max(areas["own"], areas["baseline"] - 0.005))

    def test_a_set_of_one_label_tells_nothing(self):
        one = LeftOut({"own": scored(1, 2), "baseline": scored(2, 2)}, {"own": scored(3, 1), "baseline": scored(4, 2)})
        attacks = {name: Scored(*(getattr(part, field)[3000:] for field in ("scores", "attacks", "sources"))) for name, part in one.tested.items()}
        self.assertEqual(trust([one]), trust([one, LeftOut(one.apart, attacks)]))

    def test_a_set_left_out_sets_neither_trust_nor_thresholds_for_itself(self):
        apart = {"own": scored(1, 3), "baseline": scored(2, 2)}

        def shifted(by: float) -> Answers:
            one = {"own": scored(3, 3), "baseline": scored(4, 2)}
            return {name: Scored(part.scores + by, part.attacks, np.full(len(part.scores), f"by {by}")) for name, part in one.items()}

        results = by_turns(apart, {f"by {by}": shifted(by) for by in (0.0, 0.1, 20.0)})
        self.assertEqual(results["by 20.0"]["REGULAR"]["apcer"]["print"]["value"], 1)
        self.assertLess(results["by 0.1"]["REGULAR"]["apcer"]["print"]["value"], 0.2)

    def test_what_was_said_comes_back_as_it_was_written(self):
        one = LeftOut({"own": scored(1, 2), "baseline": scored(2, 2)}, {"own": scored(3, 1), "baseline": scored(4, 2)})
        with tempfile.TemporaryDirectory() as folder:
            one.write(Path(folder) / "one.json")
            self.assertEqual(trust([read_left_out(Path(folder) / "one.json")]), trust([one]))


class Measuring(unittest.TestCase):
    def test_thresholds_weigh_data_sets_alike_whatever_their_sizes(self):
        one, other = scored(1, 2), scored(2, 6)
        # The smaller set is the easier one, and counts as much as the larger.
        small = Scored(*(np.concatenate([getattr(one.of("large"), name), getattr(other.of("small"), name)]) for name in ("scores", "attacks", "sources")))
        self.assertGreater(calibrated(small).regular, calibrated(one.of("large")).regular + 0.05)

    def test_two_scores_that_err_apart_are_better_added(self):
        answers = {"own": scored(4, 1.5), "baseline": scored(5, 1.5)}
        together = fused(answers, parts_of(answers))
        areas = [report(one, {})["large"]["auc"]["value"] for one in (*answers.values(), together)]
        self.assertGreater(areas[2], max(areas[:2]) + 0.05)
        # Either was put to 0 where its own errors are equal.
        self.assertAlmostEqual(calibrated(together).regular, 0, delta=0.15)

    def test_report_counts_each_species_with_an_interval(self):
        result = report(scored(3, 2), {"REGULAR": 1.0})
        self.assertEqual(set(result), {"large", "small"})
        at = result["small"]["REGULAR"]["apcer"]["print"]
        self.assertEqual(at["of"], 300)
        self.assertTrue(at["low"] < at["value"] < at["high"])


if __name__ == "__main__":
    unittest.main()
