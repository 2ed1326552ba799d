"""The work of a Pharos network by PyTorch: NETWORK.json STYLE CLOCK, then commands on standard input.

NETWORK.json is the network's description as model files hold it, so both sides compute the same layers. STYLE is "usual",
as PyTorch's users run it (eager, the stock modules), or "best": the fastest of eager and compiled, row-major and
channels-last, with local response normalisation as a banded convolution where that is faster, and the fused optimiser.
CLOCK is "wall", or "cpu" for the processor time of the process.

    prepare training 64      chooses the fastest way and warms up; answers with its name
    run 5                    works for 5 seconds; answers {"rate": images/s, "p50": ms, "p99": ms, "bytes": the most held}
    quit

The kinds of work are "training" (SGD with momentum) and "inference" (class probabilities). One line is answered to each
command, as JSON.
"""

import json
import sys
import time

import torch
from torch import nn

TRIAL_SECONDS = 3.0
CLOCKS = {"wall": time.perf_counter, "cpu": time.process_time}


class MaskedConvolution(nn.Conv2d):
    """Each output map sees only some input maps."""

    def __init__(self, inputs, rows, **window):
        super().__init__(inputs, len(rows), **window)
        mask = torch.zeros(len(rows), inputs, 1, 1)
        for row, seen in enumerate(rows):
            mask[row, seen] = 1
        self.register_buffer("mask", mask)

    def forward(self, x):
        return nn.functional.conv2d(x, self.weight * self.mask, self.bias, self.stride, self.padding, self.dilation)


class Subsampling(nn.Module):
    """The sum of each window, times a coefficient, plus a bias, for each map."""

    def __init__(self, maps, kernel, stride):
        super().__init__()
        self.kernel, self.stride = kernel, stride
        self.coefficient = nn.Parameter(torch.full((1, maps, 1, 1), 0.25))
        self.bias = nn.Parameter(torch.zeros(1, maps, 1, 1))

    def forward(self, x):
        mean = nn.functional.avg_pool2d(x, self.kernel, self.stride)
        return mean * (self.kernel * self.kernel) * self.coefficient + self.bias


class BandedNormalization(nn.Module):
    """Local response normalisation whose sum over neighbouring maps is a 1x1 convolution, faster than the stock module."""

    def __init__(self, maps, size, alpha, beta, k):
        super().__init__()
        near = (torch.arange(maps)[:, None] - torch.arange(maps)[None, :]).abs() <= size // 2
        self.register_buffer("band", (alpha * near.float())[:, :, None, None])
        self.register_buffer("k", torch.full((maps,), float(k)))
        self.beta = beta

    def forward(self, x):
        base = nn.functional.conv2d(x * x, self.band, self.k)
        if self.beta == 0.75:
            root = torch.rsqrt(base)
            return x * (root * torch.sqrt(root))
        return x * base.pow(-self.beta)


class ScaledTanh(nn.Module):
    def forward(self, x):
        return 1.7159 * torch.tanh(x * (2.0 / 3.0))


ACTIVATIONS = {
    "relu": lambda: nn.ReLU(inplace=True), "leaky-relu": lambda: nn.LeakyReLU(0.01, inplace=True), "tanh": nn.Tanh,
    "scaled-tanh": ScaledTanh, "sigmoid": nn.Sigmoid}


def sliding(window):
    return {"kernel_size": window["kernel"], "stride": window["stride"], "padding": window["padding"],
            "dilation": window["dilation"]}


def normalization(layer, maps, banded):
    if banded:
        return BandedNormalization(maps, layer["size"], layer["alpha"], layer["beta"], layer["k"])
    # PyTorch divides alpha by the size.
    return nn.LocalResponseNorm(layer["size"], layer["alpha"] * layer["size"], layer["beta"], layer["k"])


def module(layer, shape, banded):
    """The PyTorch module for a layer with an input of that shape, without the batch."""
    kind, maps = layer["type"], shape[0]
    window = layer.get("window", {})
    ceil = window.get("rounding") in ("CEIL", "ceil")
    if kind == "convolution":
        return nn.Conv2d(maps, layer["filters"], groups=layer["groups"], bias="biases" in layer, **sliding(window))
    if kind == "sparse-convolution":
        return MaskedConvolution(maps, layer["connections"], **sliding(window))
    if kind == "subsampling":
        return Subsampling(maps, window["kernel"], window["stride"])
    if kind == "max-pool":
        return nn.MaxPool2d(**sliding(window), ceil_mode=ceil)
    if kind == "average-pool":
        size = sliding(window)
        del size["dilation"]
        return nn.AvgPool2d(**size, ceil_mode=ceil, count_include_pad=False)
    if kind == "global-average-pool":
        return nn.AdaptiveAvgPool2d(1)
    if kind == "lrn":
        return normalization(layer, maps, banded)
    if kind == "batch-normalization":
        return nn.BatchNorm2d(maps, eps=layer["epsilon"], momentum=1 - layer["momentum"])
    if kind == "dense":
        inputs = 1
        for side in shape:
            inputs *= side
        return nn.Sequential(nn.Flatten(), nn.Linear(inputs, layer["units"], bias="biases" in layer))
    if kind == "activation":
        return ACTIVATIONS[layer["function"]]()
    if kind == "dropout":
        return nn.Dropout(layer["rate"])
    sys.exit(f"{kind} is not written down for PyTorch here")


class Network(nn.Module):
    def __init__(self, description, banded):
        super().__init__()
        self.modules_by_node = nn.ModuleList()
        self.steps = []
        shape = description["input"]
        values = {"input": torch.zeros(2, shape["channels"], shape["height"], shape["width"])}
        for node in description["nodes"]:
            layer, inputs = node["layer"], node["inputs"]
            if layer["type"] in ("addition", "concatenation"):
                self.steps.append((node["name"], inputs, layer["type"], -1))
            else:
                self.steps.append((node["name"], inputs, "module", len(self.modules_by_node)))
                self.modules_by_node.append(module(layer, tuple(values[inputs[0]].shape[1:]), banded))
            with torch.no_grad():
                # In-place functions would change what other nodes read.
                copies = {name: values[name].clone() for name in inputs}
                values[node["name"]] = self.compute(self.steps[-1], copies)
        self.output = description["nodes"][-1]["name"]
        self.heads = [(head["output"], head["weight"]) for head in description.get("auxiliaryHeads", [])]

    def compute(self, step, values):
        _, inputs, kind, place = step
        if kind == "addition":
            return sum(values[name] for name in inputs[1:]) + values[inputs[0]]
        if kind == "concatenation":
            return torch.cat([values[name] for name in inputs], 1)
        return self.modules_by_node[place](values[inputs[0]])

    def forward(self, x):
        values = {"input": x}
        for step in self.steps:
            values[step[0]] = self.compute(step, values)
        scores = values[self.output].flatten(1)
        if self.training and self.heads:
            return scores, [(values[name].flatten(1), weight) for name, weight in self.heads]
        return scores


class Training:
    def __init__(self, description, batch, way):
        self.network, self.images = ready(description, batch, way)
        self.compiled = torch.compile(self.network) if way["compiled"] else self.network
        self.labels = torch.randint(0, description["classes"], (batch,))
        self.optimizer = torch.optim.SGD(
            self.network.parameters(), lr=1e-4, momentum=0.9, weight_decay=5e-4, fused=way["fused"] or None)
        self.loss = nn.CrossEntropyLoss()

    def step(self):
        self.optimizer.zero_grad()
        answer = self.compiled(self.images)
        scores, heads = answer if isinstance(answer, tuple) else (answer, [])
        loss = self.loss(scores, self.labels)
        for head, weight in heads:
            loss = loss + weight * self.loss(head, self.labels)
        loss.backward()
        self.optimizer.step()
        return loss.item()


class Inference:
    def __init__(self, description, batch, way):
        self.network, self.images = ready(description, batch, way)
        self.network.eval()
        self.compiled = torch.compile(self.network) if way["compiled"] else self.network

    def step(self):
        with torch.inference_mode():
            return torch.softmax(self.compiled(self.images), 1)


KINDS = {"training": Training, "inference": Inference}


def ready(description, batch, way):
    torch.manual_seed(1)
    network = Network(description, way["banded"])
    shape = description["input"]
    images = torch.randn(batch, shape["channels"], shape["height"], shape["width"])
    if way["channels_last"]:
        network = network.to(memory_format=torch.channels_last)
        images = images.contiguous(memory_format=torch.channels_last)
    return network, images


def name(way):
    words = ["compiled" if way["compiled"] else "eager"]
    words += ["channels-last"] if way["channels_last"] else []
    words += ["banded LRN"] if way["banded"] else []
    words += ["fused SGD"] if way["fused"] else []
    return ", ".join(words)


def ways(description, style):
    plain = {"compiled": False, "channels_last": False, "banded": False, "fused": False}
    if style == "usual":
        return [plain]
    banded = [False, True] if any(node["layer"]["type"] == "lrn" for node in description["nodes"]) else [False]
    return [{"compiled": compiled, "channels_last": last, "banded": band, "fused": True}
            for compiled in (False, True) for last in (False, True) for band in banded]


def rate(work, batch, seconds, clock, least=1):
    times = []
    began = clock()
    while True:
        before = clock()
        work.step()
        after = clock()
        times.append(after - before)
        if after - began >= seconds and len(times) >= least:
            break
    times.sort()
    return {"rate": batch * len(times) / (after - began), "p50": 1e3 * times[len(times) // 2],
            "p99": 1e3 * times[min(len(times) - 1, len(times) * 99 // 100)]}


def fastest(description, kind, batch, style, clock):
    """Each way a few seconds; a compiled one only for the layout and the normalisation that were fastest uncompiled."""
    best, best_rate = None, 0.0
    for way in ways(description, style):
        if way["compiled"] and (way["channels_last"], way["banded"]) != layout:
            continue
        try:
            work = KINDS[kind](description, batch, way)
            work.step()
            work.step()
            found = rate(work, batch, TRIAL_SECONDS, clock)["rate"]
        except Exception as failure:  # a way that does not work here is no candidate
            print(f"{name(way)}: {type(failure).__name__}", file=sys.stderr)
            continue
        if found > best_rate:
            best, best_rate = (way, work), found
        if not way["compiled"]:
            layout = (best[0]["channels_last"], best[0]["banded"])
    return best


def peak():
    """The most memory held since the last call, in bytes; Linux only."""
    with open("/proc/self/status") as status:
        held = next(int(line.split()[1]) << 10 for line in status if line.startswith("VmHWM"))
    with open("/proc/self/clear_refs", "w") as reset:
        reset.write("5")
    return held


def main(path, style, clock):
    with open(path) as file:
        description = json.load(file)
    work, batch = None, 0
    for line in sys.stdin:
        command, *words = line.split()
        if command == "prepare":
            batch = int(words[1])
            work = None  # before the next takes its memory
            way, work = fastest(description, words[0], batch, style, clock)
            peak()
            answer = {"way": name(way)}
        elif command == "run":
            answer = rate(work, batch, float(words[0]), clock)
            answer["bytes"] = peak()
        elif command == "quit":
            return
        else:
            sys.exit(f"{command} is no command")
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], CLOCKS[sys.argv[3]])
