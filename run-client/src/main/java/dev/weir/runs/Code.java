package dev.weir.runs;

import dev.weir.history.RunPlaces.Found;
import dev.weir.history.RunSources;
import dev.weir.protocol.CodePackage;
import dev.weir.protocol.FlowGraph;
import dev.weir.protocol.Provenance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.SortedMap;

/** What a run ran. */
public final class Code {
  private final CodePackage code;
  private final Found found;

  Code(CodePackage code, Found found) {
    this.code = code;
    this.found = found;
  }

  /** Of the whole package: equal ones mean equal code. */
  public String sha256() {
    return found.run().codePackage().sha256();
  }

  /** The name of the flow's class. */
  public String mainClass() {
    return code.mainClass();
  }

  /** The steps and how they follow each other. */
  public FlowGraph graph() {
    return code.graph();
  }

  /** The commit it came from, where git knew one. */
  public Optional<Provenance> provenance() {
    return Optional.ofNullable(found.run().provenance());
  }

  /** The release of Weir that packed it. */
  public String weirVersion() {
    return code.weirVersion();
  }

  /** The sources by their path, byte for byte: of a Maven project, all its files. */
  public SortedMap<String, byte[]> sources() {
    try {
      return RunSources.of(found);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "Code(" + mainClass() + ", " + sha256() + ")";
  }
}
