#!/usr/bin/env python3
"""Measures storage side by side in one go, and prints Markdown tables: Weir's artifact client (a local directory, and
artifact-store over the embedded S3), Metaflow 2.19's own datastore (local, and the same S3), the plain AWS SDK, and what
the machine gives at best.

    benchmarks/storage_table.py [--quick] [--fewer N] [--rounds 3] [--metaflow PYTHON] [--row NAME]...

Every save begins with an empty store; every load is from a warm page cache; the bytes to be saved come from files in the
page cache. Figures are medians of the rounds; what takes minutes runs once. Requests to S3 and bytes moved are counted
by a proxy, in runs of their own that are not timed. Needs `mvn -Dquick package` first.
"""

import argparse
import atexit
import json
import os
import random
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from side_by_side import ROOT, WEIR, environment, metaflow_python

PROGRAMS = ROOT / "benchmarks" / "storage"
KB, MB, GB = 1024, 1024 ** 2, 1024 ** 3
BUCKET = "weir-artifacts"
SIDES = ("metaflow", "sdk", "weir")
HEAP = "-Xmx256m"


class Dataset:
    """So many blobs of a size, in one file."""

    def __init__(self, kind, count, size):
        self.kind, self.count, self.size = kind, count, size
        self.total = count * size
        self.name = f"{kind}-{count}x{size}"
        self.file = None

    def words(self):
        return [self.file, self.count, self.size]

    def __str__(self):
        unit, size = next((unit, self.size // n) for unit, n in (("GB", GB), ("MB", MB), ("KB", KB)) if self.size >= n)
        return f"{size} {unit} × {self.count:,} {'random' if self.kind == 'random' else 'text'}"


class Bench:
    """Java programs built, data made, services started and ended."""

    def __init__(self, scratch, python, fewer):
        self.scratch = Path(scratch)
        self.python = python
        self.fewer = fewer
        self.jdk = Path(subprocess.run([WEIR, "jdk"], check=True, capture_output=True, text=True).stdout.strip())
        libs = [ROOT / "artifact-client/target/dist/lib", ROOT / "cli/target/dist/lib"]
        client = next(lib for lib in libs if lib.is_dir())
        self.jars = f"{client}/*"
        self.testkit = f"{ROOT / 'testkit/target/dist/lib'}/*"
        self.sdk = f"{ROOT / 'artifact-store/target/quarkus-app/lib/main'}/*"
        self.classes = self.scratch / "classes"
        subprocess.run([self.jdk / "bin/javac", "-d", self.classes, "-cp", f"{self.jars}:{self.testkit}:{self.sdk}",
                        *PROGRAMS.glob("*.java")], check=True)
        self.data = {}
        self.stored = self.scratch / "stores"

    def java(self, program, libs, *words, heap=HEAP):
        return [str(part) for part in (self.jdk / "bin/java", heap, "--enable-native-access=ALL-UNNAMED",
                                       "--sun-misc-unsafe-memory-access=allow", "-cp", f"{self.classes}:{libs}",
                                       program, *words)]

    def run(self, command, env=None):
        done = subprocess.run([str(word) for word in command], cwd=self.scratch, env=dict(environment(), **(env or {})),
                              text=True, capture_output=True)
        if done.returncode != 0:
            sys.exit(f"{command} failed ({done.returncode}):\n{done.stdout[-2000:]}\n{done.stderr[-5000:]}")
        return done.stdout.strip().splitlines()

    def dataset(self, kind, count, size):
        wanted = Dataset(kind, max(1, count // self.fewer), size)
        if wanted.name not in self.data:
            wanted.file = self.scratch / wanted.name
            self.run(self.java("Generate", "", kind, wanted.file, wanted.total, len(self.data)))
            self.data[wanted.name] = wanted
        made = self.data[wanted.name]
        subprocess.run(["cat", made.file], stdout=subprocess.DEVNULL, check=True)
        return made

    def forget(self, dataset):
        dataset.file.unlink()
        del self.data[dataset.name]

    def floors(self, size):
        floors = json.loads(self.run(self.java("Floors", "", self.scratch, size))[-1])
        print("floors, MB/s:", floors, file=sys.stderr, flush=True)
        return floors

    def mesh(self, counted=False, services=True):
        return Mesh(self, counted, services)

    def empty(self):
        shutil.rmtree(self.stored, ignore_errors=True)
        self.stored.mkdir()

    def local(self, side, verb, dataset, heap=HEAP):
        keys = self.scratch / f"{side}.keys"
        if side == "weir":
            command = self.java("WeirSide", self.jars, verb, self.stored / "weir", keys, *dataset.words(), heap=heap)
        else:
            command = [self.python, PROGRAMS / "metaflow_side.py", verb, "local", self.stored / "metaflow", keys,
                       *dataset.words()]
        return self.tell(f"{side} {verb} local {dataset}", self.run(command), dataset)

    @staticmethod
    def tell(what, lines, dataset):
        took = json.loads(lines[-1])
        took["rate"] = dataset.total / 1e6 / took["seconds"]
        print(f"{what:50} {took['seconds']:9.3f} s {took['rate']:8.0f} MB/s {took['rss'] / 1e6:6.0f} MB resident",
              file=sys.stderr, flush=True)
        return took


class Mesh:
    """The embedded S3 and PostgreSQL and artifact-store, each a process, on an empty directory."""

    def __init__(self, bench, counted, services):
        self.bench = bench
        self.counted = counted
        self.folder = Path(tempfile.mkdtemp(dir=bench.scratch))
        self.processes = []
        aws = json.loads(self.start("aws", bench.java("dev.weir.testkit.EmbeddedAws", bench.testkit, "--data-dir",
                                                      self.folder / "aws", "--bucket", BUCKET, "--databases",
                                                      "artifacts", "--until-stdin-closes", heap="-Xmx1g")))
        self.s3 = aws["s3"]["endpoint"]
        if counted:
            self.counter = bench.java("CountedS3", bench.testkit, self.s3)
            self.s3 = self.start("counter", self.counter)
            self.counting = self.processes[-1]
        self.env = {"AWS_REGION": aws["region"], "AWS_DEFAULT_REGION": aws["region"],
                    "AWS_ACCESS_KEY_ID": aws["accessKeyId"], "AWS_SECRET_ACCESS_KEY": aws["secretAccessKey"],
                    "AWS_ENDPOINT_URL_S3": self.s3, "METAFLOW_S3_ENDPOINT_URL": self.s3,
                    "METAFLOW_DEFAULT_DATASTORE": "s3", "METAFLOW_DATASTORE_SYSROOT_S3": f"s3://{BUCKET}/metaflow"}
        if services:
            self.serve(aws["postgres"]["databases"]["artifacts"])

    def serve(self, database):
        port = free_port()
        self.service = f"http://127.0.0.1:{port}"
        env = dict(self.env, QUARKUS_HTTP_HOST="127.0.0.1", QUARKUS_HTTP_PORT=str(port), STORE_BUCKET=BUCKET,
                   STORE_PATH_STYLE_ACCESS="true", QUARKUS_DATASOURCE_JDBC_URL=database["jdbcUrl"],
                   QUARKUS_DATASOURCE_USERNAME=database["username"], QUARKUS_DATASOURCE_PASSWORD=database["password"])
        jar = ROOT / "artifact-store/target/quarkus-app/quarkus-run.jar"
        log = open(self.folder / "service.log", "wb")
        self.store = subprocess.Popen([self.bench.jdk / "bin/java", HEAP, "-jar", jar], env=dict(os.environ, **env),
                                      stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        self.keep(self.store)
        deadline = time.monotonic() + 60
        while not answers(self.service + "/q/health/ready"):
            if time.monotonic() > deadline or self.store.poll() is not None:
                sys.exit("artifact-store does not start:\n" + (self.folder / "service.log").read_text()[-5000:])
            time.sleep(0.1)

    def start(self, name, command):
        log = open(self.folder / f"{name}.log", "wb")
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True)
        self.keep(process)
        line = process.stdout.readline()
        if not line:
            sys.exit(f"{name} does not start:\n" + (self.folder / f"{name}.log").read_text()[-5000:])
        return line.strip()

    def keep(self, process):
        """Ended also when this program does not get to the end of the block."""
        self.processes.append(process)
        atexit.register(process.kill)

    def traffic(self):
        """What came by at S3 since this was last asked."""
        self.counting.stdin.write("\n")
        self.counting.stdin.flush()
        return json.loads(self.counting.stdout.readline())

    def service_peak(self):
        for line in Path(f"/proc/{self.store.pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
        return 0

    def move(self, side, verb, dataset, heap=HEAP):
        bench = self.bench
        keys = bench.scratch / f"{side}-s3.keys"
        if side == "weir":
            command = bench.java("WeirSide", bench.jars, verb, self.service, keys, *dataset.words(), heap=heap)
        elif side == "sdk":
            command = bench.java("SdkSide", bench.sdk, verb, self.s3, BUCKET, *dataset.words(), heap="-Xmx1g")
        else:
            command = [bench.python, PROGRAMS / "metaflow_side.py", verb, "s3", f"s3://{BUCKET}/metaflow", keys,
                       *dataset.words()]
        return bench.tell(f"{side} {verb} S3 {dataset}", bench.run(command, self.env), dataset)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for process in reversed(self.processes):
            process.terminate()
            process.wait(30)
        shutil.rmtree(self.folder, ignore_errors=True)


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def answers(url):
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return answer.status == 200
    except OSError:
        return False


def median(taken, what="rate"):
    return statistics.median(one[what] for one in taken)


def size_of(folder):
    return sum(file.stat().st_size for file in Path(folder).rglob("*") if file.is_file())


# --- The rows -------------------------------------------------------------------------------------------------------


class Throughput:
    """MB/s of the datasets, for each side and both places, save and load."""

    def __init__(self, title, *datasets, once=False):
        self.title, self.datasets, self.once = title, datasets, once

    def lines(self, bench, rounds, floors):
        for wanted in self.datasets:
            dataset = bench.dataset(*wanted)
            taken = {}
            for turn in range(1 if self.once else rounds):
                self.round(bench, dataset, taken)
            bench.forget(dataset)
            yield from self.told(dataset, taken, floors)

    def round(self, bench, dataset, taken):
        bench.empty()
        for side in random.sample(("metaflow", "weir"), 2):
            for verb in ("save", "load"):
                taken.setdefault(("local", verb, side), []).append(bench.local(side, verb, dataset))
            taken.setdefault(("local", "stored", side), []).append({"rate": size_of(bench.stored / side)})
            shutil.rmtree(bench.stored / side)
        with bench.mesh() as mesh:
            for side in random.sample(SIDES, 3):
                for verb in ("save", "load"):
                    taken.setdefault(("S3", verb, side), []).append(mesh.move(side, verb, dataset))

    def told(self, dataset, taken, floors):
        for place in ("local", "S3"):
            for verb in ("save", "load"):
                rates = {side: median(taken[place, verb, side]) for side in SIDES if (place, verb, side) in taken}
                slowest = min(floor_names(place, verb), key=lambda name: floors[name])
                yield (f"{verb} {dataset}, {place}", target(verb, dataset),
                       f"{rates['metaflow']:.0f} MB/s", f"{rates['sdk']:.0f} MB/s" if "sdk" in rates else "–",
                       f"{rates['weir']:.0f} MB/s",
                       f"**{rates['weir'] / rates['metaflow']:.1f}×** Metaflow; {rates['weir'] / floors[slowest]:.0%} of "
                       f"{slowest}'s {floors[slowest]:.0f}")
        kept = {side: median(taken["local", "stored", side]) / dataset.total for side in ("metaflow", "weir")}
        yield f"on disk, {dataset}", "–", f"{kept['metaflow']:.0%}", "100%", f"{kept['weir']:.0%}", "of the bytes saved"


class Requests:
    """Small artifacts over S3: requests, counted in a run of its own."""

    def __init__(self, title, wanted):
        self.title, self.wanted = title, wanted

    def lines(self, bench, rounds, floors):
        dataset = bench.dataset(*self.wanted)
        counts = {}
        with bench.mesh(counted=True) as mesh:
            for side in SIDES:
                mesh.traffic()
                for verb in ("save", "load"):
                    mesh.move(side, verb, dataset)
                    counts[side, verb] = mesh.traffic()
                    print(side, verb, counts[side, verb], file=sys.stderr, flush=True)
        bench.forget(dataset)
        for verb in ("save", "load"):
            totals = {side: counts[side, verb]["total"] for side in SIDES}
            yield (f"S3 requests to {verb} {dataset}", "≤ 1/20 of Metaflow's", f"{totals['metaflow']:,}",
                   f"{totals['sdk']:,}", f"{totals['weir']:,}", f"**1/{totals['metaflow'] / max(1, totals['weir']):.0f}**")


class Changed:
    """A blob again with some of it changed: what is moved. And the same again: nothing, and how fast."""

    def __init__(self, title, size, places, bytes_each):
        self.title, self.size, self.places, self.bytes_each = title, size, places, bytes_each

    def lines(self, bench, rounds, floors):
        before = bench.dataset("random", 1, self.size)
        after = Dataset("random", 1, self.size)
        after.file = bench.scratch / "changed"
        bench.run(bench.java("Generate", "", "change", before.file, after.file, self.places, self.bytes_each))
        grown, up, again = {}, {}, []
        bench.empty()
        for side in ("metaflow", "weir"):
            bench.local(side, "save", before)
            held = size_of(bench.stored / side)
            bench.local(side, "save", after)
            grown[side] = size_of(bench.stored / side) - held
        held = size_of(bench.stored / "weir")
        again = [bench.local("weir", "save", after) for _ in range(rounds)]
        theirs = [bench.local("metaflow", "save", after) for _ in range(rounds)]
        assert size_of(bench.stored / "weir") == held, "an identical save wrote something"
        bench.empty()
        with bench.mesh(counted=True) as mesh:
            for side in ("metaflow", "weir"):
                mesh.move(side, "save", before)
                mesh.traffic()
                mesh.move(side, "save", after)
                up[side] = mesh.traffic()["up"]
            mesh.move("weir", "save", after)
            same = mesh.traffic()
        with bench.mesh() as mesh:
            mesh.move("weir", "save", after)
            remote = [mesh.move("weir", "save", after) for _ in range(rounds)]
        bench.forget(before)
        after.file.unlink()
        what = f"{self.size // MB} MB again, 1 % of it changed in {self.places} places"
        yield (f"{what}: written, local", "≤ 40 MB", f"{grown['metaflow'] / 1e6:.0f} MB", "–",
               f"{grown['weir'] / 1e6:.1f} MB", "")
        yield (f"{what}: sent to S3", "≤ 40 MB", f"{up['metaflow'] / 1e6:.0f} MB", "–", f"{up['weir'] / 1e6:.1f} MB", "")
        for place, taken in (("local", again), ("S3", remote)):
            yield (f"the identical {self.size // MB} MB again, {place}", "nothing moved; ≥ 50 % of sha256",
                   f"{median(theirs):.0f} MB/s" if place == "local" else "–", "–", f"{median(taken):.0f} MB/s",
                   f"**{median(taken) / floors['sha256']:.0%}** of one thread's SHA-256, "
                   + ("0 bytes written" if place == "local" else f"{same['up']} bytes, {same['total']} requests to S3"))


class Memory:
    """Peak resident memory over that of the same program with one small blob; and the service's under many streams."""

    def __init__(self, title, small, large, heap, streams):
        self.title, self.small, self.large, self.heap, self.streams = title, small, large, heap, streams

    def lines(self, bench, rounds, floors):
        small, large = bench.dataset(*self.small), bench.dataset(*self.large)
        bench.empty()
        for verb in ("save", "load"):
            floor, most = (bench.local("weir", verb, data, heap=self.heap)["rss"] for data in (small, large))
            yield (f"resident memory to {verb} {large}, local, {self.heap}", "≤ floor + 64 MB", "–", "–",
                   f"{most / 1e6:.0f} MB", f"floor + **{(most - floor) / 1e6:.0f} MB**")
        bench.empty()
        with bench.mesh() as mesh:
            for verb in ("save", "load"):
                floor, most = (mesh.move("weir", verb, data, heap=self.heap)["rss"] for data in (small, large))
                yield (f"resident memory to {verb} {large}, S3, {self.heap}", "≤ floor + 64 MB", "–", "–",
                       f"{most / 1e6:.0f} MB", f"floor + **{(most - floor) / 1e6:.0f} MB**")
        bench.forget(small)
        bench.forget(large)


ROWS = {
    "large": Throughput("large", ("random", 8, 256 * MB), ("text", 8, 256 * MB)),
    "huge": Throughput("huge", ("random", 1, 4 * GB), once=True),
    "middle": Throughput("middle", ("random", 1000, MB)),
    "small": Throughput("small", ("random", 10_000, 64 * KB)),
    "requests": Requests("requests", ("random", 10_000, 64 * KB)),
    "changed": Changed("changed", GB, 100, GB // 100 // 100),
    "memory": Memory("memory", ("random", 1, 64 * KB), ("random", 1, 4 * GB), "-Xmx96m", 64),
}
QUICK = {
    "large": Throughput("large", ("random", 2, 64 * MB), ("text", 2, 64 * MB)),
    "huge": Throughput("huge", ("random", 1, 256 * MB), once=True),
    "middle": Throughput("middle", ("random", 100, MB)),
    "small": Throughput("small", ("random", 1000, 64 * KB)),
    "requests": Requests("requests", ("random", 1000, 64 * KB)),
    "changed": Changed("changed", 128 * MB, 100, 128 * MB // 100 // 100),
    "memory": Memory("memory", ("random", 1, 64 * KB), ("random", 1, 512 * MB), "-Xmx96m", 16),
}


def floor_names(place, verb):
    names = ["sha256-all", "write" if verb == "save" else "read"]
    return names if place == "local" else [*names, "loopback"]


def target(verb, dataset):
    if dataset.size < MB:
        return "≥ 10×"
    return "≥ 10×, ≥ 70 % of the floor" if verb == "save" else "≥ 4×, ≥ 70 % of the floor"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--quick", action="store_true", help="smaller data, to see that it works")
    parser.add_argument("--fewer", type=int, default=1, metavar="N", help="an N-th of the blobs, of the same sizes")
    parser.add_argument("--metaflow", metavar="PYTHON", help="a Python that has Metaflow and boto3")
    parser.add_argument("--row", action="append", choices=ROWS, help="only that row; may be repeated")
    args = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))
    rows = [row for name, row in (QUICK if args.quick else ROWS).items() if not args.row or name in args.row]
    with tempfile.TemporaryDirectory() as scratch:
        bench = Bench(scratch, metaflow_python(args.metaflow, scratch, "boto3"), args.fewer)
        floors = bench.floors(256 * MB if args.quick else 2 * GB)
        print("| what | to reach | Metaflow | AWS SDK | Weir | ratio |\n|---|---|---|---|---|---|")
        for row in rows:
            for line in row.lines(bench, args.rounds, floors):
                print("| " + " | ".join(line) + " |", flush=True)
        print("\nMachine, MB/s: " + ", ".join(f"{name} {rate:.0f}" for name, rate in floors.items()))


if __name__ == "__main__":
    main()
