package dev.pharos.serving;

import dev.pharos.runtime.ServiceRunner;

/** Runs the serving gateway as its own process. */
public final class ServingGatewayMain {
  private ServingGatewayMain() {}

  public static void main(String[] args) {
    ServiceRunner.run("serving-gateway", args, ServingGateway::start);
  }
}
