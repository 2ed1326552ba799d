"""Images per second through PyTorch's DataLoader with Pillow: FOLDER TARGET WORKERS. Prints one number.

Each worker decodes, scales until the shorter side is 256 and keeps the centre; what arrives in batches is written to
its place in one memory-mapped file of bytes. Counted from the first batch on, when the workers are there.
"""

import os
import sys
import time
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch.utils.data import DataLoader, Dataset

SIDE, BATCH = 256, 32


class Images(Dataset):
    def __init__(self, folder):
        self.files = sorted(str(path) for path in Path(folder).rglob("*.jpg"))

    def __len__(self):
        return len(self.files)

    def __getitem__(self, index):
        image = Image.open(self.files[index]).convert("RGB")
        scale = SIDE / min(image.size)
        width, height = (round(side * scale) for side in image.size)
        image = image.resize((width, height), Image.BILINEAR)
        left, top = (width - SIDE) // 2, (height - SIDE) // 2
        return index, torch.from_numpy(np.array(image.crop((left, top, left + SIDE, top + SIDE))))


def main(folder, target, workers):
    images = Images(folder)
    out = np.memmap(target, np.uint8, "w+", shape=(len(images), SIDE, SIDE, 3))
    began = None
    for places, pixels in DataLoader(images, BATCH, num_workers=workers):
        out[places.numpy()] = pixels.numpy()
        if began is None:
            began, first = time.perf_counter(), len(places)
    print((len(images) - first) / (time.perf_counter() - began))
    os.remove(target)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
