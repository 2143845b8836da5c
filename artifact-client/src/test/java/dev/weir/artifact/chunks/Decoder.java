package dev.weir.artifact.chunks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * What reads bytes that anybody may have written, and what has to hold whatever they are: nothing
 * but the documented exception, no more memory than the input warrants, nothing unchecked handed
 * out.
 */
enum Decoder {
  /** Eight bytes of size, then a node. */
  MANIFEST(64L << 10, 24) {
    @Override
    void read(byte[] input) {
      var size = input.length < Long.BYTES ? 0 : ByteBuffer.wrap(input).getLong();
      var node = Arrays.copyOfRange(input, Math.min(Long.BYTES, input.length), input.length);
      try {
        var manifest = Manifest.parse(node, size);
        // A blob has one name only if its manifest can be written in one way only.
        assertThat(manifest.bytes()).isEqualTo(node);
        assertThat(manifest.size()).isEqualTo(size);
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("manifest");
      }
    }
  },

  /** A pack, by its footer and its table alone: as it is, and with the right SHA-256. */
  TABLE(64L << 10, 64) {
    @Override
    void read(byte[] input) {
      check(input);
      check(signed(input));
    }

    private void check(byte[] input) {
      var tableEnds = Math.max(0, input.length - PackTable.FOOTER);
      try {
        var location =
            PackTable.footer(Arrays.copyOfRange(input, tableEnds, input.length), input.length);
        var table = Arrays.copyOfRange(input, (int) location.at(), tableEnds);
        var before = "";
        for (var entry : PackTable.entries(table, location)) {
          assertThat(entry.at()).isBetween(8L, location.at() - entry.stored());
          assertThat((long) entry.stored()).isBetween(0L, entry.chunk().size());
          assertThat(entry.chunk().size()).isBetween(0L, (long) ChunkSizes.STANDARD.max());
          assertThat(entry.chunk().sha256()).isGreaterThan(before);
          before = entry.chunk().sha256();
        }
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("pack");
      }
    }

    /** So that what is wrong is met by the one who reads the entries. */
    private byte[] signed(byte[] input) {
      if (input.length < PackTable.FOOTER + 8) {
        return input;
      }
      var footer = input.length - PackTable.FOOTER;
      var signed = input.clone();
      var at = ByteBuffer.wrap(input).getLong(footer);
      if (at >= 0 && at <= footer) {
        var table = Arrays.copyOfRange(input, (int) at, footer);
        System.arraycopy(Digest.newSha256().digest(table), 0, signed, footer + 16, 32);
      }
      return signed;
    }
  },

  /** The chunk's digest, its size in four bytes, and a frame. */
  FRAME(3L << 20, 16) {
    @Override
    void read(byte[] input) {
      if (input.length < 36) {
        return;
      }
      var in = ByteBuffer.wrap(input);
      var sha256 = new byte[32];
      in.get(sha256);
      var chunk =
          new Digest(
              HexFormat.of().formatHex(sha256),
              Integer.toUnsignedLong(in.getInt()) % ((1 << 20) + 3));
      var guard = 16;
      var target = new byte[(int) chunk.size() + 2 * guard];
      try {
        Frame.read(chunk, input, 36, input.length - 36, target, guard, "a test");
        assertThat(Digest.of(Arrays.copyOfRange(target, guard, target.length - guard)))
            .isEqualTo(chunk);
      } catch (CorruptBlobException e) {
        assertThat(e.digest()).isEqualTo(chunk);
      }
      assertThat(Arrays.copyOf(target, guard)).containsOnly(0);
      assertThat(Arrays.copyOfRange(target, target.length - guard, target.length)).containsOnly(0);
    }
  },

  /** A pack in a file: every chunk of its table, and those that a good pack would have. */
  PACK(8L << 20, 64) {
    @Override
    void read(byte[] input) throws IOException {
      var file = Files.createTempFile("weir-fuzz-", ".pack");
      try {
        Files.write(file, input);
        open(file);
      } finally {
        Files.delete(file);
      }
    }

    private void open(Path file) {
      try (var pack = Pack.open(file)) {
        for (var name : SampleBytes.NAMES) {
          var found = pack.find(name);
          if (found.isPresent()) {
            readOne(pack, found.get());
          }
        }
        for (var entry : pack.entries()) {
          readOne(pack, entry);
        }
      } catch (IOException e) {
        assertThat(e.getMessage()).isNotEmpty();
      }
    }

    private void readOne(Pack pack, PackEntry entry) {
      var target = new byte[(int) Math.min(entry.chunk().size(), 1 << 20)];
      try {
        pack.read(entry, target, 0);
        assertThat(Digest.of(target)).isEqualTo(entry.chunk());
      } catch (IOException e) {
        assertThat(e.getMessage()).isNotEmpty();
      }
    }
  };

  private final long base;
  private final int perByte;

  Decoder(long base, int perByte) {
    this.base = base;
    this.perByte = perByte;
  }

  abstract void read(byte[] input) throws IOException;

  /** How much of the heap reading so many bytes may take, garbage included. */
  long allowance(int length) {
    return base + (long) perByte * length;
  }

  /** Good inputs, from which bad ones are made. */
  List<byte[]> samples() throws IOException {
    return switch (this) {
      case MANIFEST -> SampleBytes.manifests();
      case TABLE, PACK -> SampleBytes.packs();
      case FRAME -> SampleBytes.frames();
    };
  }
}
