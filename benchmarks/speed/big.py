"""Makes one artifact of a given size in one step and reads it in the next."""

import os
import time

from metaflow import FlowSpec, Parameter, step


class Big(FlowSpec):
    bytes = Parameter("bytes", default=200_000_000)

    @step
    def start(self):
        self.data = os.urandom(self.bytes)
        print("made", int(time.time() * 1000))
        self.next(self.load)

    @step
    def load(self):
        print("loaded", len(self.data), int(time.time() * 1000))
        self.next(self.end)

    @step
    def end(self):
        pass


if __name__ == "__main__":
    Big()
