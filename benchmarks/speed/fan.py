"""Any number of trivial tasks side by side."""

from metaflow import FlowSpec, Parameter, step


class Fan(FlowSpec):
    count = Parameter("count", default=10)

    @step
    def start(self):
        self.items = list(range(self.count))
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
    Fan()
