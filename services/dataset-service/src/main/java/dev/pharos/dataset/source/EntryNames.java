package dev.pharos.dataset.source;

import java.util.Arrays;

/** The names of an archive's entries, which nobody vouches for. */
final class EntryNames {
  private EntryNames() {}

  /** With {@code /} between the parts, and without the {@code ./} before them. */
  static String normal(String name) {
    var path = name.replace('\\', '/');
    while (path.startsWith("./")) {
      path = path.substring(2);
    }
    return path;
  }

  static boolean leadsElsewhere(String path) {
    return path.isEmpty()
        || path.startsWith("/")
        || path.matches("[A-Za-z]:.*")
        || path.indexOf('\0') >= 0
        || Arrays.stream(path.split("/", -1)).anyMatch(part -> part.isEmpty() || part.equals(".."));
  }

  /** A name that can be stored and shown: PostgreSQL takes no NUL, people no control characters. */
  static String printable(String name) {
    return name.codePoints()
        .map(
            each ->
                Character.isISOControl(each) || !Character.isDefined(each) || isHalf(each)
                    ? '?'
                    : each)
        .limit(1_000)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** Half a pair of surrogates cannot be written as UTF-8. */
  private static boolean isHalf(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  /** The path of a container without what says that it is one: {@code x.tar} becomes {@code x}. */
  static String withoutEnding(String path) {
    var bare = path.replaceFirst("(?i)\\.(tar|tgz|gz|zst)$", "");
    return bare.isEmpty() || bare.endsWith("/") ? path : bare;
  }
}
