"""``lachan checklist``: what the model that serves gets right of the behaviour tables."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import orjson
import typer
from rich.console import Console
from rich.table import Table

from classifier.errors import BundleError
from training.checklist.cases import Kind
from training.checklist.run import by_behaviour, by_kind, run
from training.checklist.tables import CHECKLIST, ChecklistError, read

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from classifier.engine import Classifier
    from training.checklist.cases import Case, Outcome
    from training.checklist.run import Share


def add_commands(app: typer.Typer) -> None:
    """Add ``checklist`` to ``app``."""
    app.command("checklist")(checklist)


def checklist(
    *,
    model: Annotated[
        Path | None, typer.Option(help="Thư mục mô hình, mặc định là mô hình đang phục vụ · default: the champion.")
    ] = None,
    tables: Annotated[Path, typer.Option(help="Thư mục các bảng · folder of the tables.")] = CHECKLIST,
    failures: Annotated[bool, typer.Option("--failures", help="Kể từng trường hợp sai · tell every failure.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Một dòng JSON · one JSON line.")] = False,
    at_least: Annotated[
        str,
        typer.Option(help="Mức sàn, thiếu thì mã thoát là 1 · floors: minimum=0.97,harmless=0.95"),
    ] = "",
) -> None:
    """Chạy các bảng hành vi · run the behaviour tables.

    The exit status is 0 whatever is found, unless a floor is given and missed (1), or there is nothing to run (2).
    """
    floors = _floors(at_least)
    console = Console()
    try:
        cases = read(tables)
        classifier = _classifier(model)
    except (ChecklistError, BundleError) as error:
        Console(stderr=True).print(f"lachan checklist: {error}", style="red", highlight=False, markup=False)
        raise typer.Exit(2) from error
    outcomes = run(cases, classifier)
    kinds = by_kind(outcomes)
    if as_json:
        typer.echo(_json(classifier.version, cases, outcomes))
    else:
        console.print(_table(outcomes))
        if failures:
            _tell(console, outcomes)
        console.print(_totals(len(cases), kinds), highlight=False, soft_wrap=True)
    missed = [kind for kind, floor in floors.items() if kinds[kind].value < floor]
    for kind in missed:
        Console(stderr=True).print(f"{kind}: {kinds[kind].value:.3f} < {floors[kind]}", style="red", highlight=False)
    if missed:
        raise typer.Exit(1)


def _classifier(folder: Path | None) -> Classifier:
    from classifier.bundle import champion_folder  # noqa: PLC0415 - `lachan --help` must not wait for the model
    from classifier.engine import Classifier  # noqa: PLC0415
    from training.registry import Registry  # noqa: PLC0415

    registry = Registry(Path(os.environ.get("LACHAN_VAR", "var")) / "models")
    return Classifier.load(champion_folder(registry.models) if folder is None else folder, registry.trusted())


def _floors(text: str) -> dict[Kind, float]:
    floors = {}
    for part in filter(None, text.split(",")):
        kind, _, share = part.partition("=")
        try:
            floors[Kind(kind.strip())] = float(share)
        except ValueError as error:
            raise typer.BadParameter(
                f"{part!r}: {'|'.join(Kind)}=0..1, ví dụ · e.g. minimum=0.97", param_hint="--at-least"
            ) from error
    return floors


def _table(outcomes: Sequence[Outcome]) -> Table:
    table = Table("hành vi · behaviour", box=None, pad_edge=False)
    table.add_column("đạt · passed", justify="right")
    table.add_column("sai ở hàng · failing rows", overflow="fold")
    failing: dict[str, list[str]] = {}
    for outcome in outcomes:
        if not outcome.passed:
            failing.setdefault(outcome.behaviour, []).append(_row(outcome))
    for behaviour, share in by_behaviour(outcomes).items():
        style = "" if share.passed == share.total else "yellow" if share.value >= 0.5 else "red"  # noqa: PLR2004
        rows = ", ".join(failing.get(behaviour, []))
        table.add_row(behaviour, f"{share.passed}/{share.total}", rows, style=style)
    return table


def _row(outcome: Outcome) -> str:
    """Give the row alone; for an invariance, which counts by change, with the table it stands in."""
    place = outcome.place.partition(" ")[0]
    return place.partition("/")[2] if outcome.kind is Kind.INVARIANCE else place.rpartition(":")[2]


def _tell(console: Console, outcomes: Sequence[Outcome]) -> None:
    for outcome in outcomes:
        if not outcome.passed:
            texts = " → ".join(" / ".join(m.text for m in asked.messages) for asked in outcome.asked)
            console.print(f"{outcome.place}  {outcome.why}\n    {texts}", highlight=False, markup=False, soft_wrap=True)


def _totals(cases: int, kinds: Mapping[Kind, Share]) -> str:
    shares = [f"{kind} {share.passed}/{share.total} ({share.value:.1%})" for kind, share in kinds.items()]
    passed = sum(share.passed for share in kinds.values())
    total = sum(share.total for share in kinds.values())
    return f"{cases} ca · cases, {passed}/{total} đạt · passed: {', '.join(shares)}"


def _json(version: str, cases: Sequence[Case], outcomes: Sequence[Outcome]) -> str:
    def shares(found: Mapping[Kind, Share] | Mapping[str, Share]) -> dict[str, dict[str, float]]:
        return {
            str(name): {"passed": share.passed, "total": share.total, "share": round(share.value, 4)}
            for name, share in found.items()
        }

    return orjson.dumps(
        {
            "model": version,
            "cases": len(cases),
            "kinds": shares(by_kind(outcomes)),
            "behaviours": shares(by_behaviour(outcomes)),
            "failures": {outcome.place: outcome.why for outcome in outcomes if not outcome.passed},
        }
    ).decode()
