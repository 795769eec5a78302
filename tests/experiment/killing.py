"""Run by a test in a process of its own: runs a scenario again and again, and kills each run at a random moment.

    python -m tests.experiment.killing SCENARIO FOLDER KILLS SECONDS

Everything is loaded once; each run is a fork of this process, ended with SIGKILL. Prints as JSON: how many runs were
killed, how many came to their end, the units that were begun although they were finished, and how many files with
finished units the kills left behind.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import time
from pathlib import Path

from followersim import charts
from followersim.experiment import runner, units
from followersim.experiment.jobs import Job
from followersim.experiment.work import warm_up
from followersim.model.setup import set_up
from followersim.scenario.scenario import load_scenario
from tests.experiment import cases

LOG = "begun"


def finished(folder: Path) -> set[str]:
    """Return the units that lie in a results folder."""
    return {path.stem for path in (folder / ".units").glob("*.npz")}


def run(scenario: str, folder: Path, log: Path) -> None:
    """Run a scenario, noting each unit that is begun; one chart is enough here."""
    begin = Job.run

    def noting(job: Job, stop: object) -> bytes:
        with log.open("a", encoding="utf-8") as file:
            file.write(job.unit.identity + "\n")
        return begin(job, stop)  # type: ignore[arg-type]

    Job.run = noting  # type: ignore[method-assign,assignment]
    vars(charts)["names"] = lambda *_: ["shitstorm"]
    vars(units)["BLOCK_SIZES"] = cases.BLOCKS
    runner.run(scenario, out=folder, jobs=2)


def start(scenario: str, folder: Path, log: Path) -> int:
    """Start a run in a process of its own and return its number."""
    if (child := os.fork()) == 0:
        try:
            run(scenario, folder, log)
        finally:
            os._exit(0)
    return child


def main(scenario: str, folder: Path, kills: int, seconds: float) -> None:
    """Kill runs until there are enough, then let one come to its end."""
    loaded = load_scenario(scenario)
    warm_up(set_up(loaded.cases()[0]))
    units.maker()
    log = folder.parent / LOG
    chance = random.Random(20)  # noqa: S311 - moments, no secrets
    killed = ends = 0
    twice: list[str] = []
    left = []
    while killed <= kills:
        before = finished(folder)
        log.write_text("", encoding="utf-8")
        child = start(scenario, folder, log)
        if killed < kills:
            time.sleep(chance.uniform(0, seconds))
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        twice += before & set(log.read_text(encoding="utf-8").split())
        left.append(len(finished(folder)))
        killed += 1
        if not os.WIFSIGNALED(status):
            ends += 1
            if killed <= kills:  # there was nothing left to kill: begin anew
                shutil.rmtree(folder)
                killed -= 1
    print(json.dumps({"killed": kills, "ends": ends, "twice": twice, "left": left}))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]))
