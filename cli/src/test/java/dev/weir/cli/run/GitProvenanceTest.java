package dev.weir.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.Provenance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitProvenanceTest {
  private static final String OID = "# branch.oid 0a1b2c3";

  @ParameterizedTest
  @CsvSource({
    "https://example.org/films.git, https://example.org/films.git",
    "https://ada:token@example.org/films.git, https://example.org/films.git",
    "https://token@example.org:8443/a@b.git, https://example.org:8443/a@b.git",
    "https://ada:p@ss@example.org/films.git, https://example.org/films.git",
    "https://example.org/films.git?private_token=x#y, https://example.org/films.git",
    "ssh://git@example.org/films.git, ssh://example.org/films.git",
    "git@example.org:films.git, git@example.org:films.git",
    "ada:token@example.org:films.git, example.org:films.git",
    "/srv/git/films.git, /srv/git/films.git"
  })
  void credentialsAreNotKept(String url, String kept) {
    assertThat(GitProvenance.withoutCredentials(url)).isEqualTo(kept);
  }

  @Test
  void branchCommitAndItsOwnRemoteAreRead() {
    // Given
    var status = List.of(OID, "# branch.head feature/x", "# branch.upstream team/feature/x");
    var remotes = Map.of("origin", "https://a.org/r", "team", "https://t:k@b.org/r");
    // Then
    assertThat(GitProvenance.provenance(status, remotes))
        .contains(new Provenance("https://b.org/r", "feature/x", "0a1b2c3", false));
    assertThat(GitProvenance.provenance(status.subList(0, 2), remotes))
        .map(Provenance::repository)
        .contains("https://a.org/r");
  }

  @Test
  void anythingThatDiffersMakesItDirty() {
    for (var change : List.of("1 .M N... 100644", "? Flow.java", "! Flow.java")) {
      assertThat(GitProvenance.provenance(List.of(OID, "# branch.head main", change), Map.of()))
          .contains(new Provenance(null, "main", "0a1b2c3", true));
    }
  }

  @Test
  void aDetachedHeadHasNoBranchAndARepositoryWithoutCommitsNothing() {
    assertThat(GitProvenance.provenance(List.of(OID, "# branch.head (detached)"), Map.of()))
        .contains(new Provenance(null, null, "0a1b2c3", false));
    assertThat(
            GitProvenance.provenance(
                List.of("# branch.oid (initial)", "# branch.head main"), Map.of()))
        .isEmpty();
    assertThat(GitProvenance.provenance(List.of(), Map.of())).isEmpty();
  }

  @Test
  void outsideOfARepositoryNothingIsKnown(@TempDir Path folder) throws Exception {
    var flow = Files.writeString(folder.resolve("Flow.java"), "");
    assertThat(GitProvenance.of(flow).get()).isEmpty();
    assertThat(GitProvenance.of(folder.resolve("gone.java")).get()).isEmpty();
  }
}
