package dev.weir.scheduler.submit;

import dev.weir.client.Json;
import dev.weir.protocol.Digest;
import dev.weir.protocol.Principal;
import dev.weir.protocol.ProblemType;
import dev.weir.protocol.Project;
import dev.weir.protocol.RunRequest;
import dev.weir.protocol.ServiceException;
import dev.weir.protocol.Tags;
import dev.weir.scheduler.SchedulerConfig;
import dev.weir.scheduler.run.NewRun;
import dev.weir.scheduler.run.NewRun.Repeat;
import dev.weir.scheduler.run.RunsInMotion;
import dev.weir.scheduler.run.RunsInMotion.Created;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Takes a request for a run: finds its package, checks its parameters, starts it. */
@ApplicationScoped
class Submissions {
  private static final Project DEFAULT = new Project("default");
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
  private static final int MOST_WORKERS = 10_000;

  private final CodePackages packages;
  private final Blobs blobs;
  private final RunsInMotion runs;
  private final SchedulerConfig config;

  Submissions(CodePackages packages, Blobs blobs, RunsInMotion runs, SchedulerConfig config) {
    this.packages = packages;
    this.blobs = blobs;
    this.runs = runs;
    this.config = config;
  }

  Created submit(RunRequest request, Principal owner, Optional<String> idempotencyKey) {
    checkForm(request);
    var project = request.project() == null ? DEFAULT : request.project();
    var repeat = idempotencyKey.map(key -> new Repeat(checkKey(key), hash(request)));
    return repeat
        .flatMap(key -> runs.earlier(owner, project, key))
        .orElseGet(() -> runs.create(check(request, owner, project, repeat)));
  }

  private NewRun check(
      RunRequest request, Principal owner, Project project, Optional<Repeat> repeat) {
    var code = packages.get(project, owner, request.codePackage());
    var parameters = request.parameters() == null ? Map.<String, Object>of() : request.parameters();
    new ParameterCheck(code.parameters(), blobs.of(project, owner)).check(parameters);
    return new NewRun(
        project,
        owner,
        request.codePackage(),
        code,
        parameters,
        tags(request),
        Optional.ofNullable(request.namespace()),
        request.maxWorkers() == null ? config.maxWorkers() : request.maxWorkers(),
        Optional.ofNullable(request.provenance()),
        repeat);
  }

  private static void checkForm(RunRequest request) {
    var workers = request.maxWorkers();
    if (workers != null && (workers < 1 || workers > MOST_WORKERS)) {
      throw malformed("field 'maxWorkers' is " + workers + ", expected 1 to " + MOST_WORKERS);
    }
    tags(request);
    var namespace = request.namespace();
    if (namespace != null) {
      wellFormed("namespace", () -> Tags.checkNamespace(namespace));
    }
  }

  private static List<String> tags(RunRequest request) {
    var tags = request.tags();
    return tags == null ? List.of() : wellFormed("tags", () -> Tags.check(tags));
  }

  private static <T> T wellFormed(String field, Supplier<T> check) {
    try {
      return check.get();
    } catch (IllegalArgumentException e) {
      throw malformed("field '" + field + "': " + e.getMessage());
    }
  }

  private static String checkKey(String key) {
    if (!KEY.matcher(key).matches()) {
      throw malformed(
          "header Idempotency-Key must have 1 to 255 visible ASCII characters and no space");
    }
    return key;
  }

  /** Equal for requests that say the same, whatever their layout or order of fields. */
  private static String hash(RunRequest request) {
    return Digest.of(Json.bytes(request)).sha256();
  }

  private static ServiceException malformed(String detail) {
    return new ServiceException(ProblemType.MALFORMED_REQUEST, detail);
  }
}
