package dev.weir.scheduler.support;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import dev.weir.artifact.RemoteBlobStore;
import dev.weir.client.Json;
import dev.weir.client.ServiceHttp;
import dev.weir.engine.RunMachine.Effect;
import dev.weir.protocol.ClaimRequest;
import dev.weir.protocol.CodePackage;
import dev.weir.protocol.Digest;
import dev.weir.protocol.FlowGraph;
import dev.weir.protocol.ParameterSpec;
import dev.weir.protocol.Principal;
import dev.weir.protocol.Project;
import dev.weir.protocol.Run;
import dev.weir.protocol.RunId;
import dev.weir.protocol.RunRequest;
import dev.weir.protocol.TaskAssignment;
import dev.weir.protocol.TaskFinished;
import dev.weir.protocol.TaskId;
import dev.weir.protocol.TaskOutcome;
import dev.weir.protocol.TaskReady;
import dev.weir.protocol.Transition;
import dev.weir.scheduler.SchedulerConfig;
import dev.weir.scheduler.run.RunsInMotion;
import dev.weir.scheduler.support.Neighbours.Stored;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The scheduler's surroundings, played by hand: a user, a worker, both queues, the neighbours. */
@Singleton
public class Mesh {
  public static final Project PROJECT = new Project("default");
  public static final String USER = "ada";

  private final SqsAsyncClient sqs;
  private final SchedulerConfig config;
  private final RunsInMotion runs;
  private final ServiceHttp neighbours;
  private final ServiceHttp artifactStore;
  private final Map<RunId, List<TaskReady>> announced = new HashMap<>();

  Mesh(SqsAsyncClient sqs, SchedulerConfig config, RunsInMotion runs) {
    this.sqs = sqs;
    this.config = config;
    this.runs = runs;
    this.neighbours = new ServiceHttp(config.metadataUrl(), new Principal(USER));
    this.artifactStore = new ServiceHttp(config.artifactStoreUrl(), new Principal(USER));
  }

  /** Stores bytes in the project's store. */
  public Digest blob(byte[] bytes) {
    try {
      return new RemoteBlobStore(artifactStore, PROJECT).put(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Digest codePackage(FlowGraph graph, ParameterSpec... parameters) {
    var classes = blob(graph.flow().getBytes(StandardCharsets.UTF_8));
    return blob(
        Json.bytes(new CodePackage(graph, graph.flow(), List.of(parameters), classes, "0.1.0")));
  }

  public Response post(Object body) {
    return given()
        .header(Principal.HEADER, USER)
        .contentType("application/json")
        .body(body instanceof String text ? text : Json.text(body))
        .post("/v1/runs");
  }

  public Run start(FlowGraph graph) {
    return start(graph, null);
  }

  public Run start(FlowGraph graph, @Nullable Integer maxWorkers) {
    var request = new RunRequest(null, codePackage(graph), null, null, maxWorkers);
    return Json.read(post(request).then().statusCode(201).extract().asByteArray(), Run.class);
  }

  public Run run(RunId id) {
    return Json.read(
        asUser().get("/v1/runs/" + id).then().statusCode(200).extract().asByteArray(), Run.class);
  }

  public Response claim(TaskReady task, String worker) {
    return asUser()
        .contentType("application/json")
        .body(Json.text(new ClaimRequest(worker, task.attempt())))
        .post("/v1/tasks/" + task.taskId() + ":claim");
  }

  public TaskAssignment claimed(TaskReady task) {
    return Json.read(
        claim(task, "worker-a").then().statusCode(200).extract().asByteArray(),
        TaskAssignment.class);
  }

  public Response renew(TaskId task, int attempt, String worker) {
    return asUser()
        .contentType("application/json")
        .body(Json.text(new ClaimRequest(worker, attempt)))
        .post("/v1/tasks/" + task + ":renew");
  }

  /** Straight into the scheduler, as its queue's listener does. */
  public Effect finish(TaskAssignment task, Transition transition) {
    return runs.finished(event(task, succeeded(task, transition)));
  }

  public Effect finish(TaskAssignment task, TaskOutcome outcome) {
    return runs.finished(event(task, outcome));
  }

  public static TaskFinished event(TaskAssignment task, TaskOutcome outcome) {
    return new TaskFinished(task.runId(), task.taskId(), task.attempt(), "worker-a", outcome);
  }

  /** What a task leaves: a digest that tells its author. */
  public static Digest outputs(TaskAssignment task) {
    return Digest.of(task.key().toString().getBytes(StandardCharsets.UTF_8));
  }

  public static TaskOutcome succeeded(TaskAssignment task, Transition transition) {
    return new TaskOutcome.Succeeded(outputs(task), transition);
  }

  /** The way every message goes: onto the queue of events. */
  public void send(String message) {
    var queue = url(config.queues().taskEvents());
    sqs.sendMessage(m -> m.queueUrl(queue).messageBody(message)).join();
  }

  /** Takes the queue of events away, does something, and makes the queue again, empty. */
  public void withoutEvents(Runnable meanwhile) {
    var name = config.queues().taskEvents();
    var queue = url(name);
    var attributes =
        sqs.getQueueAttributes(
                q ->
                    q.queueUrl(queue)
                        .attributeNames(
                            QueueAttributeName.VISIBILITY_TIMEOUT,
                            QueueAttributeName.REDRIVE_POLICY))
            .join()
            .attributes();
    sqs.deleteQueue(q -> q.queueUrl(queue)).join();
    try {
      meanwhile.run();
    } finally {
      sqs.createQueue(q -> q.queueName(name).attributes(attributes)).join();
    }
  }

  /** Waits until that many tasks of the run, counted from its begin, were announced. */
  public List<TaskReady> awaitAnnounced(RunId run, int count) {
    await().atMost(Duration.ofSeconds(20)).until(() -> announced(run).size() >= count);
    return announced(run);
  }

  /** What was announced of the run so far, repeats included. */
  public synchronized List<TaskReady> announced(RunId run) {
    var queue = url(config.queues().tasks());
    while (true) {
      var batch = sqs.receiveMessage(m -> m.queueUrl(queue).maxNumberOfMessages(10)).join();
      if (batch.messages().isEmpty()) {
        return List.copyOf(announced.getOrDefault(run, List.of()));
      }
      for (var message : batch.messages()) {
        var task = Json.read(message.body().getBytes(StandardCharsets.UTF_8), TaskReady.class);
        announced.computeIfAbsent(task.runId(), _ -> new ArrayList<>()).add(task);
        sqs.deleteMessage(m -> m.queueUrl(queue).receiptHandle(message.receiptHandle())).join();
      }
    }
  }

  /** What metadata was told of the run. */
  public List<Stored> recorded(RunId run) {
    return List.of(neighbours.get("/stored?" + run, Stored[].class));
  }

  public void metadataRefuses(RunId run) {
    neighbours.send(
        neighbours.request("/refuse/v1/runs/" + run).PUT(BodyPublishers.noBody()),
        "",
        BodyHandlers.discarding());
  }

  public void metadataAccepts(RunId run) {
    neighbours.send(
        neighbours.request("/refuse/v1/runs/" + run).DELETE(), "", BodyHandlers.discarding());
  }

  public RequestSpecification asUser() {
    return given().header(Principal.HEADER, USER);
  }

  private String url(String queue) {
    return sqs.getQueueUrl(q -> q.queueName(queue)).join().queueUrl();
  }
}
