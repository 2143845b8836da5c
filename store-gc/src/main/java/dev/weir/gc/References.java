package dev.weir.gc;

import dev.weir.artifact.BlobStore;
import dev.weir.artifact.chunks.CorruptBlobException;
import dev.weir.client.Json;
import dev.weir.gc.Use.Part;
import dev.weir.protocol.ArtifactRef;
import dev.weir.protocol.AttemptRecord;
import dev.weir.protocol.CodePackage;
import dev.weir.protocol.Digest;
import dev.weir.protocol.IncludedFile;
import dev.weir.protocol.ItemList;
import dev.weir.protocol.Library;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.RunRecord;
import dev.weir.protocol.ServiceException;
import dev.weir.protocol.Snapshot;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.Transition;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every blob that a run needs, from its record down to the last page of items. Whoever adds a
 * digest to what is stored adds it here: {@code EveryDigestIsFollowedTest} says so.
 */
public final class References {
  private static final String FILE = "file";

  /** Those of docs/artifacts.md. Nobody knows what artifacts of another encoding refer to. */
  private static final Set<String> ENCODINGS = Set.of("json", "raw", "text", FILE, "java");

  private final BlobStore store;
  private final Findings findings;

  public References(BlobStore store, Findings findings) {
    this.store = store;
    this.findings = findings;
  }

  /** Those of a run and of all its tasks. */
  public void of(RunRecord run, RunSource source) throws IOException {
    of(run);
    var failed = new IOException[1];
    source.attempts(
        run.id(),
        attempt -> {
          try {
            if (failed[0] == null) {
              of(attempt);
            }
          } catch (IOException e) {
            failed[0] = e;
          }
        });
    if (failed[0] != null) {
      throw failed[0];
    }
  }

  /** Those of a run as a whole. */
  private void of(RunRecord run) throws IOException {
    var code = new Use(run.id(), Part.CODE, null, null, "package");
    var read = record(code, run.codePackage(), CodePackage.class);
    if (read != null) {
      of(run, read);
    }
    for (var parameter : run.parameters().entrySet()) {
      var use = new Use(run.id(), Part.PARAMETER, null, null, parameter.getKey());
      ofValue(use, parameter.getValue());
    }
  }

  private void of(RunRecord run, CodePackage code) throws IOException {
    findings.blob(new Use(run.id(), Part.CODE, null, null, "classes"), code.classes());
    var libraries = code.libraries();
    if (libraries != null) {
      for (var step : libraries.values()) {
        for (Library library : step) {
          findings.blob(
              new Use(run.id(), Part.CODE, null, null, library.coordinates()), library.file());
        }
      }
    }
    for (var parameter : code.parameters()) {
      var file = parameter.file();
      if (file != null) {
        findings.blob(
            new Use(run.id(), Part.PARAMETER, null, null, parameter.name()), file.content());
      }
    }
  }

  /**
   * A parameter's value is JSON. Which of them are files says the code package, which may be gone;
   * so every text in it that reads as a digest counts as one.
   */
  private void ofValue(Use use, @Nullable Object value) throws IOException {
    switch (value) {
      case Map<?, ?> object -> {
        for (var member : object.values()) {
          ofValue(use, member);
        }
      }
      case Iterable<?> array -> {
        for (var element : array) {
          ofValue(use, element);
        }
      }
      case String text when looksLikeDigest(text) -> findings.blob(use, Digest.parse(text));
      case null, default -> {}
    }
  }

  private static boolean looksLikeDigest(String text) {
    try {
      return Digest.parse(text).toString().equals(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void of(AttemptRecord attempt) throws IOException {
    for (var artifact : attempt.artifacts().entrySet()) {
      of(use(attempt, Part.ARTIFACT, artifact.getKey()), artifact.getValue());
    }
    if (attempt.outputs() != null) {
      var snapshot = use(attempt, Part.SNAPSHOT, "snapshot");
      var read = record(snapshot, attempt.outputs(), Snapshot.class);
      if (read != null) {
        for (var artifact : read.artifacts().entrySet()) {
          of(use(attempt, Part.ARTIFACT, artifact.getKey()), artifact.getValue());
        }
      }
    }
    if (attempt.transition() instanceof Transition.Foreach foreach) {
      ofItems(use(attempt, Part.ITEMS, "items"), foreach.items());
    }
  }

  private void ofItems(Use use, Digest items) throws IOException {
    var list = record(use, items, ItemList.class);
    if (list == null) {
      return;
    }
    for (var page : list.pages()) {
      var refs = record(use, page, ArtifactRef[].class);
      if (refs != null) {
        for (var ref : refs) {
          of(use, ref);
        }
      }
    }
  }

  private void of(Use use, ArtifactRef ref) throws IOException {
    if (!ENCODINGS.contains(ref.encoding())) {
      throw new IOException(
          use.text()
              + " has the encoding "
              + ref.encoding()
              + ", of which this release can't tell what it needs; use a newer Weir");
    }
    var inline = ref.inline();
    if (inline == null) {
      if (ref.encoding().equals(FILE)) {
        var file = record(use, ref.digest(), IncludedFile.class);
        if (file != null) {
          findings.blob(use, file.content());
        }
      } else {
        findings.blob(use, ref.digest());
      }
    } else if (ref.encoding().equals(FILE)) {
      findings.blob(
          use, Json.read(Base64.getDecoder().decode(inline), IncludedFile.class).content());
    }
  }

  /** The blob itself counts; what is in it is read once, or as often as somebody wants to. */
  private <T> @Nullable T record(Use use, Digest blob, Class<T> type) throws IOException {
    findings.blob(use, blob);
    if (!findings.enters(type, blob)) {
      return null;
    }
    try {
      return store.record(blob, type);
    } catch (CorruptBlobException e) {
      findings.unreadable(use, blob, e);
      return null;
    } catch (IllegalArgumentException e) {
      throw new IOException(use.text() + " is not what this release reads: " + e.getMessage(), e);
    } catch (ServiceException e) {
      if (e.type() == ProblemType.BLOB_NOT_FOUND) {
        findings.unreadable(use, blob, e);
        return null;
      }
      throw e;
    }
  }

  private static Use use(AttemptRecord attempt, Part part, String name) {
    TaskId task = attempt.taskId();
    return new Use(attempt.runId(), part, attempt.key().step(), task, name);
  }
}
