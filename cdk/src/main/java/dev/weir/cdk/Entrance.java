package dev.weir.cdk;

import java.util.Optional;

/**
 * Who can reach the load balancer.
 *
 * @param open whether it has an address on the internet
 * @param allowedCidr the addresses that get through to it
 * @param certificateArn makes its listeners HTTPS
 */
record Entrance(boolean open, String allowedCidr, Optional<String> certificateArn) {

  String scheme() {
    return certificateArn.isPresent() ? "https" : "http";
  }
}
