package dev.weir.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** What passes through this process; what S3 is asked is counted where it is asked. */
@ApplicationScoped
public class StoreMetrics {
  private final Counter in;
  private final Counter out;
  private final Counter hits;
  private final Counter misses;
  private final Counter spared;

  StoreMetrics(MeterRegistry meters) {
    in = meters.counter("store.bytes", "direction", "in");
    out = meters.counter("store.bytes", "direction", "out");
    hits = meters.counter("store.chunks.asked", "answer", "there");
    misses = meters.counter("store.chunks.asked", "answer", "missing");
    spared = meters.counter("store.bytes.spared");
    meters.gauge("store.dedupe.ratio", this, StoreMetrics::ratio);
  }

  /** Bytes of packs that were taken, through here or straight into S3. */
  public void received(long bytes) {
    in.increment(bytes);
  }

  public void sent(long bytes) {
    out.increment(bytes);
  }

  /** Writers asked for so many chunks. */
  public void asked(int there, int missing) {
    hits.increment(there);
    misses.increment(missing);
  }

  /** And need not send so many bytes. */
  public void spared(long bytes) {
    spared.increment(bytes);
  }

  /** Of all chunks that writers asked for, the share that was there. */
  private double ratio() {
    var asked = hits.count() + misses.count();
    return asked == 0 ? 0 : hits.count() / asked;
  }
}
