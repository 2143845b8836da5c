package dev.weir.gc;

import dev.weir.protocol.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Writers, runs and collectors around one store, step by step, all by one seed. */
final class CollectedWorld {
  static final Duration GRACE = Duration.ofHours(24);
  private static final int CHUNKS = 48;
  private static final int STEPS = 150;

  private final Random random;
  private final double rewriteBelow;
  private final List<Writer> writers = new ArrayList<>();
  private final List<Set<String>> runs = new ArrayList<>();

  /** Long ago: stores that look at a real clock of their own are told apart by it. */
  private Instant now = Instant.parse("2020-01-01T00:00:00Z");

  private Duration collectorsSkew = Duration.ZERO;
  private CollectedStore store = new MemoryChunkFiles(this::collectorsNow);
  private boolean calm;
  private int steps;

  /** The collector's process dies here. */
  static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  CollectedWorld(int seed) {
    // Seeds that follow each other would begin alike.
    this.random = new Random(seed * 0x9E3779B97F4A7C15L);
    this.rewriteBelow = random.nextBoolean() ? 1 : 0.5;
  }

  /** One that stores what a run will have. */
  private static final class Writer {
    private final List<byte[]> wants;
    private final List<byte[]> toPut = new ArrayList<>();
    private final Duration skew;
    private final Instant deadline;
    private int asked;

    Writer(List<byte[]> wants, Duration skew, Instant deadline) {
      this.wants = wants;
      this.skew = skew;
      this.deadline = deadline;
    }
  }

  Instant collectorsNow() {
    return now.plus(collectorsSkew);
  }

  void populate(CollectedStore empty) throws IOException {
    store = empty;
    for (var i = 0; i < 3; i++) {
      begin();
    }
  }

  /** Anything may happen next. */
  void live() throws IOException {
    for (var i = 0; i < STEPS; i++) {
      if (random.nextInt(4) == 0) {
        collect();
      } else {
        step();
      }
    }
  }

  /** Nobody writes any more, nobody crashes, and the collector comes back as often as it says. */
  void settle() throws IOException {
    while (!writers.isEmpty()) {
      finish(writers.removeLast());
    }
    calm = true;
    for (var i = 0; i < 8; i++) {
      now = now.plus(GRACE.multipliedBy(2));
      if (collect()) {
        read();
        return;
      }
    }
    throw new AssertionError("the collector never says that it is done");
  }

  /**
   * What is stored and no run has; but in packs of which enough is needed, where that is allowed.
   */
  Set<String> unneeded() throws IOException {
    var unneeded = new HashSet<>(store.stored());
    runs.forEach(unneeded::removeAll);
    store
        .files()
        .inUse(
            file -> {
              var all = file.bytes();
              var dead =
                  file.chunks().stream()
                      .filter(chunk -> unneeded.contains(chunk.sha256()))
                      .mapToLong(ChunkFiles.StoredChunk::stored)
                      .sum();
              if (rewriteBelow < 1 && dead * 2 <= all) {
                file.chunks().forEach(chunk -> unneeded.remove(chunk.sha256()));
              }
            });
    return unneeded;
  }

  /** Whether it has nothing to come back for. */
  private boolean collect() throws IOException {
    collectorsSkew = skew(GRACE.dividedBy(5));
    var stepped = new SteppedFiles(store.files(), this::meanwhile);
    var collector = new Collector(this::marked, stepped, GRACE, rewriteBelow, clock());
    try {
      if (random.nextInt(8) == 0) {
        collector.preview();
      }
      return collector.collect().isDone();
    } catch (Crash e) {
      return false; // The next one goes on.
    } finally {
      check();
    }
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public Instant instant() {
        return collectorsNow();
      }

      @Override
      public ZoneOffset getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }
    };
  }

  /** What was recorded before; of what comes while it is asked, it may know or not. */
  private DigestSet marked() throws IOException {
    var before = List.copyOf(runs);
    meanwhile();
    var set = new DigestSet();
    // A run that was dropped meanwhile may count or not.
    before.forEach(run -> run.forEach(set::add));
    return set;
  }

  /** Between two steps of the collector. */
  private void meanwhile() throws IOException {
    if (calm) {
      return;
    }
    if (random.nextInt(120) == 0) {
      throw new Crash();
    }
    for (var i = random.nextInt(3); i > 0; i--) {
      step();
    }
  }

  private void step() throws IOException {
    switch (random.nextInt(10)) {
      case 0 -> begin();
      case 1, 2 -> drop();
      case 3, 4 -> pass(Duration.ofMinutes(random.nextInt((int) GRACE.toMinutes())));
      default -> goOn();
    }
    if (++steps % store.checkedEvery() == 0) {
      check();
    }
  }

  private void begin() {
    if (writers.size() < 3) {
      var wants = new ArrayList<byte[]>();
      for (var i = 1 + random.nextInt(8); i > 0; i--) {
        var number = random.nextInt(CHUNKS);
        var text = ("chunk " + number + " ").repeat(1 + number % 5);
        wants.add(text.getBytes(StandardCharsets.UTF_8));
      }
      var time = GRACE.multipliedBy(9 - random.nextInt(3) * random.nextInt(3)).dividedBy(10);
      writers.add(new Writer(wants, skew(GRACE.dividedBy(3)), now.plus(time)));
    }
  }

  /** Often as much as may be: there it is dangerous. */
  private Duration skew(Duration most) {
    if (random.nextBoolean()) {
      return random.nextBoolean() ? most : most.negated();
    }
    return Duration.ofMinutes(random.nextLong(2 * most.toMinutes() + 1) - most.toMinutes());
  }

  private void drop() {
    if (!runs.isEmpty()) {
      runs.remove(random.nextInt(runs.size()));
    }
  }

  /** Who stores something says what for within the grace period: that is the promise asked for. */
  private void pass(Duration time) throws IOException {
    var then = now.plus(time);
    for (var writer : List.copyOf(writers)) {
      if (writer.deadline.isBefore(then)) {
        writers.remove(writer);
        finish(writer);
      }
    }
    now = then;
  }

  private void goOn() throws IOException {
    if (writers.isEmpty()) {
      return;
    }
    var writer = writers.get(random.nextInt(writers.size()));
    if (random.nextInt(20) == 0) {
      writers.remove(writer); // It dies, and never says what it had.
    } else if (writer.asked < writer.wants.size()) {
      ask(writer, 1 + random.nextInt(4));
    } else if (random.nextInt(6) == 0) {
      writers.remove(writer);
      finish(writer);
    }
  }

  private void ask(Writer writer, int most) throws IOException {
    var by = now.plus(writer.skew);
    var to = Math.min(writer.wants.size(), writer.asked + most);
    var some = writer.wants.subList(writer.asked, to);
    var missing = store.missing(some.stream().map(CollectedWorld::name).toList(), by);
    some.stream().filter(content -> missing.contains(name(content))).forEach(writer.toPut::add);
    writer.asked = to;
    if (random.nextBoolean()) {
      put(writer);
    }
  }

  private void put(Writer writer) throws IOException {
    if (!writer.toPut.isEmpty()) {
      store.put(distinct(writer.toPut), now.plus(writer.skew));
      writer.toPut.clear();
    }
  }

  private void finish(Writer writer) throws IOException {
    while (writer.asked < writer.wants.size()) {
      ask(writer, 4);
    }
    put(writer);
    var run = new HashSet<String>();
    writer.wants.forEach(content -> run.add(name(content)));
    runs.add(run);
  }

  private static List<byte[]> distinct(List<byte[]> contents) {
    var seen = new HashSet<String>();
    return contents.stream().filter(content -> seen.add(name(content))).toList();
  }

  private void check() throws IOException {
    var there = store.stored();
    for (var run : runs) {
      if (!there.containsAll(run)) {
        throw new AssertionError("a chunk of a kept run is lost");
      }
    }
  }

  private void read() throws IOException {
    for (var run : runs) {
      for (var chunk : run) {
        if (!store.isReadable(chunk)) {
          throw new AssertionError("chunk " + chunk + " of a kept run can't be read");
        }
      }
    }
  }

  private static String name(byte[] content) {
    return Digest.of(content).sha256();
  }
}
