"""Images per second that Pillow decodes, scales and writes: FOLDER TARGET PROCESSES wall|cpu. Prints one number.

Scales until the shorter side is 256, keeps the centre, and writes the bytes at the image's place in one file.
"""

import os
import sys
import time
from multiprocessing import get_context
from pathlib import Path

from PIL import Image

SIDE = 256


def begin(target):
    global out
    out = os.open(target, os.O_RDWR | os.O_CREAT)


def pack(job):
    """Returns the processor time that it took."""
    began = time.process_time()
    place, name = job
    image = Image.open(name).convert("RGB")
    scale = SIDE / min(image.size)
    width, height = (round(side * scale) for side in image.size)
    image = image.resize((width, height), Image.BILINEAR)
    left, top = (width - SIDE) // 2, (height - SIDE) // 2
    data = image.crop((left, top, left + SIDE, top + SIDE)).tobytes()
    os.pwrite(out, data, place * len(data))
    return time.process_time() - began


def main(folder, target, processes, clock):
    jobs = list(enumerate(sorted(str(path) for path in Path(folder).rglob("*.jpg"))))
    with get_context("fork").Pool(processes, begin, [target]) as pool:
        pool.map(pack, jobs[: 16 * processes])  # the processes are there
        began, own = time.perf_counter(), time.process_time()
        used = sum(pool.imap_unordered(pack, jobs, 16))
        elapsed = time.perf_counter() - began if clock == "wall" else used + time.process_time() - own
        print(len(jobs) / elapsed)
    os.remove(target)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4])
