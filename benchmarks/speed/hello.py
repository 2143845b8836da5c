"""Three steps that greet."""

from metaflow import FlowSpec, step


class Hello(FlowSpec):
    @step
    def start(self):
        self.greeting = "hello"
        self.next(self.greet)

    @step
    def greet(self):
        self.greeting = self.greeting + ", world"
        self.next(self.end)

    @step
    def end(self):
        print(self.greeting)


if __name__ == "__main__":
    Hello()
