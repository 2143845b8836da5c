package dev.weir.testkit;

/** How to connect to one database. */
public record JdbcEndpoint(String url, String username, String password) {}
