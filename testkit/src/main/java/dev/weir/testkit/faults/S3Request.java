package dev.weir.testkit.faults;

import java.util.Optional;

/** What a plan of faults gets to know of a request. */
public record S3Request(S3Operation operation, String path, Optional<String> range) {
  static S3Request of(HttpHead head) {
    return new S3Request(S3Operation.of(head), head.path(), head.header("range"));
  }
}
