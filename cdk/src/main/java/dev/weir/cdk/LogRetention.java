package dev.weir.cdk;

import java.util.Map;
import software.amazon.awscdk.services.logs.RetentionDays;

/** How long logs are kept; CloudWatch offers these lengths and no others. */
final class LogRetention {
  static final Map<String, RetentionDays> BY_DAYS =
      Map.of(
          "1", RetentionDays.ONE_DAY,
          "3", RetentionDays.THREE_DAYS,
          "7", RetentionDays.ONE_WEEK,
          "14", RetentionDays.TWO_WEEKS,
          "30", RetentionDays.ONE_MONTH,
          "60", RetentionDays.TWO_MONTHS,
          "90", RetentionDays.THREE_MONTHS,
          "180", RetentionDays.SIX_MONTHS,
          "365", RetentionDays.ONE_YEAR);

  private LogRetention() {}
}
