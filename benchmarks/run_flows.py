#!/usr/bin/env python3
"""Times whole runs of small flows: Weir locally, Weir on the dev mesh, and Metaflow, in one go.

    benchmarks/run_flows.py [--rounds 5] [--metaflow PYTHON]

Each round runs every case once, in an order that changes, so that a noisy machine is noisy for all. Prints a Markdown
table of medians and of ratios to Metaflow. CPU time is that of the command and all its children; for the mesh, also
what the mesh's own processes used meanwhile.

Metaflow: the Python that has it (--metaflow), else a virtual environment made in a temporary folder from PyPI.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from side_by_side import ROOT, WEIR, environment, metaflow_python, timed

FLOWS = ROOT / "benchmarks"
CASES = {"linear, 3 steps": ("flows/Linear.java", "flows/linear.py", [], "x is 2"),
         "foreach, 100 items": ("speed/Fan.java", "speed/fan.py", ["--count", "100"], "sum is 328350")}


class Mesh:
    """A dev mesh of its own, in a state directory of its own."""

    def __init__(self, state):
        self.state = state
        subprocess.run([WEIR, "up", "--detach", "--state-dir", state], check=True, stdout=sys.stderr)
        status = subprocess.run([WEIR, "status", "--json", "--state-dir", state], check=True, capture_output=True)
        self.pids = [part["pid"] for part in json.loads(status.stdout)["parts"]]

    def cpu(self):
        return sum(tree_cpu(pid) for pid in self.pids)

    def stop(self):
        subprocess.run([WEIR, "down", "--state-dir", self.state], check=True, stdout=sys.stderr)


def tree_cpu(pid):
    """CPU seconds of a process, of its living descendants, and of its children that have ended."""
    total, ticks = 0.0, os.sysconf("SC_CLK_TCK")
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(stat.parent.name)] = (int(fields[1]), sum(map(int, fields[11:15])) / ticks)
    for candidate, (_, used) in parents.items():
        ancestor = candidate
        while ancestor in parents and ancestor != pid:
            ancestor = parents[ancestor][0]
        if ancestor == pid:
            total += used
    return total


def timed_with_mesh(command, cwd, env, expected, mesh):
    before = mesh.cpu() if mesh else 0
    done = timed(command, cwd, env, expected)
    return done.wall, done.cpu + (mesh.cpu() - before if mesh else 0)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--metaflow", metavar="PYTHON", help="a Python that has Metaflow")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        python = metaflow_python(args.metaflow, scratch)
        mesh = Mesh(Path(scratch) / "mesh")
        try:
            report(measure(args.rounds, python, mesh, Path(scratch)), args.rounds)
        finally:
            mesh.stop()


def measure(rounds, python, mesh, scratch):
    env = environment()
    local = scratch / "local"
    runs = []
    for case, (java, py, options, expected) in CASES.items():
        runs.append((case, "Metaflow", [python, FLOWS / py, "run", "--max-num-splits", "1000", *options], None, expected))
        runs.append((case, "Weir, local", [WEIR, "run", FLOWS / java, *options, "--state-dir", local], None, expected))
        runs.append((case, "Weir, mesh",
                     [WEIR, "run", FLOWS / java, *options, "--on", "mesh", "--state-dir", mesh.state], mesh, expected))
    results = {(case, who): [] for case, who, *_ in runs}
    for turn in range(-1, rounds):  # the first turn warms caches and is not counted
        random.shuffle(runs)
        for case, who, command, on, expected in runs:
            figures = timed_with_mesh(command, scratch, env, expected, on)
            print(f"{turn + 1:2} {case:20} {who:12} {figures[0]:6.2f} s wall {figures[1]:6.2f} s CPU", file=sys.stderr)
            if turn >= 0:
                results[case, who].append(figures)
    return results


def report(results, rounds):
    print(f"Medians of {rounds} rounds; in brackets the ratio to Metaflow.\n")
    print("| flow | who | wall, s | CPU, s |\n|---|---|---|---|")
    for (case, who), figures in results.items():
        wall, cpu = (statistics.median(column) for column in zip(*figures))
        base_wall, base_cpu = (statistics.median(column) for column in zip(*results[case, "Metaflow"]))
        print(f"| {case} | {who} | {wall:.2f} ({wall / base_wall:.2f}×) | {cpu:.2f} ({cpu / base_cpu:.2f}×) |")


if __name__ == "__main__":
    main()
