"""What the benchmark programs here share: Metaflow beside Weir, and what a command takes."""

import os
import re
import resource
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WEIR = ROOT / "weir"
METAFLOW = "metaflow==2.19.38"


def metaflow_python(given, scratch, *besides):
    """The Python given, else one of a new virtual environment in the folder."""
    if given:
        return given
    venv = Path(scratch) / "metaflow"
    subprocess.run([sys.executable, "-m", "venv", venv], check=True)
    subprocess.run([venv / "bin" / "pip", "install", "--quiet", METAFLOW, *besides], check=True)
    return venv / "bin" / "python"


class Done:
    """A command that has ended as it should: what it took, and what it said."""

    def __init__(self, wall, cpu, output, peaks):
        self.wall = wall
        self.cpu = cpu
        self.output = output
        self.peaks = peaks  # of each process seen: its highest resident set in bytes, by pid


def timed(command, cwd, env, expected, watch_memory=False):
    """Runs it to its end, which must be a good one. CPU is that of the command and all its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.monotonic()
    process = subprocess.Popen([str(part) for part in command], cwd=cwd, env=env, text=True,
                               stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    memory = MemoryWatch(process.pid) if watch_memory else None
    output, _ = process.communicate()
    wall = time.monotonic() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode != 0 or not re.search(expected, output):
        sys.exit(f"{command} failed ({process.returncode}):\n{output[-5000:]}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Done(wall, cpu, output, memory.stop() if memory else {})


class MemoryWatch:
    """Looks again and again at the highest resident set of a process and of all its descendants."""

    def __init__(self, root):
        self.root = root
        self.peaks = {}
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self.look, daemon=True)
        self.thread.start()

    def look(self):
        while not self.ended.wait(0.02):
            parents = {}
            for status in Path("/proc").glob("[0-9]*/status"):
                try:
                    facts = dict(line.split(":\t", 1) for line in status.read_text().splitlines() if ":\t" in line)
                except OSError:
                    continue
                parents[int(status.parent.name)] = (int(facts["PPid"]), facts.get("VmHWM"))
            for pid, (_, peak) in parents.items():
                if peak and self.belongs(pid, parents):
                    self.peaks[pid] = max(self.peaks.get(pid, 0), int(peak.split()[0]) * 1024)

    def belongs(self, pid, parents):
        while pid in parents and pid != self.root:
            pid = parents[pid][0]
        return pid == self.root

    def stop(self):
        self.ended.set()
        self.thread.join()
        return self.peaks


def environment():
    return dict(os.environ, METAFLOW_USER="bench")
