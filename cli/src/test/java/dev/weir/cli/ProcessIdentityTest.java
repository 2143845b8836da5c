package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
}
