package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.weir.client.Json;
import dev.weir.protocol.SecretSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** Asks an endpoint on this machine that answers as Secrets Manager does. */
class AwsSecretsTest {
  private static final Map<String, String> SECRETS =
      Map.of("prod/db", "{\"DB_USER\": \"ann\", \"DB_PORT\": 5432}", "token", "s3cr3t");

  private final List<String> targets = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          targets.add(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
          var asked = Json.mapper().readTree(exchange.getRequestBody()).get("SecretId").asText();
          var found = SECRETS.get(asked);
          var answer =
              found == null
                  ? Map.of("__type", "ResourceNotFoundException", "Message", "no such secret")
                  : Map.of("Name", asked, "SecretString", found);
          var bytes = Json.text(answer).getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
          exchange.sendResponseHeaders(found == null ? 400 : 200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void theKeysOfASecretAreVariables() throws Exception {
    assertThat(secrets().read(source("prod/db", null)))
        .isEqualTo(Map.of("DB_USER", "ann", "DB_PORT", "5432"));
    assertThat(targets).containsExactly("secretsmanager.GetSecretValue");
  }

  @Test
  void aSecretThatIsNoObjectNeedsAName() throws Exception {
    assertThat(secrets().read(source("token", "TOKEN"))).isEqualTo(Map.of("TOKEN", "s3cr3t"));
    assertThatThrownBy(() -> secrets().read(source("token", null)))
        .isInstanceOf(SecretException.class)
        .hasMessageContainingAll("aws-secrets-manager:token", " as NAME")
        .hasMessageNotContaining("s3cr3t");
  }

  @Test
  void aSecretThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> secrets().read(source("none", null)))
        .isInstanceOf(SecretException.class)
        .hasMessageContainingAll("aws-secrets-manager:none", "no such secret");
  }

  private AwsSecrets secrets() {
    var port = server.getAddress().getPort();
    return new AwsSecrets(
        builder ->
            builder
                .endpointOverride(URI.create("http://127.0.0.1:" + port))
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret"))));
  }

  private static SecretSource source(String id, @Nullable String as) {
    return new SecretSource("aws-secrets-manager", id, null, as == null ? null : Map.of("as", as));
  }
}
