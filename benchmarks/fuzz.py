"""A million odd inputs over every parser, the normaliser, the image gate and the receipt: nothing may break or grow.

    make fuzz                                   everything below, some minutes on two cores
    .venv/bin/python -m benchmarks.fuzz [--inputs 1000000] [--target NAME]
    .venv/bin/python -m benchmarks.fuzz --schemathesis    the whole API and its pages, over HTTP, on both engines

The targets are the tests' own (``tests/fuzz``), which try a few hundred inputs each; here each has its own process.
Hypothesis makes inputs that look like the real thing; where atheris can be imported (``pip install atheris``), it takes
the greater part and lets the branches that an input reaches choose the next. Without it Hypothesis makes them all, and
a million takes hours. An input that breaks a target is printed; a target whose process dies is one that broke.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.record import record

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fuzz.target import Target

SEED = 0
INPUTS = 1_000_000
ROUND = 500  # inputs of Hypothesis at a time: it remembers what it made until a round ends
WARM = 0.3  # of the inputs, until what is remembered on purpose is full
MOST_GROWTH_MB = 64
"""From then on; the normaliser alone remembers up to 100,000 tokens, and forgets them all at once."""

MADE = 0.03  # of a guided target's inputs that Hypothesis makes
LONGEST = 250  # bytes of a guided input


@dataclass
class Tally:
    """What became of one target."""

    target: str
    wanted: int
    inputs: int = 0
    crashes: int = 0
    seconds: float = 0.0
    slowest_ms: float = 0.0
    start_mb: float = 0.0
    warm_mb: float = 0.0
    end_mb: float = 0.0
    told: list[str] = field(default_factory=list)  # the errors, each kind once

    def watched(self, check: Callable[[Any], None]) -> Callable[[Any], None]:
        """Count and time a check; what it raises is counted and told, and the run goes on."""
        self.start_mb, warm = resident_mb(), max(1, int(self.wanted * WARM))

        def checked(value: Any) -> None:  # noqa: ANN401 - whatever the target takes
            self.inputs += 1
            began = time.perf_counter()
            try:
                check(value)
            except Exception as error:  # noqa: BLE001 - that is what is looked for
                self._note(error, value)
            took = time.perf_counter() - began
            self.seconds += took
            self.slowest_ms = max(self.slowest_ms, took * 1000)
            if self.inputs == warm:
                self.warm_mb = resident_mb()

        return checked

    def _note(self, error: Exception, value: object) -> None:
        self.crashes += 1
        trail = error.__traceback__
        while trail is not None and trail.tb_next is not None:
            trail = trail.tb_next
        place = f"{Path(trail.tb_frame.f_code.co_filename).name}:{trail.tb_lineno}" if trail else ""
        kind = f"{type(error).__name__} at {place}"
        if kind not in self.told and len(self.told) < 20:  # noqa: PLR2004 - enough to begin with
            self.told.append(kind)
            print(f"{self.target}: {kind}: {value!r:.2000}", file=sys.stderr, flush=True)


def resident_mb() -> float:
    """Read this process's memory; 0 where the system does not tell it."""
    with suppress(OSError):
        return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    return 0.0


def made(target: Target, inputs: int, check: Callable[[Any], None]) -> None:
    """Have Hypothesis make the inputs, in rounds with a seed each."""
    from hypothesis import HealthCheck, Phase, given, seed, settings  # noqa: PLC0415 - after the instrumentation

    for number in range(0, inputs, ROUND):

        @seed(SEED + number)
        @settings(
            max_examples=min(ROUND, inputs - number),
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(target.inputs)
        def one_round(value: Any) -> None:  # noqa: ANN401 - whatever the target takes
            check(value)

        one_round()


def guided(target: Target, tally: Tally, check: Callable[[Any], None], write: Callable[[], None]) -> None:
    """Have atheris choose the inputs by the branches they reach, beginning with Hypothesis' own. It never returns."""
    import atheris  # noqa: PLC0415 - an option

    if target.form is None:
        raise TypeError(target.name)
    begun = [path.read_bytes() for path in sorted(seeds(target).iterdir())]
    folder = tempfile.mkdtemp(prefix="fuzz-corpus-")
    for number, one in enumerate(begun):
        (Path(folder) / f"{number:04}").write_bytes(one)
    read = target.form.read

    def one_input(data: bytes) -> None:
        if tally.inputs < tally.wanted:
            check(read(data))
            if tally.inputs == tally.wanted:
                write()
                os._exit(0)  # libFuzzer's own end would count this as a crash

    arguments = [f"-seed={SEED + 1}", f"-max_len={LONGEST}", "-timeout=60", "-rss_limit_mb=4096", "-verbosity=0"]
    atheris.Setup([sys.argv[0], *arguments, f"-artifact_prefix={folder}/", folder], one_input)
    atheris.Fuzz()


def seeds(target: Target) -> Path:
    """Write a few hundred inputs that Hypothesis makes into a folder."""
    folder, kept = Path(tempfile.mkdtemp(prefix="fuzz-seeds-")), set[bytes]()

    def keep(value: Any) -> None:  # noqa: ANN401 - whatever the target takes
        if target.form is not None and len(data := target.form.write(value)) <= LONGEST:
            kept.add(data)

    made(target, 300, keep)
    for number, data in enumerate(sorted(kept, key=lambda data: (len(data), data))):
        (folder / f"{number:04}").write_bytes(data)
    return folder


def one(name: str, inputs: int, answer: Path) -> None:
    """Run one target in this process and write its tally."""
    watched = json.loads(os.environ.get("FUZZ_WATCHED", "[]"))
    if watched:
        import atheris  # noqa: PLC0415 - an option

        with atheris.instrument_imports(include=watched):
            from tests.fuzz.targets import TARGETS  # noqa: PLC0415 - its imports are what is instrumented
    else:
        from tests.fuzz.targets import TARGETS  # noqa: PLC0415
    target = TARGETS[name]
    tally = Tally(name, inputs)

    def write() -> None:
        tally.end_mb = resident_mb()
        tally.warm_mb = tally.warm_mb or tally.end_mb
        answer.write_text(json.dumps(asdict(tally)), "utf-8")

    with target.begin() as check:
        counted = tally.watched(check)
        made(target, int(inputs * MADE) if watched else inputs, counted)
        if watched:
            guided(target, tally, counted, write)
        while tally.inputs < inputs:  # Hypothesis stops early where it knows nothing new
            before = tally.inputs
            made(target, inputs - tally.inputs, counted)
            if tally.inputs == before:
                break
    write()


def apart(target: Target, inputs: int) -> Tally:
    """Run one target in a process of its own; one that dies has one crash."""
    answer = Path(tempfile.mkdtemp(prefix="fuzz-")) / "tally.json"
    environment = os.environ | {"PYTHONHASHSEED": "0"}
    if target.form is not None and find_spec("atheris") is not None:
        environment["FUZZ_WATCHED"] = json.dumps(target.watched)
    command = [
        sys.executable,
        "-m",
        "benchmarks.fuzz",
        "--one",
        target.name,
        "--inputs",
        str(inputs),
        "--answer",
        str(answer),
    ]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    sys.stderr.write("".join(line for line in done.stderr.splitlines(keepends=True) if line.startswith(target.name)))
    if not answer.is_file():
        sys.stderr.write(done.stderr[-3000:])
        return Tally(target.name, inputs, crashes=1, told=[f"the process ended with {done.returncode}"])
    return Tally(**json.loads(answer.read_text("utf-8")))


def main() -> None:
    """Run what was asked for, print a row for each target, and record the whole."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--inputs", type=int, default=INPUTS)
    parser.add_argument("--target", action="append")
    parser.add_argument("--at-once", type=int, default=max(1, (os.cpu_count() or 2) - 1))
    parser.add_argument("--schemathesis", action="store_true")
    parser.add_argument("--one")
    parser.add_argument("--answer", type=Path)
    given = parser.parse_args()
    if given.one:
        one(given.one, given.inputs, given.answer)
        return
    if given.schemathesis:
        from benchmarks.fuzz_api import main as over_http  # noqa: PLC0415 - another measurement

        over_http()
        return
    from tests.fuzz.targets import TARGETS  # noqa: PLC0415 - not in the process that instruments its imports

    chosen: list[Target] = [target for name, target in TARGETS.items() if not given.target or name in given.target]
    shares = sum(target.share for target in chosen)
    random.Random(SEED).shuffle(chosen)  # noqa: S311 - so that slow ones do not all come last
    began = time.monotonic()
    tallies: list[Tally] = []
    with ThreadPoolExecutor(given.at_once) as pool:
        for tally in pool.map(lambda target: apart(target, -(-given.inputs * target.share // shares)), chosen):
            tallies.append(tally)
            note = "  GROWS" if tally.end_mb - tally.warm_mb > MOST_GROWTH_MB else ""
            memory = f"{tally.start_mb:.0f} → {tally.warm_mb:.0f} → {tally.end_mb:.0f} MB{note}"
            print(
                f"{tally.target:24} {tally.inputs:>9,} inputs  {tally.crashes} crashes  {tally.seconds:7.1f} s  "
                f"slowest {tally.slowest_ms:7.1f} ms  memory {memory}",
                flush=True,
            )
    crashes = sum(tally.crashes for tally in tallies)
    growth_mb = max(tally.end_mb - tally.warm_mb for tally in tallies)
    figures = {
        "inputs": sum(tally.inputs for tally in tallies),
        "crashes": crashes,
        "most_growth_mb": round(growth_mb, 1),
        "seconds": round(time.monotonic() - began),
        "guided": find_spec("atheris") is not None,
        "targets": {
            tally.target: {
                "inputs": tally.inputs,
                "crashes": tally.crashes,
                "slowest_ms": round(tally.slowest_ms, 1),
                "mb": [round(tally.start_mb), round(tally.warm_mb), round(tally.end_mb)],
            }
            for tally in sorted(tallies, key=lambda tally: tally.target)
        },
    }
    record("fuzz", figures, seed=SEED)
    if crashes or growth_mb > MOST_GROWTH_MB:
        sys.exit(1)


if __name__ == "__main__":
    main()
