package dev.weir.scheduler.submit;

import dev.weir.client.Json;
import dev.weir.protocol.CodePackage;
import dev.weir.protocol.Digest;
import dev.weir.protocol.Principal;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.Project;
import dev.weir.protocol.ServiceException;
import dev.weir.scheduler.run.KnownPackages;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;

/** Finds the code package that a request names, and refuses what can't be run. */
@ApplicationScoped
class CodePackages {
  /** A manifest holds a graph and names; what is larger is something else. */
  private static final long LARGEST = 16L << 20;

  private final KnownPackages known;
  private final Blobs blobs;

  CodePackages(KnownPackages known, Blobs blobs) {
    this.known = known;
    this.blobs = blobs;
  }

  CodePackage get(Project project, Principal principal, Digest digest) {
    return known.find(project, digest).orElseGet(() -> fetch(project, principal, digest));
  }

  private CodePackage fetch(Project project, Principal principal, Digest digest) {
    if (digest.size() > LARGEST) {
      throw invalid(digest, "it is larger than the " + LARGEST + " bytes a code package may have");
    }
    var store = blobs.of(project, principal);
    var code = parse(digest, bytes(project, principal, digest));
    GraphCheck.fault(code.graph()).ifPresent(fault -> refuse(digest, fault));
    if (!store.contains(code.classes())) {
      throw invalid(digest, "its classes " + code.classes() + " are not in the store");
    }
    return code;
  }

  private byte[] bytes(Project project, Principal principal, Digest digest) {
    try {
      return blobs.of(project, principal).read(digest);
    } catch (ServiceException e) {
      if (e.type() != ProblemType.BLOB_NOT_FOUND) {
        throw e;
      }
      throw new ServiceException(
          ProblemType.UNKNOWN_PACKAGE,
          "project " + project + " has no code package " + digest + "; store it first",
          e);
    } catch (IOException e) {
      throw new ServiceException(
          ProblemType.UNAVAILABLE, "reading the code package " + digest + " failed: " + e, e);
    }
  }

  private static CodePackage parse(Digest digest, byte[] bytes) {
    CodePackage code;
    try {
      code = Json.read(bytes, CodePackage.class);
    } catch (IllegalArgumentException e) {
      throw new ServiceException(
          ProblemType.INVALID_PACKAGE, "blob " + digest + " is " + e.getMessage(), e);
    }
    PackageFields.missing(code).ifPresent(field -> refuse(digest, "it has no " + field));
    return code;
  }

  private static void refuse(Digest digest, String fault) {
    throw invalid(digest, fault);
  }

  private static ServiceException invalid(Digest digest, String fault) {
    return new ServiceException(
        ProblemType.INVALID_PACKAGE, "the code package " + digest + " can't be run: " + fault);
  }
}
