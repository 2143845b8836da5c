package dev.weir.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProcessIdentityTest {
  private final ProcessIdentity me = ProcessIdentity.of(ProcessHandle.current());

  @Test
  void aLivingProcessIsFound() {
    assertThat(me.find()).contains(ProcessHandle.current());
  }

  @Test
  void aPidThatWasGivenToAnotherProcessIsNotTheSameProcess() {
    // Given
    var before = new ProcessIdentity(me.pid(), "another time");
    // Then
    assertThat(before.find()).isEmpty();
  }

  /** Their start in wall time moves when somebody sets the clock. */
  @Test
  void onLinuxProcessesAreToldApartWithoutTheClock() throws Exception {
    // Given
    var boot = Path.of("/proc/sys/kernel/random/boot_id");
    assumeTrue(Files.exists(boot), "this is no Linux");
    // Then
    assertThat(me.start()).matches(Files.readString(boot).strip() + "/\\d+");
  }
}
