package dev.weir.runtime.wire;

import dev.weir.protocol.Digest;
import java.nio.file.Path;
import java.util.List;

/**
 * A method of a flow that is called after a run, in a process of its own.
 *
 * @param store where the code package is
 * @param cache a directory for code that processes on this machine share
 * @param failure what ended the run, in one line; empty when it succeeded
 */
public record ExitCall(
    StoreLocation store,
    Path cache,
    Digest codePackage,
    String method,
    String runId,
    boolean successful,
    String failure,
    List<String> tags) {}
