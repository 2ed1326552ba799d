"""Augmented images per second from PyTorch's DataLoader: FILE OFFSET IMAGES BATCH SECONDS CHOICE. Prints one number.

FILE holds IMAGES of 256x256x3 bytes from OFFSET on, mapped as one uint8 array. Each is cropped at random to
227x227, mirrored every other time, gets PCA colour noise and is normalised: image by image, and batch by batch
(cropped as bytes, the rest on the whole batch), with 0, 1 and 2 workers. CHOICE is 0 to 5, one of these six; or
"best" to try them all, which prints the number of the fastest.
"""

import sys
import time

import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset

SIDE, INPUT = 256, 227
MEAN, STD = np.float32([0.485, 0.456, 0.406]), np.float32([0.229, 0.224, 0.225])
COMPONENTS = np.float32([[0.55, 0.6, 0.58], [-0.7, 0.0, 0.7], [0.4, -0.8, 0.4]]) * np.float32([[0.15], [0.004], [0.001]])
SCALE = torch.from_numpy(1 / (255 * STD)).view(3, 1, 1)


class Images(Dataset):
    def __init__(self, file, offset, count):
        self.images = np.memmap(file, np.uint8, "r", offset, (count, SIDE, SIDE, 3))

    def __len__(self):
        return len(self.images)

    def crop(self, index):
        top, left = np.random.randint(0, SIDE - INPUT + 1, 2)
        window = self.images[index, top : top + INPUT, left : left + INPUT]
        return window[:, ::-1] if np.random.random() < 0.5 else window

    def shift(self, count):
        noise = np.random.normal(0, 0.1, (count, 3)).astype(np.float32) @ COMPONENTS
        return torch.from_numpy((noise - MEAN) / STD).view(count, 3, 1, 1)


class OneByOne(Images):
    def __getitem__(self, index):
        window = torch.from_numpy(np.ascontiguousarray(self.crop(index))).permute(2, 0, 1)
        return torch.addcmul(self.shift(1)[0], window.float(), SCALE)


class BatchWise(Images):
    def __getitems__(self, indices):
        windows = np.empty((len(indices), INPUT, INPUT, 3), np.uint8)
        for place, index in enumerate(indices):
            windows[place] = self.crop(index)
        pixels = torch.from_numpy(windows).permute(0, 3, 1, 2).to(torch.float32, memory_format=torch.contiguous_format)
        return pixels.mul_(SCALE).add_(self.shift(len(indices)))


def as_is(batch):
    return batch


def rate(images, batch, workers, seconds):
    whole = isinstance(images, BatchWise)
    loader = DataLoader(images, batch, shuffle=True, num_workers=workers, drop_last=True, collate_fn=as_is if whole else None, persistent_workers=workers > 0)
    done, began = 0, None
    while True:
        for pixels in loader:
            if began is None:
                began = time.perf_counter()  # the workers are there
                continue
            done += len(pixels)
            elapsed = time.perf_counter() - began
            if elapsed >= seconds:
                return done / elapsed


CHOICES = [(kind, workers) for kind in (OneByOne, BatchWise) for workers in (0, 1, 2)]


def main(file, offset, count, batch, seconds, choice):
    def measured(number):
        kind, workers = CHOICES[number]
        found = rate(kind(file, offset, count), batch, workers, seconds)
        print(f"  {kind.__name__} with {workers} workers: {found:,.0f} images/s", file=sys.stderr)
        return found

    print(max(range(len(CHOICES)), key=measured) if choice == "best" else measured(int(choice)))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), float(sys.argv[5]), sys.argv[6])
