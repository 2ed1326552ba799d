package dev.pharos.runtime.http;

import java.util.List;

/**
 * What may be read without logging in, where a token is configured: exact paths, and everything
 * below those that end in a slash. The exact path {@code /} is only itself.
 */
public record PublicPaths(List<String> paths) {

  /** Copies and checks that each path begins with a slash. */
  public PublicPaths {
    paths = List.copyOf(paths);
    for (var path : paths) {
      if (!path.startsWith("/")) {
        throw new IllegalArgumentException("'%s' must begin with a slash".formatted(path));
      }
    }
  }

  /** Nothing is public. */
  public static PublicPaths none() {
    return new PublicPaths(List.of());
  }

  /** These exact paths, and everything below those that end in a slash. */
  public static PublicPaths of(String... paths) {
    return new PublicPaths(List.of(paths));
  }

  /** Whether a path, such as {@code /runs/7}, may be read by everybody. */
  public boolean contains(String path) {
    return paths.stream()
        .anyMatch(
            open ->
                path.equals(open)
                    || (open.length() > 1 && open.endsWith("/") && path.startsWith(open)));
  }
}
