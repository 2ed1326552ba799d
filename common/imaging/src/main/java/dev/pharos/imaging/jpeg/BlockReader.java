package dev.pharos.imaging.jpeg;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads the coefficients of one block after the other (ITU-T T.81, F.2.2), each multiplied with its
 * quantisation factor. This is where most of the time goes; the next bits are kept in a long that
 * is filled up without a branch (Giesen, "Reading bits in far too many ways", 2018).
 */
final class BlockReader {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final int PLACE_BITS = 6;
  private static final int PLACE_MASK = (1 << PLACE_BITS) - 1;

  private byte[] bytes;
  private int at;
  private long bits;
  private int count;

  /** Goes to a byte. */
  void begin(byte[] source, int from) {
    bytes = source;
    at = from;
    bits = 0;
    count = 0;
  }

  /** How many bits are left before a byte; negative if more were read. */
  long left(int end) {
    return 8L * (end - at) + count;
  }

  /**
   * Where the coefficients of the file's order go, and what they are multiplied with.
   *
   * @param quantisation the 64 factors, in the file's order
   * @param byColumns whether eight arrays take the columns of a block, else its lines
   * @return for {@link #read}
   */
  static int[] steps(int[] quantisation, boolean byColumns) {
    var steps = new int[64 + HuffmanTable.END_OF_BLOCK];
    // Diagonal by diagonal, down and up in turn. Beyond the block zeros go to the first place.
    for (int diagonal = 0, next = 0; diagonal < 15; diagonal++) {
      var longest = Math.min(diagonal, 7);
      for (var i = Math.max(0, diagonal - 7); i <= longest; i++, next++) {
        var line = diagonal % 2 == 0 ? diagonal - i : i;
        var column = diagonal - line;
        var place = byColumns ? 8 * column + line : 8 * line + column;
        steps[next] = quantisation[next] << PLACE_BITS | place;
      }
    }
    return steps;
  }

  /**
   * Reads a block.
   *
   * @param steps what {@link #steps} made of the quantisation
   * @param predictor the first coefficient of the block before, without its factor
   * @param target receives the coefficients: eight of these arrays, zeros up to now
   * @param array the first of the eight
   * @param base the first place in each
   * @return the first coefficient without its factor
   */
  int read(
      HuffmanTable direct,
      HuffmanTable alternating,
      int[] steps,
      int predictor,
      int[][] target,
      int array,
      int base)
      throws UnusualJpegException {
    var source = bytes;
    var from = at;
    var next = bits;
    var filled = count;
    next |= (long) LONGS.get(source, from) >>> filled;
    from += (63 - filled) >>> 3;
    filled |= 56;
    var entry = direct.entries()[(int) (next >>> HuffmanTable.SHIFT)];
    if ((entry & HuffmanTable.WHOLE) == 0) {
      entry = direct.whole(entry, next);
    }
    next <<= entry;
    filled -= entry & HuffmanTable.LENGTH_MASK;
    var first = (short) (predictor + (entry >> HuffmanTable.VALUE_SHIFT));
    var entries = alternating.entries();
    var k = 0;
    while (true) {
      entry = entries[(int) (next >>> HuffmanTable.SHIFT)];
      if ((entry & HuffmanTable.WHOLE) == 0) {
        next |= (long) LONGS.get(source, from) >>> filled;
        from += (63 - filled) >>> 3;
        filled |= 56;
        entry = alternating.whole(entry, next);
      }
      next <<= entry;
      filled -= entry & HuffmanTable.LENGTH_MASK;
      k += (entry >>> HuffmanTable.ADVANCE_SHIFT) & HuffmanTable.ADVANCE_MASK;
      var step = steps[k];
      target[array + ((step & PLACE_MASK) >>> 3)][base + (step & 7)] =
          (entry >> HuffmanTable.VALUE_SHIFT) * (step >>> PLACE_BITS);
      if (k >= 63) {
        break;
      }
      entry = entries[(int) (next >>> HuffmanTable.SHIFT)];
      // Filled up for two at a time, while the entry is on its way from memory.
      next |= (long) LONGS.get(source, from) >>> filled;
      from += (63 - filled) >>> 3;
      filled |= 56;
      if ((entry & HuffmanTable.WHOLE) == 0) {
        entry = alternating.whole(entry, next);
      }
      next <<= entry;
      filled -= entry & HuffmanTable.LENGTH_MASK;
      k += (entry >>> HuffmanTable.ADVANCE_SHIFT) & HuffmanTable.ADVANCE_MASK;
      step = steps[k];
      target[array + ((step & PLACE_MASK) >>> 3)][base + (step & 7)] =
          (entry >> HuffmanTable.VALUE_SHIFT) * (step >>> PLACE_BITS);
      if (k >= 63) {
        break;
      }
    }
    if (k > 63 && k < HuffmanTable.END_OF_BLOCK) {
      throw new UnusualJpegException("more than 64 coefficients in a block");
    }
    // Last, as the end of the block has put a zero here.
    target[array][base] = first * (steps[0] >>> PLACE_BITS);
    at = from;
    bits = next;
    count = filled;
    return first;
  }
}
