package dev.pharos.imaging.jpeg;

/**
 * A Huffman code (ITU-T T.81, annex C) and what its symbols mean, as tables to look up.
 *
 * <p>A symbol says how many zeros there are to skip and how many bits of the value follow. Where
 * code and value together fit into {@link #LOOKAHEAD} bits, one look gives both: that is the case
 * for most coefficients of a photograph.
 */
final class HuffmanTable {
  /** How many bits are looked at. */
  static final int LOOKAHEAD = 10;

  /** Of an entry: the bits that code and value take together; 0 if they do not fit. */
  static final int LENGTH_MASK = 0x1f;

  /** Of an entry: how many coefficients to go on, the coded one included. */
  static final int ADVANCE_SHIFT = 5;

  static final int ADVANCE_MASK = 0xff;

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
      return;
    }
    for (var bits = 0; bits < 1 << size; bits++) {
      var entry =
          (value(bits, size) << VALUE_SHIFT) | (advance(symbol) << ADVANCE_SHIFT) | (length + size);
      var from = ((code << size) | bits) << rest;
      for (var i = 0; i < 1 << rest; i++) {
        entries[from + i] = entry;
      }
    }
  }

  /** What bits stand for (ITU-T T.81, table F.1): those that begin with 0 are negative. */
  static int value(int bits, int size) {
    return size == 0 || bits >> (size - 1) != 0 ? bits : bits - (1 << size) + 1;
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
   * The length of the code that 16 bits begin with; more than 16 if there is none.
   *
   * @param bits the next 16 bits
   */
  int length(int bits) {
    var length = 1;
    while (bits >= limit[length]) {
      length++;
    }
    return length;
  }

  /** The symbol of a code that {@link #length} found in 16 bits. */
  int symbol(int bits, int length) {
    return symbols[(bits >>> (LONGEST - length)) + place[length]];
  }
}
