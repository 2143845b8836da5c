package dev.weir.cdk;

/**
 * How the private subnets reach the internet. S3 never goes this way: it has a gateway endpoint.
 */
enum Nat {
  /** One t4g.nano that forwards packets. The cheapest; while it is replaced, nothing gets out. */
  INSTANCE,
  /** One NAT gateway. */
  GATEWAY,
  /** A NAT gateway for each of the two zones, so that the loss of one zone stays there. */
  GATEWAY_PER_AZ
}
