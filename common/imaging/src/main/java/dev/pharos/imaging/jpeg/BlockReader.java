package dev.pharos.imaging.jpeg;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Reads the coefficients of one block after the other (ITU-T T.81, F.2.2), each multiplied with its
 * quantisation factor. This is where most of the time goes; the next bits are kept in a long that
 * is filled up without a branch (Giesen, "Reading bits in far too many ways", 2018).
 */
final class BlockReader {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** A line for what lies beyond the block: the zero that stands for its end. */
  private static final int BEYOND = 64;

  /** Where the coefficients of the file's order belong: 8 times the line, plus the column. */
  private static final int[] PLACES = places();

  private byte[] bytes;
  private int at;
  private long bits;
  private int count;

  /** How many numbers a table needs that is looked up with places in the file's order. */
  static int reach() {
    return PLACES.length;
  }

  private static int[] places() {
    var places = new int[64 + HuffmanTable.END_OF_BLOCK];
    Arrays.fill(places, BEYOND);
    // Diagonal by diagonal, down and up in turn.
    for (var next = 0; next < 64; ) {
      for (var diagonal = 0; diagonal < 15; diagonal++) {
        var longest = Math.min(diagonal, 7);
        for (var i = Math.max(0, diagonal - 7); i <= longest; i++) {
          var line = diagonal % 2 == 0 ? diagonal - i : i;
          places[next++] = 8 * line + diagonal - line;
        }
      }
    }
    return places;
  }

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
   * Reads a block.
   *
   * @param factors the quantisation, in the file's order, {@link #reach} numbers
   * @param predictor the first coefficient of the block before, without its factor
   * @param lines receives the coefficients: nine arrays, one for each line of the block, zeros up
   *     to now, and one more
   * @param base the column of the first coefficient
   * @return the first coefficient without its factor
   */
  int read(
      HuffmanTable direct,
      HuffmanTable alternating,
      int[] factors,
      int predictor,
      int[][] lines,
      int base)
      throws UnusualJpegException {
    var source = bytes;
    var from = at;
    var next = bits;
    var filled = count;
    next |= (long) LONGS.get(source, from) >>> filled;
    from += (63 - filled) >>> 3;
    filled |= 56;
    var entry = direct.entries()[(int) (next >>> (64 - HuffmanTable.LOOKAHEAD))];
    if (entry == 0) {
      entry = longEntry(direct, next);
    }
    var used = entry & HuffmanTable.LENGTH_MASK;
    next <<= used;
    filled -= used;
    var first = (short) (predictor + (entry >> HuffmanTable.VALUE_SHIFT));
    lines[0][base] = first * factors[0];
    var entries = alternating.entries();
    var k = 1;
    while (k < 64) {
      next |= (long) LONGS.get(source, from) >>> filled;
      from += (63 - filled) >>> 3;
      filled |= 56;
      entry = entries[(int) (next >>> (64 - HuffmanTable.LOOKAHEAD))];
      if (entry == 0) {
        entry = longEntry(alternating, next);
      }
      used = entry & HuffmanTable.LENGTH_MASK;
      next <<= used;
      filled -= used;
      k += (entry >>> HuffmanTable.ADVANCE_SHIFT) & HuffmanTable.ADVANCE_MASK;
      var place = PLACES[k - 1];
      lines[place >>> 3][base + (place & 7)] = (entry >> HuffmanTable.VALUE_SHIFT) * factors[k - 1];
    }
    if (k > 64 && k <= HuffmanTable.END_OF_BLOCK) {
      throw new UnusualJpegException("more than 64 coefficients in a block");
    }
    at = from;
    bits = next;
    count = filled;
    return first;
  }

  /** The entry of a code that is too long for the table, made for this once. */
  private static int longEntry(HuffmanTable table, long next) throws UnusualJpegException {
    var bits = (int) (next >>> 48);
    var length = table.length(bits);
    if (length > 16) {
      throw new UnusualJpegException("bits that are no code");
    }
    var symbol = table.symbol(bits, length);
    var size = symbol & 15;
    var value = HuffmanTable.value((int) (((next << length) >>> 1) >>> (63 - size)), size);
    return (value << HuffmanTable.VALUE_SHIFT)
        | (HuffmanTable.advance(symbol) << HuffmanTable.ADVANCE_SHIFT)
        | (length + size);
  }
}
