package dev.weir.store;

import static dev.weir.store.StoreClient.problem;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.weir.protocol.Digest;
import dev.weir.protocol.ProblemType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Packs with the right name and wrong contents, by both ways in: refused, nothing of them is found
 * afterwards, and the chunk that they meant to poison can still be stored by who has it.
 */
@StoreTest
class PoisonedPackTest {
  private static final byte[] VICTIM = PackBytes.random(5_000);
  private static final String SHA256 = Digest.of(VICTIM).sha256();

  private final StoreClient store = StoreClient.ofNewProject();

  static Stream<Arguments> packs() {
    var other = PackBytes.random(5_000);
    var good = PackBytes.of(VICTIM);
    var zeros = new byte[1 << 20];
    return Stream.of(
        bad("other bytes under a chunk's name", PackBytes.forged().with(other, SHA256, 5_000)),
        bad("a frame that is no zstd", PackBytes.forged().with(other, SHA256, 5_001)),
        bad("a longer chunk", PackBytes.forged().with(Zstd.compress(zeros), SHA256, 5_000)),
        bad("a shorter chunk", PackBytes.forged().with(Zstd.compress(VICTIM), SHA256, 6_000)),
        bad("a bomb", PackBytes.forged().with(Zstd.compress(new byte[200 << 20]), SHA256, 1 << 20)),
        bad("a chunk of more than 1 MiB", PackBytes.forged().with(VICTIM, SHA256, (1 << 20) + 1)),
        bad("a negative size", PackBytes.forged().with(VICTIM, SHA256, -5)),
        bad("stored larger than raw", PackBytes.forged().with(VICTIM, SHA256, 4_000)),
        bad(
            "a place outside",
            PackBytes.forged().withHidden(VICTIM).withEntry(SHA256, 9_000, 5_000, 5_000)),
        bad(
            "a place far outside",
            PackBytes.forged().withHidden(VICTIM).withEntry(SHA256, Long.MAX_VALUE, 5_000, 5_000)),
        bad(
            "a place in the first bytes",
            PackBytes.forged().withHidden(VICTIM).withEntry(SHA256, 0, 5_000, 5_000)),
        bad("a gap", PackBytes.forged().withHidden(other).with(VICTIM, SHA256, 5_000)),
        bad(
            "bytes behind the frames",
            PackBytes.forged().with(VICTIM, SHA256, 5_000).withHidden(other)),
        bad("overlapping frames", overlapping()),
        bad(
            "a chunk twice",
            PackBytes.forged().with(VICTIM, SHA256, 5_000).with(VICTIM, SHA256, 5_000)),
        bad("a table without order", unordered()),
        bad("no chunks", PackBytes.forged()),
        Arguments.of("nothing", new byte[0]),
        Arguments.of("a few bytes", new byte[20]),
        Arguments.of("no footer", Arrays.copyOf(good, good.length - 56)),
        Arguments.of("a truncated end", Arrays.copyOf(good, good.length - 1)),
        Arguments.of("a missing beginning", Arrays.copyOfRange(good, 8, good.length)),
        Arguments.of("another first byte", flipped(good, 0)),
        Arguments.of("a flipped bit in a frame", flipped(good, 100)),
        Arguments.of("a flipped bit in the table", flipped(good, good.length - 60)),
        Arguments.of("a flipped bit in the footer", flipped(good, good.length - 20)));
  }

  private static Arguments bad(String what, PackBytes pack) {
    return Arguments.of(what, pack.bytes());
  }

  /** Two chunks, one inside of the other. */
  private static PackBytes overlapping() {
    var inner = Arrays.copyOf(VICTIM, 1_000);
    var pack = PackBytes.forged().withHidden(VICTIM);
    Stream.of(VICTIM, inner)
        .sorted(Comparator.comparing(chunk -> Digest.of(chunk).sha256()))
        .forEach(chunk -> pack.withEntry(Digest.of(chunk).sha256(), 8, chunk.length, chunk.length));
    return pack;
  }

  private static PackBytes unordered() {
    var pack = PackBytes.forged();
    Stream.of(VICTIM, Arrays.copyOf(VICTIM, 1_000))
        .sorted(Comparator.comparing((byte[] chunk) -> Digest.of(chunk).sha256()).reversed())
        .forEach(chunk -> pack.with(chunk, Digest.of(chunk).sha256(), chunk.length));
    return pack;
  }

  private static byte[] flipped(byte[] pack, int at) {
    var copy = pack.clone();
    copy[at] ^= 1;
    return copy;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("packs")
  void isRefusedWhereItPassesThrough(String what, byte[] pack) {
    // When
    var answer = store.put(pack);
    // Then
    problem(answer, ProblemType.INVALID_PACK, "");
    assertNothingHappened();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("packs")
  void isRefusedWhereItWasPutIntoS3(String what, byte[] pack) throws Exception {
    // Given
    var upload = store.upload(pack);
    assertThat(StoreClient.send(upload, pack).statusCode()).isEqualTo(200);
    // When
    var answer = store.commit(pack, upload);
    // Then
    problem(answer, ProblemType.INVALID_PACK, "");
    problem(store.commit(pack, upload), ProblemType.NOT_FOUND, "");
    assertNothingHappened();
  }

  private void assertNothingHappened() {
    assertThat(store.missing(VICTIM)).hasSize(1);
    assertThat(store.locate(VICTIM).places()).containsOnlyNulls();
    store.put(PackBytes.of(VICTIM)).statusCode(201);
    assertThat(List.of(store.missing(VICTIM))).containsExactly(List.of());
  }
}
