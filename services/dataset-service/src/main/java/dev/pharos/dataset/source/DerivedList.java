package dev.pharos.dataset.source;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.IntFunction;

/**
 * A list that holds no elements: each is made of its number whenever it is asked for. So a list of
 * millions of files needs the memory of what is known of them, not that of objects.
 */
public final class DerivedList<T> extends AbstractList<T> implements RandomAccess {
  private final int size;
  private final IntFunction<? extends T> element;

  /**
   * A list.
   *
   * @param element makes the same element of a number every time, on any thread
   */
  public DerivedList(int size, IntFunction<? extends T> element) {
    this.size = size;
    this.element = element;
  }

  @Override
  public T get(int number) {
    return element.apply(Objects.checkIndex(number, size));
  }

  @Override
  public int size() {
    return size;
  }
}
