package dev.weir.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.client.Json;
import dev.weir.protocol.SecretSource;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClientBuilder;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * AWS Secrets Manager. Region, credentials and endpoint are those that the AWS SDK finds around
 * this process. The SDK is loaded when the first secret is asked for.
 */
final class AwsSecrets implements SecretLookup {
  private final Consumer<SecretsManagerClientBuilder> setUp;

  AwsSecrets() {
    this(builder -> {});
  }

  /**
   * @param setUp for another endpoint than AWS's
   */
  AwsSecrets(Consumer<SecretsManagerClientBuilder> setUp) {
    this.setUp = setUp;
  }

  @Override
  public Map<String, String> read(SecretSource source) throws SecretException {
    var text = fetch(source);
    var name = Objects.requireNonNull(source.options()).get("as");
    return name == null ? keys(text, source) : Map.of(name, text);
  }

  private String fetch(SecretSource source) throws SecretException {
    try (var client = client(source.role())) {
      var secret = client.getSecretValue(request -> request.secretId(source.id()));
      return secret.secretString() != null
          ? secret.secretString()
          : new String(
              Base64.getEncoder().encode(secret.secretBinary().asByteArray()),
              StandardCharsets.US_ASCII);
    } catch (SdkException e) {
      throw new SecretException(
          "secret aws-secrets-manager:" + source.id() + " can't be had: " + e.getMessage(), e);
    }
  }

  private SecretsManagerClient client(@Nullable String role) {
    SecretsManagerClientBuilder builder =
        SecretsManagerClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder());
    if (role != null) {
      var sts = StsClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()).build();
      builder.credentialsProvider(
          StsAssumeRoleCredentialsProvider.builder()
              .stsClient(sts)
              .refreshRequest(request -> request.roleArn(role).roleSessionName("weir"))
              .build());
    }
    setUp.accept(builder);
    return builder.build();
  }

  /** Each key of a JSON object is a variable. */
  private static Map<String, String> keys(String text, SecretSource source) throws SecretException {
    JsonNode tree = null;
    try {
      tree = Json.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      // Said below, and without the text that could not be read.
    }
    if (tree == null || !tree.isObject()) {
      throw new SecretException(
          "secret aws-secrets-manager:"
              + source.id()
              + " is no JSON object, whose keys could be variables; say ' as NAME' for its text");
    }
    var variables = new LinkedHashMap<String, String>();
    tree.properties()
        .forEach(
            entry ->
                variables.put(
                    entry.getKey(),
                    entry.getValue().isValueNode()
                        ? entry.getValue().asText()
                        : entry.getValue().toString()));
    return variables;
  }
}
