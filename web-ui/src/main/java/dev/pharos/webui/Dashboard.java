package dev.pharos.webui;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;

/**
 * The dashboard's files by their path on the server.
 *
 * <p>A server answers a path with {@link #asset}; a path that is neither a file nor part of the API
 * is a page of the dashboard, which {@link #page} opens at the right place. Both go out with {@link
 * #contentSecurityPolicy}.
 */
public final class Dashboard {
  private static final String PAGE = "/index.html";
  private static final String LIBRARIES = "/webjars/";

  /** Letters, digits and single dots between them: nothing that leaves the folder. */
  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*)+");

  private static final Pattern IMPORT_MAP =
      Pattern.compile("(?s)<script type=\"importmap\">(.*?)</script>");

  private static final Map<String, String> MEDIA_TYPES =
      Map.of(
          "css", "text/css; charset=utf-8",
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "json", "application/json",
          "map", "application/json",
          "png", "image/png",
          "svg", "image/svg+xml",
          "webmanifest", "application/manifest+json");

  /**
   * For work on the dashboard: {@code -Dpharos.dashboard.sources=web-ui/src/main/resources/web}
   * serves the files as they are there now, so that a reload shows a change.
   */
  private static final Path SOURCES =
      Optional.ofNullable(System.getProperty("pharos.dashboard.sources"))
          .map(Path::of)
          .orElse(null);

  private static final ConcurrentMap<String, Asset> CACHE = new ConcurrentHashMap<>();

  private Dashboard() {}

  /** The one HTML page; its script shows what the address asks for. */
  public static Asset page() {
    return asset(PAGE)
        .orElseThrow(
            () -> new IllegalStateException("the class path lacks the dashboard's index.html"));
  }

  /**
   * A file of the dashboard or of a library it loads.
   *
   * @param path the request's path, such as {@code /js/main.js} or {@code
   *     /webjars/lit/3.3.2/index.js}
   * @return empty if there is no such file
   */
  public static Optional<Asset> asset(String path) {
    if (SOURCES != null && !path.startsWith(LIBRARIES) && !path.equals(PAGE)) {
      return read(path, SOURCES);
    }
    var known = CACHE.get(path);
    if (known != null) {
      return Optional.of(known);
    }
    var asset = read(path, null);
    asset.ifPresent(read -> CACHE.putIfAbsent(path, read));
    return asset;
  }

  /**
   * The {@code Content-Security-Policy} for every answer of {@link #asset} and {@link #page}: only
   * own files, and of inline scripts only the page's import map, by its hash.
   */
  public static String contentSecurityPolicy() {
    var map = IMPORT_MAP.matcher(page().text());
    if (!map.find()) {
      throw new IllegalStateException("the dashboard's index.html has no import map");
    }
    var script = map.group(1).replace("\r\n", "\n"); // as the browser reads it
    var hash =
        Base64.getEncoder().encodeToString(Asset.sha256(script.getBytes(StandardCharsets.UTF_8)));
    return String.join(
        "; ",
        "default-src 'none'",
        "script-src 'self' 'sha256-" + hash + "'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'");
  }

  /** Reads a file from a folder or, where that is null, from the class path. */
  static Optional<Asset> read(String path, Path folder) {
    var mediaType = MEDIA_TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    if (mediaType == null || !PATH.matcher(path).matches()) {
      return Optional.empty();
    }
    var library = path.startsWith(LIBRARIES);
    try (var in = folder == null ? resource(path, library) : file(folder, path)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new Asset(in.readAllBytes(), mediaType, library));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the dashboard's " + path, e);
    }
  }

  private static InputStream resource(String path, boolean library) {
    return Dashboard.class.getResourceAsStream((library ? "/META-INF/resources" : "/web") + path);
  }

  private static InputStream file(Path folder, String path) throws IOException {
    var file = folder.resolve(path.substring(1));
    return Files.isRegularFile(file) ? Files.newInputStream(file) : null;
  }
}
