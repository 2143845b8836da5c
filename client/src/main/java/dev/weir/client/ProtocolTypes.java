package dev.weir.client;

import dev.weir.codegen.JsonCodecs;
import dev.weir.protocol.ArtifactRef;
import dev.weir.protocol.AttemptRecord;
import dev.weir.protocol.ChunksRequest;
import dev.weir.protocol.ClaimRequest;
import dev.weir.protocol.CodePackage;
import dev.weir.protocol.IncludedFile;
import dev.weir.protocol.ItemList;
import dev.weir.protocol.Lease;
import dev.weir.protocol.LogFeed;
import dev.weir.protocol.MissingChunks;
import dev.weir.protocol.Problem;
import dev.weir.protocol.Run;
import dev.weir.protocol.RunRecord;
import dev.weir.protocol.RunRequest;
import dev.weir.protocol.Snapshot;
import dev.weir.protocol.StepRecord;
import dev.weir.protocol.TagChange;
import dev.weir.protocol.TaskAssignment;
import dev.weir.protocol.TaskFinished;
import dev.weir.protocol.TaskReady;
import dev.weir.protocol.TaskRecord;

/** The records that processes of ours hand to each other all the time, and what those hold. */
@JsonCodecs({
  ArtifactRef.class,
  AttemptRecord.class,
  ChunksRequest.class,
  ClaimRequest.class,
  CodePackage.class,
  IncludedFile.class,
  ItemList.class,
  Lease.class,
  LogFeed.class,
  MissingChunks.class,
  Problem.class,
  Run.class,
  RunRecord.class,
  RunRequest.class,
  Snapshot.class,
  StepRecord.class,
  TagChange.class,
  TaskAssignment.class,
  TaskFinished.class,
  TaskReady.class,
  TaskRecord.class
})
final class ProtocolTypes {
  private ProtocolTypes() {}
}
