package dev.pharos.registry.http;

import dev.pharos.runtime.config.Default;
import dev.pharos.runtime.config.Requirements;
import java.net.URI;

/**
 * The services behind this one.
 *
 * @param datasetService where data-set requests go
 * @param servingGateway where inference requests go
 */
public record Peers(
    @Default("http://127.0.0.1:8081") URI datasetService,
    @Default("http://127.0.0.1:8082") URI servingGateway) {

  /** Validates. */
  public Peers {
    new Requirements()
        .that(isBase(datasetService), "datasetService", datasetService, VALID)
        .that(isBase(servingGateway), "servingGateway", servingGateway, VALID)
        .check();
  }

  private static final String VALID = "must be like http://127.0.0.1:8081, without a path";

  private static boolean isBase(URI uri) {
    return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
        && uri.getHost() != null
        && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"));
  }
}
