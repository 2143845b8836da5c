package dev.weir.libraries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.weir.artifact.BlobDigest;
import dev.weir.protocol.Library;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryResolverTest {
  @TempDir Path folder;

  private MavenFolder repository;

  @BeforeEach
  void publish() throws IOException {
    repository = new MavenFolder(folder.resolve("repository"));
    repository.publish("org.words:words:1.0", "Words", MavenFolder.saying("Words", "old"));
    repository.publish("org.words:words:1.5", "Words", MavenFolder.saying("Words", "new"));
    repository.publish(
        "org.words:story:1.0",
        "Story",
        MavenFolder.saying("Story", "story"),
        "org.words:words:1.0");
  }

  @Test
  void bringsWhatTheLibraryNeedsToRun() throws Exception {
    // When
    var files = libraries().resolve(request("org.words:story:1.0"));
    // Then
    assertThat(files)
        .extracting(file -> file.library().coordinates())
        .containsExactly("org.words:story:1.0", "org.words:words:1.0");
    assertThat(files)
        .allSatisfy(f -> assertThat(BlobDigest.of(f.file())).isEqualTo(f.library().file()));
  }

  @Test
  void theNearestVersionWinsAsInMaven() throws Exception {
    // When
    var files = libraries().resolve(request("org.words:story:1.0", "org.words:words:1.5"));
    // Then
    assertThat(coordinates(files)).containsExactly("org.words:story:1.0", "org.words:words:1.5");
  }

  @Test
  void aLockNeedsNoRepository() throws Exception {
    // Given
    var before = libraries().resolve(request("org.words:story:1.0"));
    repository.delete();
    // When
    var after = libraries().resolve(request("org.words:story:1.0"));
    // Then
    assertThat(after).isEqualTo(before);
  }

  @Test
  void aRangeStaysLockedUntilAskedToUpdate() throws Exception {
    // Given
    var range = request("org.words:words:[1.0, 2)");
    assertThat(coordinates(libraries().resolve(range))).containsExactly("org.words:words:1.5");
    // When
    repository.publish("org.words:words:1.6", "Words", MavenFolder.saying("Words", "newest"));
    // Then
    assertThat(coordinates(libraries().resolve(range))).containsExactly("org.words:words:1.5");
    assertThat(coordinates(libraries().updating().resolve(range)))
        .containsExactly("org.words:words:1.6");
    assertThat(coordinates(libraries().resolve(range))).containsExactly("org.words:words:1.6");
  }

  @Test
  void filesThatWentAwayAreFetchedAgain() throws Exception {
    // Given
    var before = libraries().resolve(request("org.words:story:1.0"));
    Files.delete(before.getFirst().file());
    // When
    var after = libraries().resolve(request("org.words:story:1.0"));
    // Then
    assertThat(after).isEqualTo(before);
    assertThat(before.getFirst().file()).exists();
  }

  @Test
  void otherBytesUnderALockedVersionAreRefused() throws Exception {
    // Given
    var file = libraries().resolve(request("org.words:words:1.0")).getFirst().file();
    Files.write(file, new byte[] {1, 2, 3});
    // Then
    assertThatThrownBy(() -> libraries().resolve(request("org.words:words:1.0")))
        .isInstanceOf(LibraryException.class)
        .hasMessageContainingAll("org.words:words:1.0 has changed", file.toString())
        .extracting(e -> ((LibraryException) e).wayOut())
        .asString()
        .contains("--update-libraries");
  }

  @Test
  void anUnknownArtifactIsNamedWithTheRepositoriesTried() {
    // When
    var fault = fault(request("org.words:sentences:1.0"));
    // Then
    assertThat(fault).hasMessageContainingAll("org.words:sentences:1.0", repository.url());
    assertThat(fault.wayOut()).contains("settings.xml");
  }

  @Test
  void anUnknownVersionOfARangeIsNamed() {
    assertThat(fault(request("org.words:words:[7,8)")))
        .hasMessageContainingAll("org.words:words", "[7,8)", repository.url());
  }

  @Test
  void whatIsNoCoordinatesIsSaidWithAnExample() {
    var fault = fault(request("commons-csv"));
    assertThat(fault).hasMessage("\"commons-csv\" are no Maven coordinates");
    assertThat(fault.wayOut()).contains("org.apache.commons:commons-csv:1.14.0");
  }

  @Test
  void aRepositoryThatDoesNotAnswerIsNamed() throws Exception {
    // Given
    int port;
    try (var taken = new java.net.ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
    }
    var nobody = "http://127.0.0.1:" + port + "/";
    // When
    var fault = fault(new LibraryRequest(List.of("org.words:words:1.0"), List.of(nobody)));
    // Then
    assertThat(fault).hasMessageContainingAll("org.words:words:1.0", nobody, "does not answer");
    assertThat(fault.wayOut()).contains("network");
  }

  @Test
  void aDamagedFileIsRefused() throws Exception {
    // Given
    var jar = repository.publish("org.words:hurt:1.0", "Hurt", MavenFolder.saying("Hurt", "x"));
    Files.write(jar, new byte[] {1, 2, 3});
    // Then
    assertThat(fault(request("org.words:hurt:1.0")))
        .hasMessageContainingAll("hurt-1.0.jar", "damaged");
  }

  @Test
  void aRepositoryNamedWithItsIdHasTheCredentialsOfTheSettings() throws Exception {
    // Given
    var seen = new CopyOnWriteArrayList<String>();
    var server = serve(seen);
    try {
      settings(
          "<servers><server><id>ours</id><username>ada</username><password>secret</password></server></servers>"
              + MavenFolder.NO_CENTRAL);
      var ours = "ours::http://127.0.0.1:" + server.getAddress().getPort() + "/";
      // When
      var files =
          libraries().resolve(new LibraryRequest(List.of("org.words:words:1.0"), List.of(ours)));
      // Then
      assertThat(coordinates(files)).containsExactly("org.words:words:1.0");
      assertThat(seen).isNotEmpty();
    } finally {
      server.stop(0);
    }
  }

  @Test
  void mirrorsAndCredentialsOfTheUsersSettingsAreUsed() throws Exception {
    // Given
    var seen = new CopyOnWriteArrayList<String>();
    var server = serve(seen);
    try {
      settings(
          """
          <mirrors><mirror><id>ours</id><mirrorOf>*,!flow-1</mirrorOf><url>http://127.0.0.1:%d/</url></mirror></mirrors>
          <servers><server><id>ours</id><username>ada</username><password>secret</password></server></servers>
          """
              .formatted(server.getAddress().getPort()));
      // When
      var files =
          libraries().resolve(new LibraryRequest(List.of("org.words:words:1.0"), List.of()));
      // Then
      assertThat(coordinates(files)).containsExactly("org.words:words:1.0");
      var basic = Base64.getEncoder().encodeToString("ada:secret".getBytes(StandardCharsets.UTF_8));
      assertThat(seen).contains("Basic " + basic);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void brokenSettingsAreNamed() throws Exception {
    // Given
    Files.createDirectories(folder.resolve(".m2"));
    Files.writeString(folder.resolve(".m2/settings.xml"), "<settings><mirrors></settings>");
    // Then
    assertThat(fault(request("org.words:words:1.0")))
        .hasMessageContainingAll("settings can't be read", "settings.xml");
  }

  /** Asks for a password, as a private repository does. */
  private HttpServer serve(List<String> seen) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          var password = exchange.getRequestHeaders().getFirst("Authorization");
          var file = repository.root().resolve(exchange.getRequestURI().getPath().substring(1));
          if (password == null) {
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"ours\"");
            exchange.sendResponseHeaders(401, -1);
          } else if (Files.isRegularFile(file)) {
            seen.add(password);
            exchange.sendResponseHeaders(200, Files.size(file));
            Files.copy(file, exchange.getResponseBody());
          } else {
            exchange.sendResponseHeaders(404, -1);
          }
          exchange.close();
        });
    server.start();
    return server;
  }

  private void settings(String content) throws IOException {
    Files.createDirectories(folder.resolve(".m2"));
    Files.writeString(folder.resolve(".m2/settings.xml"), "<settings>" + content + "</settings>");
  }

  private LibraryException fault(LibraryRequest request) {
    return catchThrowableOfType(LibraryException.class, () -> libraries().resolve(request));
  }

  private LibraryResolver libraries() throws IOException {
    var settings = folder.resolve(".m2/settings.xml");
    var home =
        Files.exists(settings)
            ? new MavenHome(folder.resolve(".m2"), Optional.empty())
            : MavenFolder.offCentral(folder);
    return LibraryResolver.of(home, folder.resolve("locks"));
  }

  private LibraryRequest request(String... coordinates) {
    return new LibraryRequest(List.of(coordinates), List.of(repository.url()));
  }

  private static List<String> coordinates(List<LibraryFile> files) {
    return files.stream().map(LibraryFile::library).map(Library::coordinates).toList();
  }
}
