"""Fine-tune all layers on several tasks at once: one linear head a task over the mean of the pieces' states.

A row speaks for its own task alone; the other heads learn nothing from it. A task has classes of which one is right, or
is the product's own: four categories, each yes or no. The commonest class of a task is drawn anew
in every round, at most twice as often as all others together: the rare classes are what is worth the time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from tokenizers import Tokenizer
from torch import nn
from transformers import BertConfig, BertModel

from classifier.encoder import padded
from training.encoder import weights
from training.encoder.rows import CategoryRows, TaskRows
from training.encoder.vocabulary import tokenizer, used

RATE = 1.5e-4
_BATCH = 32
_WARM = 0.1  # share of the steps in which the rate rises
_DECAY = 0.01
_CLIP = 1.0
_COMMON = 2  # texts of the commonest class for each of another class, at most
_POOL = 64  # batches that are sorted by length together, so that few places stand empty

_PROBE = 0.1  # inverse regularisation of the heads that are fitted first
_TINY = 1e-6

Progress = Callable[[str, float], None]
Rows = TaskRows | CategoryRows


@dataclass(frozen=True, slots=True, eq=False)
class Tuned:
    """A fine-tuned encoder: ``classes`` by head, in the order of the outputs; ``steps`` it learnt."""

    network: Network
    tokenizer: Tokenizer
    classes: dict[str, tuple[str, ...]]
    steps: int


class Network(nn.Module):  # type: ignore[misc,unused-ignore]  # torch may be absent
    """Numbers of pieces and a mask, (n, m) each, to the logits of all heads, (n, k)."""

    def __init__(self, body: BertModel, outputs: int) -> None:
        super().__init__()
        self.body = body
        self.heads = nn.Linear(body.config.hidden_size, outputs)

    def forward(self, pieces: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Ask every head."""
        logits: torch.Tensor = self.heads(self.means(pieces, mask))
        return logits

    def means(self, pieces: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Average the states where ``mask`` is 1: (n, hidden)."""
        states = self.body(input_ids=pieces, attention_mask=mask).last_hidden_state
        counted = mask.unsqueeze(-1).to(states.dtype)
        means: torch.Tensor = (states * counted).sum(dim=1) / counted.sum(dim=1)
        return means


def tune(
    tasks: Mapping[str, Rows],
    *,
    rounds: int,
    seed: int,
    progress: Progress,
    rate: float = RATE,
    syllables: bool = False,
) -> Tuned:
    """Fine-tune multilingual-e5-small on ``tasks`` for so many rounds. The same rows and seed give the same weights.

    ``rate`` is the highest learning rate; ``syllables`` keeps the pieces that are Vietnamese syllables, used or not.
    """
    progress("vocabulary", 0.0)
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    pretrained = weights.read()
    kept = used(pretrained.pieces, [text for rows in tasks.values() for text in rows.texts], syllables=syllables)
    network = Network(_body(pretrained, kept), sum(len(rows.classes) for rows in tasks.values()))
    words = tokenizer([pretrained.pieces[number] for number in kept])
    coded = {name: [line.ids for line in words.encode_batch(list(rows.texts))] for name, rows in tasks.items()}
    plan = [batch for _ in range(rounds) for batch in _round(tasks, coded, random)]
    material = _Material(tasks, coded)
    for name, rows in tasks.items():
        if isinstance(rows, CategoryRows):
            progress("probe", 0.0)
            _probe(network, rows, coded[name], material.heads[name])
    _learn(network, material, plan, rate, progress)
    return Tuned(network.eval(), words, {name: rows.classes for name, rows in tasks.items()}, len(plan))


_Row = tuple[str, int]  # the task, and the place among its rows


class _Material:
    """Batches as the network reads them."""

    def __init__(self, tasks: Mapping[str, Rows], coded: Mapping[str, list[list[int]]]) -> None:
        self._tasks = tasks
        self._coded = coded
        ends = np.cumsum([len(rows.classes) for rows in tasks.values()])
        self.heads = {
            name: slice(int(end) - len(rows.classes), int(end))
            for (name, rows), end in zip(tasks.items(), ends, strict=True)
        }

    def loss(self, network: nn.Module, batch: Sequence[_Row]) -> torch.Tensor:
        pieces, mask = padded([self._coded[name][at] for name, at in batch])
        logits = network(torch.from_numpy(pieces), torch.from_numpy(mask))
        total = torch.zeros(())
        for name, head in self.heads.items():
            own = [place for place, (task, _) in enumerate(batch) if task == name]
            if own:
                total = total + _loss(self._tasks[name], [batch[place][1] for place in own], logits[own, head])
        return total / len(batch)


def _loss(rows: Rows, at: Sequence[int], logits: torch.Tensor) -> torch.Tensor:
    """Add up what the rows at these places lose with these logits of their head, (n, k)."""
    if isinstance(rows, TaskRows):
        return nn.functional.cross_entropy(logits, torch.from_numpy(rows.truth[list(at)]), reduction="sum")
    truth, known = (torch.from_numpy(cells[list(at)]).to(logits.dtype) for cells in (rows.labels, rows.known))
    return nn.functional.binary_cross_entropy_with_logits(logits, truth, known, reduction="sum")


def _body(pretrained: weights.Pretrained, kept: Sequence[int]) -> BertModel:
    words = "embeddings.word_embeddings.weight"
    state: dict[str, Any] = {name: torch.from_numpy(array) for name, array in pretrained.weights.items()}
    state[words] = state[words][list(kept)].clone()
    shape = {**pretrained.shape, "vocab_size": len(kept)}
    body = BertModel(BertConfig(**shape, attn_implementation="eager"), add_pooling_layer=False)
    body.load_state_dict(state)
    return body


def _round(
    tasks: Mapping[str, Rows], coded: Mapping[str, list[list[int]]], random: np.random.Generator
) -> Iterator[list[_Row]]:
    """Draw one round of batches, of texts about equally long."""
    drawn: list[_Row] = []
    for name, rows in tasks.items():
        drawn += [(name, int(at)) for at in _drawn(rows, random)]
    drawn = [drawn[at] for at in random.permutation(len(drawn))]
    batches: list[list[_Row]] = []
    for first in range(0, len(drawn), _POOL * _BATCH):
        pool = sorted(drawn[first : first + _POOL * _BATCH], key=lambda row: len(coded[row[0]][row[1]]))
        batches += [pool[at : at + _BATCH] for at in range(0, len(pool), _BATCH)]
    yield from (batches[at] for at in random.permutation(len(batches)))


def _probe(network: Network, rows: CategoryRows, coded: Sequence[Sequence[int]], head: slice) -> None:
    """Fit the categories' heads to the untouched body first (Kumar et al. 2022, arXiv:2202.10054).

    Harm is rare. From heads drawn by chance the first steps push every text's states towards "no", and the body never
    tells texts apart again (at a rate of 1.5e-4), or not for 340 steps (at 5e-5).
    """
    network.eval()
    order = sorted(range(len(coded)), key=lambda at: len(coded[at]))
    means = np.zeros((len(coded), network.heads.in_features), dtype=np.float32)
    with torch.no_grad():
        for first in range(0, len(order), _BATCH):
            at = order[first : first + _BATCH]
            pieces, mask = padded([coded[row] for row in at])
            means[at] = network.means(torch.from_numpy(pieces), torch.from_numpy(mask)).numpy()
    middle, spread = means.mean(axis=0), means.std(axis=0) + _TINY
    for column in range(rows.labels.shape[1]):
        known = rows.known[:, column]
        truth = rows.labels[known, column]
        if truth.all() or not truth.any():
            continue
        fitted = LogisticRegression(C=_PROBE, max_iter=500).fit((means[known] - middle) / spread, truth)
        weights = (fitted.coef_[0] / spread).astype(np.float32)
        network.heads.weight.data[head.start + column] = torch.from_numpy(weights)
        network.heads.bias.data[head.start + column] = float(fitted.intercept_[0] - weights @ middle)


def _drawn(rows: Rows, random: np.random.Generator) -> NDArray[np.intp]:
    """Draw the rows of one task for one round; of the categories, all."""
    if isinstance(rows, CategoryRows):
        return np.arange(len(rows.texts))
    commonest = int(np.bincount(rows.truth).argmax())
    rare, common = np.flatnonzero(rows.truth != commonest), np.flatnonzero(rows.truth == commonest)
    return np.concatenate([rare, random.permutation(common)[: _COMMON * len(rare)]])


def _learn(
    network: Network, material: _Material, plan: Sequence[Sequence[_Row]], rate: float, progress: Progress
) -> None:
    network.train()
    optimiser = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=_DECAY)
    warm = max(1, round(_WARM * len(plan)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / warm, (len(plan) - step) / max(1, len(plan) - warm))
    )
    for step, batch in enumerate(plan):
        progress("tune", step / len(plan))
        optimiser.zero_grad()
        material.loss(network, batch).backward()
        nn.utils.clip_grad_norm_(network.parameters(), _CLIP)
        optimiser.step()
        schedule.step()
