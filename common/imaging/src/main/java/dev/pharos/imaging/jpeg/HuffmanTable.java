package dev.pharos.imaging.jpeg;

import java.util.Arrays;

/**
 * A Huffman code (ITU-T T.81, annex C) and what its symbols mean, as tables to look up.
 *
 * <p>A symbol says how many zeros there are to skip and how many bits of the value follow. Where
 * code and value together fit into {@link #LOOKAHEAD} bits, one look gives both: that is the case
 * for most coefficients of a photograph. Where the code alone does, the value is cut out of the
 * bits behind it.
 */
final class HuffmanTable {
  /** How many bits are looked at. */
  static final int LOOKAHEAD = 10;

  /** What shifts the next 64 bits so far that they are a place among the entries. */
  static final int SHIFT = Long.SIZE - LOOKAHEAD;

  /**
   * Of an entry: the bits that code and value take together. They are the lowest bits, as many as a
   * long is shifted by, so that an entry can be shifted by as it is.
   */
  static final int LENGTH_MASK = 0x3f;

  /** Of an entry: how many coefficients to go on, the coded one included. */
  static final int ADVANCE_SHIFT = 6;

  static final int ADVANCE_MASK = 0xff;

  /** Of an entry: whether it has the value; else it has the size of the value in its place. */
  static final int WHOLE = 1 << 14;

  /** Of an entry: the value, signed. */
  static final int VALUE_SHIFT = 16;

  /** How far the end of a block advances: beyond anything that runs of zeros can reach. */
  static final int END_OF_BLOCK = 128;

  private static final int LONGEST = 16;

  private final int[] entries = new int[1 << LOOKAHEAD];

  /** For each length the first code that is longer, left-aligned in 16 bits. */
  private final int[] limit = new int[LONGEST + 2];

  /** For each length what to add to a code to get the place of its symbol. */
  private final int[] place = new int[LONGEST + 1];

  private final int[] symbols;

  /**
   * A table.
   *
   * @param counts how many codes there are of each length, 1 to 16, from index 0 on
   * @param symbols in the order of their codes
   * @param direct whether it is for DC: symbols are sizes alone
   */
  HuffmanTable(int[] counts, int[] symbols, boolean direct) throws UnusualJpegException {
    this.symbols = symbols;
    var code = 0;
    var next = 0;
    for (var length = 1; length <= LONGEST; length++) {
      place[length] = next - code;
      for (var i = 0; i < counts[length - 1]; i++, code++, next++) {
        if (code >= 1 << length) {
          throw new UnusualJpegException("a Huffman table with more codes than there can be");
        }
        check(symbols[next], direct);
        if (length <= LOOKAHEAD) {
          enter(code, length, symbols[next]);
        }
      }
      limit[length] = code << (LONGEST - length);
      code <<= 1;
    }
    limit[LONGEST + 1] = Integer.MAX_VALUE;
  }

  private static void check(int symbol, boolean direct) throws UnusualJpegException {
    if (direct ? symbol > 11 : (symbol & 15) > 10) {
      throw new UnusualJpegException("a Huffman table with symbols that no 8-bit image needs");
    }
  }

  /** The symbol's entries: all that begin with its code, with each value that can follow. */
  private void enter(int code, int length, int symbol) {
    var size = symbol & 15;
    var rest = LOOKAHEAD - length - size;
    if (rest < 0) {
      var from = code << (LOOKAHEAD - length);
      Arrays.fill(entries, from, from + (1 << (LOOKAHEAD - length)), open(length, symbol));
      return;
    }
    for (var bits = 0; bits < 1 << size; bits++) {
      var from = ((code << size) | bits) << rest;
      var entry = whole(open(length, symbol), value(bits, size));
      Arrays.fill(entries, from, from + (1 << rest), entry);
    }
  }

  /** An entry without the value. */
  private static int open(int length, int symbol) {
    var size = symbol & 15;
    return (size << VALUE_SHIFT) | (advance(symbol) << ADVANCE_SHIFT) | (length + size);
  }

  private static int whole(int open, int value) {
    return (value << VALUE_SHIFT) | WHOLE | (open & (WHOLE - 1));
  }

  /** What bits stand for (ITU-T T.81, table F.1): those that begin with 0 are negative. */
  private static int value(int bits, int size) {
    // Half of them are, in no order: a branch would be guessed wrong as often.
    var isNegative = (bits - (1 << (size - 1))) >> 31;
    return bits + (isNegative & (1 - (1 << size)));
  }

  /** How far an AC symbol advances. Sixteen zeros are a symbol without a value, as is the end. */
  static int advance(int symbol) {
    return (symbol & 15) == 0 && symbol != 0xf0 ? END_OF_BLOCK : (symbol >> 4) + 1;
  }

  /** What the next bits mean, if {@link #LOOKAHEAD} of them are enough to tell; else 0. */
  int[] entries() {
    return entries;
  }

  /**
   * The entry with the value of a symbol whose own entry has none.
   *
   * @param entry what was found
   * @param next the next 64 bits
   */
  int whole(int entry, long next) throws UnusualJpegException {
    var open = entry == 0 ? search((int) (next >>> 48)) : entry;
    var size = open >> VALUE_SHIFT;
    var behindCode = next << ((open & LENGTH_MASK) - size);
    return whole(open, value((int) ((behindCode >>> 1) >>> (63 - size)), size));
  }

  /** The entry of a code that is too long to be looked up, found in 16 bits. */
  private int search(int bits) throws UnusualJpegException {
    var length = LOOKAHEAD + 1;
    while (bits >= limit[length]) {
      length++;
    }
    if (length > LONGEST) {
      throw new UnusualJpegException("bits that are no code");
    }
    return open(length, symbols[(bits >>> (LONGEST - length)) + place[length]]);
  }
}
