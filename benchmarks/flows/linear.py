"""Three trivial steps: what a run costs at least."""

from metaflow import FlowSpec, step


class Linear(FlowSpec):
    @step
    def start(self):
        self.x = 1
        self.next(self.middle)

    @step
    def middle(self):
        self.x = self.x + 1
        self.next(self.end)

    @step
    def end(self):
        print("x is", self.x)


if __name__ == "__main__":
    Linear()
