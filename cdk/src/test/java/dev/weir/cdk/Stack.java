package dev.weir.cdk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awscdk.assertions.Annotations;

/** A synthesized template, with the questions that tests ask of it. */
record Stack(JsonNode template, Annotations annotations) {

  Stream<Map.Entry<String, JsonNode>> resources(String type) {
    return template.get("Resources").properties().stream()
        .filter(resource -> resource.getValue().get("Type").asText().equals(type));
  }

  List<JsonNode> all(String type) {
    return resources(type).map(resource -> resource.getValue().get("Properties")).toList();
  }

  JsonNode only(String type) {
    var all = all(type);
    if (all.size() != 1) {
      throw new AssertionError("expected one " + type + ", not " + all.size());
    }
    return all.getFirst();
  }

  JsonNode task(Part part) {
    return taskDefinition(part).getValue().get("Properties");
  }

  JsonNode container(Part part) {
    return task(part).get("ContainerDefinitions").get(0);
  }

  JsonNode service(Part part) {
    return serviceResource(part).getValue().get("Properties");
  }

  /** The whole resource, under its logical id. */
  Map.Entry<String, JsonNode> serviceResource(Part part) {
    var task = taskDefinition(part).getKey();
    return resources("AWS::ECS::Service")
        .filter(r -> r.getValue().at("/Properties/TaskDefinition/Ref").asText().equals(task))
        .findFirst()
        .orElseThrow();
  }

  private Map.Entry<String, JsonNode> taskDefinition(Part part) {
    return resources("AWS::ECS::TaskDefinition")
        .filter(r -> r.getValue().at("/Properties/Family").asText().equals("weir-" + part.id()))
        .findFirst()
        .orElseThrow();
  }

  /** Name and value, where a value that CloudFormation fills in is shown as its JSON. */
  Map<String, String> environment(Part part) {
    var environment = new TreeMap<String, String>();
    elements(container(part).get("Environment"))
        .forEach(e -> environment.put(e.get("Name").asText(), text(e.get("Value"))));
    return environment;
  }

  Set<String> secrets(Part part) {
    return elements(container(part).path("Secrets"))
        .map(secret -> secret.get("Name").asText())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What the part's own code may do: {@code action on resource}. */
  Set<String> permissions(Part part) {
    var role = task(part).at("/TaskRoleArn/Fn::GetAtt/0").asText();
    return all("AWS::IAM::Policy").stream()
        .filter(policy -> policy.at("/Roles/0/Ref").asText().equals(role))
        .flatMap(policy -> elements(policy.at("/PolicyDocument/Statement")))
        .flatMap(
            statement ->
                elements(statement.get("Action"))
                    .map(action -> action.asText() + " on " + target(statement.get("Resource"))))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static Stream<JsonNode> elements(JsonNode node) {
    if (node.isMissingNode()) {
      return Stream.empty();
    }
    return node.isArray() ? StreamSupport.stream(node.spliterator(), false) : Stream.of(node);
  }

  /** The logical id without the hash the CDK ends it with. */
  private static String target(JsonNode resource) {
    var arn = resource.has("Fn::Join") ? resource.at("/Fn::Join/1/0") : resource;
    var suffix = resource.at("/Fn::Join/1/1").asText();
    var id = arn.at("/Fn::GetAtt/0").asText(arn.asText());
    return id.replaceFirst("[0-9A-F]{8}$", "") + suffix;
  }

  private static String text(JsonNode value) {
    return value.isTextual() ? value.asText() : value.toString();
  }
}
