package dev.weir.cdk;

import java.util.List;

/** Says which settings can't be used, all at once. */
final class WrongSettings extends IllegalArgumentException {
  WrongSettings(List<String> faults) {
    super(
        "%d of the settings can't be used (see docs/aws.md):%n  %s"
            .formatted(faults.size(), String.join(System.lineSeparator() + "  ", faults)));
  }
}
