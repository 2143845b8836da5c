package dev.weir.testkit;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Where everything {@link EmbeddedAws} started can be reached. */
record AwsEndpoints(
    URI sqs, Map<String, URI> queues, URI s3, String bucket, Map<String, JdbcEndpoint> databases) {
  AwsEndpoints {
    queues = Map.copyOf(queues);
    databases = Map.copyOf(databases);
  }

  /**
   * One line. Nothing in it needs escaping: all names were checked when the things were created.
   */
  String json() {
    var credentials = AwsCredentials.LOCAL;
    return """
        {"region":"%s","accessKeyId":"%s","secretAccessKey":"%s",\
        "sqs":{"endpoint":"%s","queues":{%s}},\
        "s3":{"endpoint":"%s","bucket":"%s"},\
        "postgres":{"databases":{%s}}}"""
        .formatted(
            credentials.region(),
            credentials.accessKeyId(),
            credentials.secretAccessKey(),
            sqs,
            members(queues),
            s3,
            bucket,
            databaseMembers());
  }

  private static String members(Map<String, URI> values) {
    return new TreeMap<>(values)
        .entrySet().stream()
            .map(member -> "\"%s\":\"%s\"".formatted(member.getKey(), member.getValue()))
            .collect(Collectors.joining(","));
  }

  private String databaseMembers() {
    return new TreeMap<>(databases)
        .entrySet().stream()
            .map(
                member ->
                    "\"%s\":{\"jdbcUrl\":\"%s\",\"username\":\"%s\",\"password\":\"%s\"}"
                        .formatted(
                            member.getKey(),
                            member.getValue().url(),
                            member.getValue().username(),
                            member.getValue().password()))
            .collect(Collectors.joining(","));
  }
}
