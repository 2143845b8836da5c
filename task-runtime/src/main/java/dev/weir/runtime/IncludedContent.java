package dev.weir.runtime;

import dev.weir.artifact.BlobStore;
import dev.weir.artifact.Codecs;
import dev.weir.protocol.ArtifactRef;
import dev.weir.protocol.Digest;
import dev.weir.protocol.IncludedFile;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** An included file's content as an artifact. It is in the store already and is not read here. */
record IncludedContent(IncludedFile file, BlobStore store) {

  ArtifactRef as(Class<?> type, @Nullable String encoding) throws IOException {
    if (type == String.class) {
      var utf8 =
          encoding == null ? file : new IncludedFile(transcoded(Charset.forName(encoding)), "");
      return new ArtifactRef("text", type.getTypeName(), utf8.content(), null);
    }
    if (type == byte[].class) {
      return new ArtifactRef("raw", type.getTypeName(), file.content(), null);
    }
    if (type == Path.class) {
      return Codecs.file(file);
    }
    throw new IllegalArgumentException(
        "an included file's field is a String, a byte[] or a Path, not " + type.getTypeName());
  }

  /** The same text in UTF-8, as text is stored; a buffer of it at a time is in memory. */
  private Digest transcoded(Charset charset) throws IOException {
    var copy = Files.createTempFile("weir-text-", ".txt");
    try (var in = new InputStreamReader(store.open(file.content()), charset.newDecoder())) {
      try (var out = Files.newBufferedWriter(copy, StandardCharsets.UTF_8)) {
        in.transferTo(out);
      }
      return Codecs.storeFile(copy, store);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          file.name() + " is not text in " + charset + "; a byte[] can hold it", e);
    } finally {
      Files.deleteIfExists(copy);
    }
  }
}
