"""What every benchmark keeps of a run: the commit, the processor, the seed, the figures; no host name and no path."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results.jsonl"
REPOSITORY = Path(__file__).parent.parent


def record(benchmark: str, figures: dict[str, Any], *, seed: int) -> None:
    """Print the figures and append them to ``results.jsonl``."""
    row = {
        "benchmark": benchmark,
        "commit": COMMIT,
        "date": datetime.now(UTC).date().isoformat(),
        "machine": {"cpu": _processor(), "cores": os.cpu_count(), "load": round(os.getloadavg()[0], 1)},
        "python": platform.python_version(),
        "seed": seed,
        **figures,
    }
    print(json.dumps(figures, ensure_ascii=False, indent=2))
    with RESULTS.open("a", encoding="utf-8") as file:
        file.write(json.dumps(row, ensure_ascii=False) + "\n")


def corpora() -> Path | None:
    """Give the folder of the public corpora (``LACHAN_CORPORA``), or ``None`` where there is none."""
    named = os.environ.get("LACHAN_CORPORA")
    return Path(named) if named and Path(named).is_dir() else None


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=REPOSITORY, capture_output=True, text=True, check=False)  # noqa: S603, S607
    return done.stdout.strip()


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    if information.is_file():
        for line in information.read_text("utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _commit() -> str:
    """Name the commit, with a plus where the measured packages differ from it."""
    changed = _git("status", "--porcelain", "classifier", "training")
    return _git("rev-parse", "--short", "HEAD") + ("+" if changed else "")


COMMIT = _commit()  # when the run began: somebody may commit while it runs
