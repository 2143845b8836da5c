package dev.weir.client;

import dev.weir.protocol.ArtifactRef;
import dev.weir.protocol.AttemptRecord;
import dev.weir.protocol.AttemptState;
import dev.weir.protocol.CatchPolicy;
import dev.weir.protocol.ChunkId;
import dev.weir.protocol.ChunkPlace;
import dev.weir.protocol.ChunkPlaces;
import dev.weir.protocol.ChunksRequest;
import dev.weir.protocol.ClaimRequest;
import dev.weir.protocol.CodePackage;
import dev.weir.protocol.Collected;
import dev.weir.protocol.ComputePool;
import dev.weir.protocol.DeclaredAnnotation;
import dev.weir.protocol.Digest;
import dev.weir.protocol.Failure;
import dev.weir.protocol.FailureKind;
import dev.weir.protocol.FlowGraph;
import dev.weir.protocol.FlowGraph.Kind;
import dev.weir.protocol.FlowGraph.StepNode;
import dev.weir.protocol.FlowRecord;
import dev.weir.protocol.FlowSettings;
import dev.weir.protocol.Frame;
import dev.weir.protocol.Gang;
import dev.weir.protocol.IncludedFile;
import dev.weir.protocol.ItemList;
import dev.weir.protocol.Lease;
import dev.weir.protocol.Library;
import dev.weir.protocol.LogChunk;
import dev.weir.protocol.LogFeed;
import dev.weir.protocol.LogLine;
import dev.weir.protocol.LogScrub;
import dev.weir.protocol.LogScrubRequest;
import dev.weir.protocol.MissingChunks;
import dev.weir.protocol.PackCommit;
import dev.weir.protocol.PackPlace;
import dev.weir.protocol.PackUpload;
import dev.weir.protocol.PackUploadRequest;
import dev.weir.protocol.ParameterSpec;
import dev.weir.protocol.Problem;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.Project;
import dev.weir.protocol.ProjectStorage;
import dev.weir.protocol.Provenance;
import dev.weir.protocol.Resources;
import dev.weir.protocol.RetryPolicy;
import dev.weir.protocol.Run;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunRecord;
import dev.weir.protocol.RunRequest;
import dev.weir.protocol.RunState;
import dev.weir.protocol.SecretSource;
import dev.weir.protocol.Snapshot;
import dev.weir.protocol.StepRecord;
import dev.weir.protocol.StepSettings;
import dev.weir.protocol.StorageQuota;
import dev.weir.protocol.StoreCollection;
import dev.weir.protocol.StoreCollectionRequest;
import dev.weir.protocol.TagChange;
import dev.weir.protocol.TaskAssignment;
import dev.weir.protocol.TaskFinished;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskKey;
import dev.weir.protocol.TaskOrigin;
import dev.weir.protocol.TaskOutcome;
import dev.weir.protocol.TaskReady;
import dev.weir.protocol.TaskRecord;
import dev.weir.protocol.TaskState;
import dev.weir.protocol.Transition;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** One value of each record that crosses a wire, by the name of its golden file. */
final class WireRecords {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Instant LATER = Instant.parse("2026-11-20T12:00:01.5Z");
  private static final RunId RUN = new RunId("w12");
  private static final TaskId TASK = new TaskId("t34");
  private static final Project PROJECT = new Project("default");
  private static final Frame FRAME = new Frame("start", 2, 3);
  private static final TaskKey KEY = new TaskKey("computeStatistics", List.of(FRAME));
  private static final Failure FAILURE =
      new Failure(FailureKind.USER_ERROR, "no such genre", "at GenreStatsFlow.java:31");
  private static final ArtifactRef INLINE =
      new ArtifactRef("text", "java.lang.String", digest("hello"), "aGVsbG8=");
  private static final ArtifactRef BLOB = new ArtifactRef("raw", "byte[]", digest("bytes"), null);
  private static final IncludedFile FILE = new IncludedFile(digest("a,b"), "movies.csv");
  private static final Map<String, Object> PARAMETERS = Map.of("maxGenres", 7, "name", "Ünïcode");
  private static final LogLine LINE = new LogLine(NOON, LogLine.Stream.STDOUT, "12 genres ✓");
  private static final LogChunk CHUNK = new LogChunk(RUN, TASK, "start", 0, 3, List.of(LINE));
  private static final Lease LEASE = new Lease(TASK, 1, LATER);
  private static final Resources RESOURCES = new Resources(2.0, 1, 8192, 20480, 64);
  private static final ComputePool POOL =
      new ComputePool("gpu", "python:3.11", Map.of("privileged", "true"));
  private static final SecretSource SECRET =
      new SecretSource("aws-secrets-manager", "db", "reader", Map.of("region", "eu-west-1"));
  private static final DeclaredAnnotation CARD =
      new DeclaredAnnotation("Card", Map.of("type", "default"));
  private static final StepSettings SETTINGS =
      new StepSettings(
          new RetryPolicy(3, Duration.ofMinutes(2)),
          new CatchPolicy("computeFailed", true),
          Duration.ofSeconds(90),
          RESOURCES,
          POOL,
          Map.of("LANG", "de"),
          List.of(SECRET),
          List.of("org.apache.commons:commons-csv:1.14.0"),
          List.of("Timed"),
          List.of(CARD));
  private static final FlowSettings FLOW_SETTINGS =
      new FlowSettings(
          new FlowSettings.ProjectBranch("films", "user.ada", false),
          new FlowSettings.Schedule("0 0 * * ? *", "Europe/Berlin"),
          List.of(new FlowSettings.Trigger("films-in", null, Map.of("day", "date"))),
          List.of(new FlowSettings.ExitHook("report", true, false)),
          List.of(CARD));
  private static final Library LIBRARY =
      new Library("org.apache.commons:commons-csv:1.14.0", digest("csv.jar"));
  private static final Collected COLLECTED = new Collected(LATER, "ended more than 30 days ago");
  private static final Provenance PROVENANCE =
      new Provenance("https://example.org/films.git", "main", "0a1b2c3", true);
  private static final Gang GANG = new Gang(1, 4, "10.0.0.7");
  private static final FlowGraph GRAPH =
      new FlowGraph(
          "GenreStatsFlow",
          "Quartiles of gross.",
          List.of(
              new StepNode(
                  "start",
                  Kind.FOREACH,
                  List.of("computeStatistics"),
                  false,
                  null,
                  "join",
                  null,
                  List.of("genres"),
                  21,
                  "Reads the films."),
              new StepNode(
                  "computeStatistics",
                  Kind.LINEAR,
                  List.of("join"),
                  false,
                  null,
                  null,
                  List.of("genres"),
                  List.of("genre", "quartiles"),
                  31,
                  null),
              new StepNode(
                  "join",
                  Kind.LINEAR,
                  List.of("end"),
                  true,
                  "start",
                  null,
                  List.of("genre", "quartiles"),
                  List.of("genreStats"),
                  41,
                  null,
                  SETTINGS),
              new StepNode(
                  "end", Kind.END, List.of(), false, null, null, List.of(), List.of(), 51, null)));
  private static final List<ParameterSpec> SPECS =
      List.of(
          new ParameterSpec(
              "genres",
              ParameterSpec.Kind.VALUE,
              "java.util.List<F$Genre>",
              "Which",
              true,
              List.of("COMEDY", "DRAMA"),
              ",",
              "usual",
              List.of("DRAMA"),
              "UTF-16",
              null),
          new ParameterSpec(
              "movies", ParameterSpec.Kind.FILE, "java.lang.String", null, false, FILE));
  private static final AttemptRecord ATTEMPT =
      new AttemptRecord(
          RUN,
          TASK,
          KEY,
          1,
          AttemptState.SUCCEEDED,
          "worker-1",
          4711L,
          NOON,
          LATER,
          digest("snapshot"),
          Map.of("genre", INLINE, "table", BLOB),
          new Transition.Next("join"),
          null,
          new TaskOrigin(new RunId("w11"), new TaskId("t7")));
  private static final AttemptRecord FAILED =
      new AttemptRecord(
          RUN,
          TASK,
          KEY,
          0,
          AttemptState.FAILED,
          "worker-2",
          null,
          NOON,
          LATER,
          null,
          Map.of(),
          FAILURE);

  private WireRecords() {}

  static Map<String, Record> all() {
    return Map.ofEntries(
        Map.entry("ArtifactRef", INLINE),
        Map.entry("ArtifactRef-blob", BLOB),
        Map.entry("AttemptRecord", ATTEMPT),
        Map.entry("AttemptRecord-failed", FAILED),
        Map.entry("ClaimRequest", new ClaimRequest("worker-1", 1)),
        Map.entry(
            "CodePackage",
            new CodePackage(
                GRAPH,
                "GenreStatsFlow",
                SPECS,
                digest("jar"),
                FLOW_SETTINGS,
                Map.of("limits", Map.of("genres", 5)),
                Map.of("computeStatistics", List.of(LIBRARY)),
                "0.1.0")),
        Map.entry("CatchPolicy", new CatchPolicy("computeFailed", true)),
        Map.entry("ComputePool", POOL),
        Map.entry("DeclaredAnnotation", CARD),
        Map.entry("FlowSettings", FLOW_SETTINGS),
        Map.entry("Gang", GANG),
        Map.entry("Library", LIBRARY),
        Map.entry("Provenance", PROVENANCE),
        Map.entry("Resources", RESOURCES),
        Map.entry("RetryPolicy", new RetryPolicy(3, Duration.ofMinutes(2))),
        Map.entry("SecretSource", SECRET),
        Map.entry("StepSettings", SETTINGS),
        Map.entry("TaskOrigin", new TaskOrigin(new RunId("w11"), new TaskId("t7"))),
        Map.entry("Transition.Choice", new Transition.Choice("again")),
        Map.entry("Transition.Parallel", new Transition.Parallel("train", 4)),
        Map.entry("Failure", FAILURE),
        Map.entry("FlowGraph", GRAPH),
        Map.entry("Frame", FRAME),
        Map.entry("IncludedFile", FILE),
        Map.entry("ItemList", new ItemList(150, 100, List.of(digest("page 0"), digest("page 1")))),
        Map.entry("Lease", LEASE),
        Map.entry("LogChunk", CHUNK),
        Map.entry("LogFeed", new LogFeed(List.of(CHUNK), 77)),
        Map.entry("LogLine", LINE),
        Map.entry(
            "LogScrub",
            new LogScrub(
                RUN,
                TASK,
                "start",
                0,
                List.of(LogLine.Stream.STDOUT, LogLine.Stream.STDERR),
                120,
                "ada",
                NOON)),
        Map.entry("LogScrubRequest", new LogScrubRequest(0, Set.of(LogLine.Stream.STDERR))),
        Map.entry("ChunksRequest", new ChunksRequest(List.of(chunk("a"), chunk("b")))),
        Map.entry("MissingChunks", new MissingChunks(List.of(chunk("a")))),
        Map.entry("PackUploadRequest", new PackUploadRequest(digest("a"))),
        Map.entry("PackUpload-relayed", PackUpload.RELAYED),
        Map.entry(
            "PackUpload",
            new PackUpload(
                "7",
                URI.create(
                    "https://bucket.s3.amazonaws.com/projects/p/packs/ca/x?X-Amz-Expires=900"),
                Map.of("if-none-match", "*"),
                NOON)),
        Map.entry("PackCommit", new PackCommit("7")),
        Map.entry(
            "ProjectStorage", new ProjectStorage(PROJECT, 900, 10_000L, 2, 30, 1_500, 700, 40_000)),
        Map.entry("StorageQuota", new StorageQuota(10_000L)),
        Map.entry(
            "ChunkPlaces",
            new ChunkPlaces(
                List.of(
                    new PackPlace(
                        digest("a"), URI.create("https://bucket.s3.amazonaws.com/x"), NOON),
                    new PackPlace(digest("b"), null, null)),
                Arrays.asList(new ChunkPlace(0, 8, 1, 1), null, new ChunkPlace(1, 9, 500, 1000)))),
        Map.entry("ChunkPlace", new ChunkPlace(1, 9, 500, 1000)),
        Map.entry("PackPlace", new PackPlace(digest("b"), null, null)),
        Map.entry("ParameterSpec", SPECS.getLast()),
        Map.entry("Problem", Problem.of(ProblemType.RUN_NOT_FOUND, "no run w12", "/v1/runs/w12")),
        Map.entry("Run", run()),
        Map.entry(
            "RunRecord",
            new RunRecord(
                RUN,
                PROJECT,
                "ada",
                "GenreStatsFlow",
                digest("package"),
                PARAMETERS,
                List.of("nightly"),
                List.of("user:ada"),
                RunState.SUCCEEDED,
                NOON,
                LATER,
                new RunId("w11"),
                PROVENANCE)),
        Map.entry(
            "RunRecord-collected",
            new RunRecord(
                RUN,
                PROJECT,
                "ada",
                "GenreStatsFlow",
                digest("package"),
                Map.of(),
                List.of(),
                List.of(),
                RunState.FAILED,
                NOON,
                LATER,
                null,
                null,
                COLLECTED)),
        Map.entry("Collected", COLLECTED),
        Map.entry(
            "StoreCollection",
            new StoreCollection(
                StoreCollection.State.DONE,
                false,
                NOON,
                LATER,
                null,
                12,
                1,
                Map.of("deleted", new StoreCollection.Amount(2, 30, 4096)))),
        Map.entry("StoreCollectionRequest", new StoreCollectionRequest(true)),
        Map.entry(
            "RunRequest",
            new RunRequest(
                PROJECT,
                digest("package"),
                PARAMETERS,
                List.of("nightly"),
                "project:films",
                4,
                PROVENANCE)),
        Map.entry("Snapshot", new Snapshot(Map.of("table", BLOB, "genre", INLINE))),
        Map.entry("FlowRecord", new FlowRecord("GenreStats", NOON)),
        Map.entry("StepRecord", new StepRecord(RUN, "computeStatistics", NOON, 12, 10, 1)),
        Map.entry("TagChange", new TagChange(List.of("good"), List.of("nightly"))),
        Map.entry(
            "TaskAssignment",
            new TaskAssignment(
                RUN,
                TASK,
                1,
                PROJECT,
                "ada",
                digest("package"),
                KEY,
                List.of(new TaskAssignment.Input("start", new TaskId("t1"), digest("snapshot"))),
                new TaskAssignment.Item(digest("items"), 2),
                SETTINGS,
                3,
                FAILURE,
                GANG,
                new RunId("w11"),
                "project:films",
                PARAMETERS,
                List.of("nightly"),
                LATER)),
        Map.entry(
            "TaskFinished",
            new TaskFinished(RUN, TASK, 1, "worker-1", new TaskOutcome.Failed(FAILURE))),
        Map.entry("TaskKey", KEY),
        Map.entry("TaskKey-round", new TaskKey("again", List.of(FRAME), 2)),
        Map.entry(
            "TaskOutcome.Succeeded",
            new TaskOutcome.Succeeded(digest("snapshot"), new Transition.Next("join"))),
        Map.entry(
            "TaskOutcome.Succeeded-caught",
            new TaskOutcome.Succeeded(digest("snapshot"), new Transition.End(), FAILURE)),
        Map.entry("TaskOutcome.Failed", new TaskOutcome.Failed(FAILURE)),
        Map.entry("TaskOutcome.Lost", new TaskOutcome.Lost("its lease ran out")),
        Map.entry("TaskReady", new TaskReady(RUN, TASK, 1)),
        Map.entry(
            "TaskRecord",
            new TaskRecord(
                RUN, TASK, KEY, TaskState.SUCCEEDED, NOON, LATER, List.of(FAILED, ATTEMPT))),
        Map.entry("Transition.Next", new Transition.Next("join")),
        Map.entry("Transition.Branch", new Transition.Branch(List.of("a", "b"))),
        Map.entry("Transition.Foreach", new Transition.Foreach("work", 3, digest("items"))),
        Map.entry("Transition.End", new Transition.End()));
  }

  /** What a value is read as: its own type, or the sealed one whose case it is. */
  static Class<?> readAs(Record value) {
    return Stream.of(value.getClass().getInterfaces())
        .filter(Class::isSealed)
        .<Class<?>>map(type -> type)
        .findFirst()
        .orElse(value.getClass());
  }

  private static Run run() {
    return new Run(
        RUN,
        PROJECT,
        "ada",
        "GenreStatsFlow",
        digest("package"),
        PARAMETERS,
        List.of("nightly"),
        RunState.FAILED,
        NOON,
        LATER,
        List.of(new Run.StepProgress("start", 1, 0, 0, 0, 1)),
        new Run.TaskFailure("start", TASK, 1, FAILURE));
  }

  private static ChunkId chunk(String text) {
    return new ChunkId(digest(text).sha256());
  }

  private static Digest digest(String text) {
    return Digest.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
