package dev.pharos.registry.paging;

import java.util.List;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param <T> what is listed
 * @param items the part
 * @param next the cursor of the next part; null at the end
 */
public record Page<T>(List<T> items, String next) {
  public Page {
    items = List.copyOf(items);
  }

  /** A whole list. */
  public static <T> Page<T> all(List<T> items) {
    return new Page<>(items, null);
  }

  /**
   * A part of a list of which one item more than wanted was read, to know whether it goes on.
   *
   * @param cursor the cursor that goes on after an item
   */
  public static <T> Page<T> of(List<T> oneMore, int limit, Function<T, Cursor> cursor) {
    if (oneMore.size() <= limit) {
      return all(oneMore);
    }
    var items = oneMore.subList(0, limit);
    return new Page<>(items, cursor.apply(items.get(limit - 1)).text());
  }
}
