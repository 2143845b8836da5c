package dev.weir.scheduler.submit;

import dev.weir.artifact.BlobStore;
import dev.weir.protocol.Principal;
import dev.weir.protocol.Project;

/** A project's blobs, as somebody may see them. */
interface Blobs {
  BlobStore of(Project project, Principal principal);
}
