"""A hundred trivial tasks side by side."""

from metaflow import FlowSpec, step


class Foreach100(FlowSpec):
    @step
    def start(self):
        self.items = list(range(100))
        self.next(self.body, foreach="items")

    @step
    def body(self):
        self.square = self.input * self.input
        self.next(self.join)

    @step
    def join(self, inputs):
        self.sum = sum(branch.square for branch in inputs)
        self.next(self.end)

    @step
    def end(self):
        print("sum is", self.sum)


if __name__ == "__main__":
    Foreach100()
