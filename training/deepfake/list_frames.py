"""Makes a folder for `npm run eval -- deepfake` and `measure` of frames of videos, as they were filmed and with somebody else's face.

    python -m training.deepfake.list_frames OUT NAME --real PLACE --swapped PLACE [--a-video N]

A PLACE is a folder of folders of frames, one a video, or REPOSITORY:FOLDER of a bare git repository.
"""

import argparse
from collections import defaultdict
from pathlib import Path

from training.deepfake.sources import Source
from training.labelled_folder import spread, write_real_and_fake


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("name", help="of the data set")
    parser.add_argument("--real", required=True)
    parser.add_argument("--swapped", required=True)
    parser.add_argument("--a-video", type=int, default=8, help="frames of each video, at even distances")
    options = parser.parse_args()
    rows = []
    for label, kind, place in (("real", "video", options.real), ("fake", "video-swap", options.swapped)):
        source = Source.parse("real", f"{options.name}={place}")
        videos = defaultdict(list)
        for name in source.names():
            videos[Path(name).parent].append(name)
        chosen = [name for frames in videos.values() for name in spread(frames, options.a_video)]
        for name, data in zip(chosen, source.read(chosen)):
            path = options.out / label / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            rows.append((path.relative_to(options.out).as_posix(), label, kind, options.name))
    write_real_and_fake(options.out, rows)


if __name__ == "__main__":
    main()
