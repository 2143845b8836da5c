package dev.weir.cdk;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** CPU units and memory of one task, in a pairing that Fargate sells. */
record FargateSize(int cpu, int memoryMib) {
  private static final Map<Integer, Memory> SOLD =
      new TreeMap<>(
          Map.of(
              512, new Memory(1, 4, 1),
              1024, new Memory(2, 8, 1),
              2048, new Memory(4, 16, 1),
              4096, new Memory(8, 30, 1),
              8192, new Memory(16, 60, 4),
              16384, new Memory(32, 120, 8)));

  FargateSize {
    var memory = SOLD.get(cpu);
    if (memory == null) {
      throw new IllegalArgumentException(
          "Fargate has no task of %d CPU units, only of %s".formatted(cpu, SOLD.keySet()));
    }
    if (!memory.sells(memoryMib)) {
      throw new IllegalArgumentException(
          "Fargate gives a task of %d CPU units %s, not %d".formatted(cpu, memory, memoryMib));
    }
  }

  private record Memory(int leastGib, int mostGib, int stepGib) {
    boolean sells(int mib) {
      return mibs().anyMatch(sold -> sold == mib);
    }

    private IntStream mibs() {
      return IntStream.iterate(leastGib, gib -> gib <= mostGib, gib -> gib + stepGib)
          .map(gib -> gib * 1024);
    }

    @Override
    public String toString() {
      return mibs().mapToObj(Integer::toString).collect(Collectors.joining(", ", "", " MiB"));
    }
  }
}
