package dev.weir.cdk;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** A range of IPv4 addresses, as {@code 10.0.0.0/16}. */
record Cidr(String text, int prefix) {
  private static final Pattern SHAPE = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}/\\d{1,2}");

  static Optional<Cidr> parse(String text) {
    if (!SHAPE.matcher(text).matches()) {
      return Optional.empty();
    }
    var slash = text.indexOf('/');
    var prefix = Integer.parseInt(text.substring(slash + 1));
    var bytes = Arrays.stream(text.substring(0, slash).split("\\.")).mapToInt(Integer::parseInt);
    return prefix <= 32 && bytes.allMatch(b -> b <= 255)
        ? Optional.of(new Cidr(text, prefix))
        : Optional.empty();
  }
}
