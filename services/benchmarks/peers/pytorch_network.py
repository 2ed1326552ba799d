"""Images per second that PyTorch trains on: NETWORK BATCH SECONDS. Prints one number."""

import sys
import time

import torch
from torch import nn


class MaskedConvolution(nn.Conv2d):
    """LeNet-5's C3: each map sees only the maps that the paper's table I names."""

    TABLE = ["012", "123", "234", "345", "045", "015", "0123", "1234", "2345", "0345", "0145", "0125", "0134", "1245", "0235", "012345"]

    def __init__(self):
        super().__init__(6, 16, 5)
        mask = torch.zeros(16, 6, 1, 1)
        for row, inputs in enumerate(self.TABLE):
            mask[row, [int(i) for i in inputs]] = 1
        self.register_buffer("mask", mask)

    def forward(self, x):
        return nn.functional.conv2d(x, self.weight * self.mask, self.bias)


class Subsampling(nn.Module):
    """The sum of each 2x2 window, times a coefficient, plus a bias, for each map."""

    def __init__(self, maps):
        super().__init__()
        self.coefficient = nn.Parameter(torch.full((1, maps, 1, 1), 0.25))
        self.bias = nn.Parameter(torch.zeros(1, maps, 1, 1))

    def forward(self, x):
        return nn.functional.avg_pool2d(x, 2) * 4 * self.coefficient + self.bias


class Squash(nn.Module):
    def forward(self, x):
        return 1.7159 * torch.tanh(x * (2.0 / 3.0))


def lenet5():
    return nn.Sequential(
        nn.Conv2d(1, 6, 5), Squash(), Subsampling(6), Squash(), MaskedConvolution(), Squash(), Subsampling(16), Squash(),
        nn.Conv2d(16, 120, 5), Squash(), nn.Flatten(), nn.Linear(120, 84), Squash(), nn.Linear(84, 10)), (1, 32, 32), 10


def alexnet_single():
    return nn.Sequential(
        nn.Conv2d(3, 96, 11, 4), nn.ReLU(), nn.LocalResponseNorm(5, 5e-4, 0.75, 2), nn.MaxPool2d(3, 2),
        nn.Conv2d(96, 256, 5, 1, 2), nn.ReLU(), nn.LocalResponseNorm(5, 5e-4, 0.75, 2), nn.MaxPool2d(3, 2),
        nn.Conv2d(256, 384, 3, 1, 1), nn.ReLU(), nn.Conv2d(384, 384, 3, 1, 1), nn.ReLU(),
        nn.Conv2d(384, 256, 3, 1, 1), nn.ReLU(), nn.MaxPool2d(3, 2), nn.Flatten(),
        nn.Linear(9216, 4096), nn.ReLU(), nn.Dropout(), nn.Linear(4096, 4096), nn.ReLU(), nn.Dropout(),
        nn.Linear(4096, 1000)), (3, 227, 227), 1000


def alexnet_mnist():
    return nn.Sequential(
        nn.Conv2d(1, 96, 11, 1, 1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(96, 256, 3, 1, 1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(256, 384, 3, 1, 1), nn.ReLU(), nn.Conv2d(384, 384, 3, 1, 1), nn.ReLU(),
        nn.Conv2d(384, 256, 3, 1, 1), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Dropout(),
        nn.Linear(1024, 4096), nn.ReLU(), nn.Dropout(), nn.Linear(4096, 4096), nn.ReLU(), nn.Linear(4096, 10)), (1, 28, 28), 10


NETWORKS = {"lenet5": lenet5, "alexnet-single": alexnet_single, "alexnet-mnist": alexnet_mnist}


def main(name, batch, seconds):
    if name not in NETWORKS:
        sys.exit(f"{name} is not written down for PyTorch here; {', '.join(NETWORKS)} are")
    torch.manual_seed(1)
    network, shape, classes = NETWORKS[name]()
    images = torch.randn(batch, *shape)
    labels = torch.randint(0, classes, (batch,))
    optimizer = torch.optim.SGD(network.parameters(), lr=1e-4, momentum=0.9)
    loss = nn.CrossEntropyLoss()

    def step():
        optimizer.zero_grad()
        loss(network(images), labels).backward()
        optimizer.step()

    for _ in range(3):
        step()
    done, began = 0, time.perf_counter()
    while time.perf_counter() - began < seconds:
        step()
        done += batch
    print(done / (time.perf_counter() - began))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]))
