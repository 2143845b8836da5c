#!/usr/bin/env python3
"""Measures local runs beside Metaflow, row by row, in one go, and prints a Markdown table of ratios.

    benchmarks/speed_table.py [--rounds 5] [--metaflow PYTHON] [--row NAME]... [--list]

Each round runs every command of the rows chosen once, in an order that changes, so that a noisy machine is noisy for
all; figures are medians. A first round is not counted. What is too slow to repeat is marked so: it runs once.

Metaflow: the Python that has it (--metaflow), else a virtual environment made in a temporary folder from PyPI.
"""

import argparse
import itertools
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path

from side_by_side import ROOT, WEIR, environment, metaflow_python, timed

FLOWS = ROOT / "benchmarks" / "speed"
MB = 1_000_000
BIG = 200 * MB
CHAIN = 40
FEW, MANY, MANY_MORE = 100, 1000, 100_000


class Bench:
    """Where the commands run, and what came of them."""

    def __init__(self, scratch, python):
        self.scratch = Path(scratch)
        self.python = python
        self.jdk = Path(subprocess.run([WEIR, "jdk"], check=True, capture_output=True, text=True).stdout.strip())
        self.env = environment()
        self.fresh = itertools.count()
        self.results = {}
        options = subprocess.run([WEIR, "run", "--help"], check=True, capture_output=True, text=True).stdout
        self.unlimited = ["--max-num-splits", MANY_MORE] if "--max-num-splits" in options else []
        self.hello_jar = self.jar("Hello")
        self.bare = self.bare_hello()
        self.chain_java, self.chain_py = self.chain()

    def timed(self, name, command, expected, **options):
        done = timed(command, self.scratch, options.pop("env", self.env), expected, **options)
        print(f"{name:34} {done.wall:8.3f} s wall {done.cpu:8.3f} s CPU", file=sys.stderr, flush=True)
        self.results.setdefault(name, []).append(done)

    def forget(self):
        self.results.clear()

    def wall(self, name):
        return statistics.median(done.wall for done in self.results[name])

    def cpu(self, name):
        return statistics.median(done.cpu for done in self.results[name])

    def weir(self, *words):
        return [WEIR, *words, "--state-dir", self.scratch / "state"]

    def changed(self, source):
        """A copy of a source that no earlier run has seen."""
        folder = self.scratch / "changed"
        folder.mkdir(exist_ok=True)
        copy = folder / source.name
        copy.write_text(source.read_text() + f"// {next(self.fresh)} {random.random()}\n")
        return copy

    def jar(self, flow):
        classes = self.scratch / "classes" / flow
        sdk = next((ROOT / "cli/target/dist/lib").glob("flow-sdk-*.jar"))
        subprocess.run([self.jdk / "bin/javac", "-g", "-parameters", "-cp", sdk, "-d", classes, FLOWS / f"{flow}.java"],
                       check=True)
        jar = self.scratch / f"{flow}.jar"
        subprocess.run([self.jdk / "bin/jar", "cf", jar, "-C", classes, "."], check=True)
        return jar

    def bare_hello(self):
        folder = self.scratch / "bare"
        folder.mkdir()
        source = folder / "BareHello.java"
        source.write_text('class BareHello { public static void main(String[] a) { System.out.println("hello"); } }\n')
        subprocess.run([self.jdk / "bin/javac", "-d", folder, source], check=True)
        return [self.jdk / "bin/java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-cp", folder,
                "BareHello"]

    def chain(self):
        names = ["start", *(f"s{n}" for n in range(2, CHAIN)), "end"]
        java, py = self.scratch / "Chain.java", self.scratch / "chain.py"
        steps = [f"  @Step Next {name}() {{ x = x + 1; return next(this::{after}); }}\n"
                 for name, after in itertools.pairwise(names)]
        java.write_text("import dev.weir.flow.*;\n\npublic class Chain extends FlowSpec {\n  int x;\n" + "".join(steps)
                        + f'  @Step void end() {{ System.out.println("x is " + x); }}\n}}\n')
        steps = [f"    @step\n    def {name}(self):\n        self.x = getattr(self, 'x', 0) + 1\n"
                 f"        self.next(self.{after})\n" for name, after in itertools.pairwise(names)]
        py.write_text("from metaflow import FlowSpec, step\n\n\nclass Chain(FlowSpec):\n" + "".join(steps)
                      + "    @step\n    def end(self):\n        print('x is', self.x)\n\n\nChain()\n")
        return java, py


# --- The rows: which commands, how often, and what to say of them -------------------------------------------------


class Hello:
    title = "hello, 3 steps"

    def commands(self, bench):
        said = "hello, world"
        yield "hello: Metaflow", lambda name: bench.timed(name, [bench.python, FLOWS / "hello.py", "run"], said)
        yield "hello: source, changed", lambda name: bench.timed(
            name, bench.weir("run", bench.changed(FLOWS / "Hello.java")), said)
        yield "hello: source, as before", lambda name: bench.timed(name, bench.weir("run", FLOWS / "Hello.java"), said)
        yield "hello: jar", lambda name: bench.timed(name, bench.weir("run", bench.hello_jar), said)

    def lines(self, bench):
        yield from compare(bench, self.title + ", from a changed source file", "≤ 0.6×", "hello: source, changed", "hello: Metaflow")
        yield from compare(bench, self.title + ", from a source file run before", "≤ 0.6×", "hello: source, as before",
                           "hello: Metaflow")
        yield from compare(bench, self.title + ", from a jar", "≤ 0.35×", "hello: jar", "hello: Metaflow")


class Chain:
    title = f"chain of {CHAIN} trivial steps"

    def commands(self, bench):
        said = f"x is {CHAIN - 1}"
        yield "chain: Metaflow", lambda name: bench.timed(name, [bench.python, bench.chain_py, "run"], said)
        yield "chain: Weir", lambda name: bench.timed(name, bench.weir("run", bench.chain_java), said)

    def lines(self, bench):
        yield from compare(bench, self.title, "≤ 0.06×", "chain: Weir", "chain: Metaflow")


class Fan:
    """Tasks a second over a whole run, its start and end included."""

    title = f"foreach, {MANY} trivial tasks"

    def commands(self, bench):
        yield f"foreach {FEW}: Metaflow", lambda name: bench.timed(
            name, [bench.python, FLOWS / "fan.py", "run", "--max-num-splits", MANY, "--count", FEW], sum_of(FEW))
        yield f"foreach {MANY}: Weir", lambda name: bench.timed(name, fan(bench, MANY), sum_of(MANY))

    def lines(self, bench):
        theirs, ours = f"foreach {FEW}: Metaflow", f"foreach {MANY}: Weir"
        per_second = {ours: MANY / bench.wall(ours), theirs: FEW / bench.wall(theirs)}
        yield (self.title + f" (Metaflow: {FEW})", "≥ 60×", f"{per_second[theirs]:.1f} tasks/s",
               f"{per_second[ours]:.0f} tasks/s",
               f"{per_second[ours] / per_second[theirs]:.0f}× the tasks/s; CPU-s a task "
               f"{bench.cpu(ours) / MANY:.4f} against {bench.cpu(theirs) / FEW:.3f}")


class Throng:
    """The run of 1,000 beside it gives the ratio; each once."""

    title = f"foreach, {MANY_MORE} trivial tasks"
    once = True

    def commands(self, bench):
        small = dict(bench.env, WEIR_JAVA_OPTS="-Xmx512m")
        for count in (MANY, MANY_MORE):
            yield f"foreach {count}: 512 MB", lambda name, count=count: bench.timed(
                name, fan(bench, count), sum_of(count), env=small, watch_memory=True)

    def lines(self, bench):
        few, many = f"foreach {MANY}: 512 MB", f"foreach {MANY_MORE}: 512 MB"
        peak = max(bench.results[many][0].peaks.values())
        yield (self.title + ", once, -Xmx512m", "≤ 110× the time of 1,000", "–", f"{bench.wall(many):.0f} s",
               f"{bench.wall(many) / bench.wall(few):.0f}× the time of 1,000; "
               f"{MANY_MORE / bench.wall(many):.0f} tasks/s; the largest process took {peak / MB:.0f} MB")


class Big:
    """Time and memory beside a run of the same flow with next to nothing to keep."""

    title = "200 MB artifact"

    def commands(self, bench):
        for size in (8, BIG):
            yield f"big {size}: Metaflow", lambda name, size=size: bench.timed(
                name, [bench.python, FLOWS / "big.py", "run", "--bytes", size], "Done!", watch_memory=True)
            for flow in ("Big", "BigDoubles"):
                yield f"big {size}: {flow}", lambda name, size=size, flow=flow: self.run(bench, name, size, flow)

    def run(self, bench, name, size, flow):
        # Or the second round would find the blob and write nothing.
        shutil.rmtree(bench.scratch / "big", ignore_errors=True)
        bench.timed(name, [WEIR, "run", FLOWS / f"{flow}.java", "--bytes", size, "--state-dir", bench.scratch / "big"],
                    "Done!", watch_memory=True)

    def lines(self, bench):
        theirs = self.figures(bench, "Metaflow")
        for flow, what in (("Big", "byte[]"), ("BigDoubles", "double[]")):
            ours = self.figures(bench, flow)
            for index, (verb, target) in enumerate((("save", "≥ 10×"), ("load", "≥ 4×"))):
                yield (f"{verb} a {self.title}, {what}", target, f"{theirs[index]:.0f} MB/s", f"{ours[index]:.0f} MB/s",
                       f"{ours[index] / theirs[index]:.1f}× the MB/s")
            yield (f"memory for it, {what}", "≤ object + 64 MB", f"{theirs[2]:.0f} MB", f"{ours[2]:.0f} MB",
                   f"object + {ours[2] - BIG / MB:.0f} MB")

    def figures(self, bench, who):
        """MB/s saved, MB/s loaded, and MB of memory more than the run with nothing to keep took."""
        small, large = (bench.results[f"big {size}: {who}"] for size in (8, BIG))
        saved, loaded = (statistics.median(took(done, phase) for done in large)
                         - statistics.median(took(done, phase) for done in small) for phase in ("save", "load"))
        peak, base = (statistics.median(max(done.peaks.values()) for done in runs) for runs in (large, small))
        return BIG / MB / max(saved, 0.001), BIG / MB / max(loaded, 0.001), (peak - base) / MB


class Start:
    title = "start"

    def commands(self, bench):
        yield "start: Metaflow --help", lambda name: bench.timed(
            name, [bench.python, FLOWS / "hello.py", "--help"], "Commands")
        yield "start: bare JVM", lambda name: bench.timed(name, bench.bare, "hello")
        yield "start: weir --help", lambda name: bench.timed(name, [WEIR, "--help"], "Exit codes")
        yield "start: weir runs", lambda name: bench.timed(name, bench.weir("runs"), "")

    def lines(self, bench):
        for command in ("weir --help", "weir runs"):
            ours, bare = f"start: {command}", "start: bare JVM"
            for title, target, theirs, own, ratio in compare(bench, command, "≤ 0.6×, ≤ 4× a bare JVM", ours,
                                                             "start: Metaflow --help"):
                yield (title, target, theirs, own,
                       f"{ratio}; {bench.wall(ours) / bench.wall(bare):.1f}× a bare JVM's {bench.wall(bare):.3f} s")


ROWS = {"hello": Hello(), "chain": Chain(), "foreach": Fan(), "foreach100k": Throng(), "big": Big(), "start": Start()}


def fan(bench, count):
    return bench.weir("run", FLOWS / "Fan.java", "--count", count, *bench.unlimited)


def sum_of(count):
    return f"sum is {sum(n * n for n in range(count))}"


def compare(bench, title, target, ours, theirs):
    ratio = bench.wall(ours) / bench.wall(theirs)
    cpu = bench.cpu(ours) / bench.cpu(theirs)
    yield title, target, f"{bench.wall(theirs):.2f} s", f"{bench.wall(ours):.2f} s", f"{ratio:.2f}× (CPU {cpu:.2f}×)"


def took(done, phase):
    """Seconds from the value to the end of its step, or from the beginning of a step to its value."""
    if phase == "save":
        return at(done, r"/start/\S+ .*Task finished") - said(done, r"made (\d+)")
    return said(done, r"loaded \d+ (\d+)") - at(done, r"/load/\S+ .*Task is starting")


def at(done, event):
    line = next(line for line in done.output.splitlines() if re.search(event, line))
    return datetime.strptime(line[:23], "%Y-%m-%d %H:%M:%S.%f").timestamp()


def said(done, what):
    return int(re.search(what, done.output).group(1)) / 1000


def measure(bench, rows, rounds, first):
    repeated = [command for row in rows if not hasattr(row, "once") for command in row.commands(bench)]
    for turn in range(first, rounds if repeated else first):
        random.shuffle(repeated)
        print(f"round {turn + 1} of {rounds}" + (", not counted" if turn < 0 else ""), file=sys.stderr)
        for name, run in repeated:
            run(name)
        if turn < 0:
            bench.forget()
    for row in rows:
        if hasattr(row, "once"):
            for name, run in row.commands(bench):
                run(name)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--metaflow", metavar="PYTHON", help="a Python that has Metaflow")
    parser.add_argument("--hasty", action="store_true", help="count the first round too")
    parser.add_argument("--row", action="append", choices=ROWS, help="only that row; may be repeated")
    args = parser.parse_args()
    rows = [row for name, row in ROWS.items() if not args.row or name in args.row]
    with tempfile.TemporaryDirectory() as scratch:
        bench = Bench(scratch, metaflow_python(args.metaflow, scratch))
        measure(bench, rows, args.rounds, 0 if args.hasty else -1)
        print(f"Medians of {args.rounds} rounds.\n\n| what | to reach | Metaflow | Weir | ratio |\n|---|---|---|---|---|")
        for row in rows:
            for line in row.lines(bench):
                print("| " + " | ".join(line) + " |")


if __name__ == "__main__":
    main()
