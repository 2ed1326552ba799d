package dev.pharos.artifacts;

import dev.pharos.runtime.ServiceContext;
import dev.pharos.runtime.StartException;
import dev.pharos.runtime.config.Default;
import dev.pharos.runtime.config.Requirements;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a service that is not the artifacts' keeper finds them: on a disk that it shares with those
 * who keep them, or over HTTP.
 *
 * @param directory the folder of the store, on a disk that services share; not used with a URL
 * @param url of the data-set service or the registry, which then gives and takes artifacts
 * @param cacheDirectory where artifacts from there are kept; a folder for each process
 * @param cacheBytes how many bytes that may be
 * @param patience for how long the service there may be away
 */
public record ArtifactAccessConfig(
    @Default("~/.pharos/artifacts") Path directory,
    Optional<URI> url,
    @Default("~/.pharos/artifact-cache") Path cacheDirectory,
    @Default("107374182400") long cacheBytes,
    @Default("60s") Duration patience) {

  /** Validates. */
  public ArtifactAccessConfig {
    new Requirements()
        .that(
            url.map(ArtifactAccessConfig::isBase).orElse(true),
            "url",
            url.map(URI::toString).orElse(""),
            "must be like http://127.0.0.1:8080, without a path")
        .that(cacheBytes > 0, "cacheBytes", cacheBytes, "must be at least 1")
        .that(!patience.isNegative(), "patience", patience, "must not be negative")
        .check();
  }

  private static boolean isBase(URI uri) {
    return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
        && uri.getHost() != null
        && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"));
  }

  /**
   * Opens what is configured. Touches the disk: call it off the event loop.
   *
   * @param context closes it when the service stops, and has the API token
   * @throws StartException when the folder cannot be made or written, or is another process's
   */
  public Artifacts open(ServiceContext context) {
    return url.isEmpty() ? new ArtifactsConfig(directory).open() : cache(context, url.get());
  }

  private Artifacts cache(ServiceContext context, URI address) {
    try {
      var remote = new RemoteArtifacts(address, context.access().apiToken());
      var cache = new ArtifactCache(remote, cacheDirectory, cacheBytes, patience, context.meters());
      context.onStop(
          "artifact cache",
          () ->
              context
                  .vertx()
                  .executeBlocking(
                      () -> {
                        cache.close();
                        return null;
                      }));
      return cache;
    } catch (IOException e) {
      throw new StartException(
          "artifacts.cache-directory = '%s': %s".formatted(cacheDirectory, e.getMessage()), e);
    }
  }
}
