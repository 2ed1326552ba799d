package dev.pharos.imaging;

import java.util.stream.IntStream;

/**
 * Sorts numbers by what they stand for, without an object for each of them: a merge sort, which
 * leaves equal ones in their order and is done soon with what is in order already.
 */
public final class IntSort {
  /** So few are sorted one by one. */
  private static final int FEW = 8;

  private IntSort() {}

  /** Compares what two numbers stand for. */
  @FunctionalInterface
  public interface Order {
    int compare(int one, int other);
  }

  /** The numbers from 0 to count - 1, sorted. */
  public static int[] sorted(int count, Order order) {
    var numbers = IntStream.range(0, count).toArray();
    sort(numbers, order);
    return numbers;
  }

  /** Sorts numbers; needs as much memory again while it does. */
  public static void sort(int[] numbers, Order order) {
    sort(numbers.clone(), numbers, 0, numbers.length, order);
  }

  /** Sorts a stretch of the target; the other array has the same in it, and loses it. */
  private static void sort(int[] other, int[] target, int begin, int end, Order order) {
    if (end - begin <= FEW) {
      insert(target, begin, end, order);
      return;
    }
    var middle = (begin + end) >>> 1;
    sort(target, other, begin, middle, order);
    sort(target, other, middle, end, order);
    if (order.compare(other[middle - 1], other[middle]) <= 0) {
      System.arraycopy(other, begin, target, begin, end - begin);
      return;
    }
    var left = begin;
    var right = middle;
    for (var at = begin; at < end; at++) {
      var takesLeft =
          right == end || (left < middle && order.compare(other[left], other[right]) <= 0);
      target[at] = takesLeft ? other[left++] : other[right++];
    }
  }

  private static void insert(int[] numbers, int begin, int end, Order order) {
    for (var next = begin + 1; next < end; next++) {
      var number = numbers[next];
      var at = next;
      while (at > begin && order.compare(numbers[at - 1], number) > 0) {
        numbers[at] = numbers[at - 1];
        at--;
      }
      numbers[at] = number;
    }
  }
}
