package dev.pharos.imaging.jpeg;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Walks the segments of a JPEG file up to its scan (ITU-T T.81, annex B). */
final class HeaderReader {
  private static final int LARGEST_TABLES = 4;

  private final byte[] file;
  private final int[][] quantisation = new int[LARGEST_TABLES][];
  private final HuffmanTable[] direct = new HuffmanTable[LARGEST_TABLES];
  private final HuffmanTable[] alternating = new HuffmanTable[LARGEST_TABLES];
  private int frame = -1;
  private int restartInterval;
  private boolean jfif;
  private boolean exif;
  private int adobe = -1;

  HeaderReader(byte[] file) {
    this.file = file;
  }

  JpegHeader read() throws UnusualJpegException {
    var at = 2;
    while (true) {
      if (u8(at) != 0xff) {
        throw new UnusualJpegException("bytes between segments");
      }
      var marker = u8(at + 1);
      if (marker == 0xff) {
        at++; // fill bytes
        continue;
      }
      var length = u16(at + 2);
      if (length < 2 || at + 2 + length > file.length) {
        throw new UnusualJpegException("a segment that is cut off");
      }
      var from = at + 4;
      at += 2 + length;
      if (marker == 0xda) {
        return header(from, at);
      }
      segment(marker, from, at);
    }
  }

  private void segment(int marker, int from, int end) throws UnusualJpegException {
    switch (marker) {
      case 0xc0, 0xc1 -> {
        if (frame >= 0) {
          throw new UnusualJpegException("two frames");
        }
        frame = from;
      }
      case 0xc4 -> huffmanTables(from, end);
      case 0xdb -> quantisationTables(from, end);
      case 0xdd -> restartInterval = u16(from);
      case 0xe0 -> jfif |= begins(from, end, "JFIF\0");
      case 0xe1 -> exif |= begins(from, end, "Exif\0\0");
      case 0xe2 -> {
        if (begins(from, end, "ICC_PROFILE\0")) {
          throw new UnusualJpegException("a colour profile");
        }
      }
      case 0xee -> {
        if (begins(from, end, "Adobe") && end - from >= 12) {
          adobe = u8(from + 11);
        }
      }
      default -> {
        var isComment = marker == 0xfe || (marker >= 0xe0 && marker <= 0xef);
        if (!isComment) {
          throw new UnusualJpegException("marker %x".formatted(marker));
        }
      }
    }
  }

  private boolean begins(int from, int end, String text) {
    return end - from >= text.length()
        && new String(file, from, text.length(), StandardCharsets.ISO_8859_1).equals(text);
  }

  private void quantisationTables(int from, int end) throws UnusualJpegException {
    for (var at = from; at < end; at += 65) {
      var number = u8(at);
      if (number >= LARGEST_TABLES || at + 65 > end) {
        throw new UnusualJpegException("a quantisation table of 16 bits, or half of one");
      }
      var table = new int[64];
      for (var i = 0; i < 64; i++) {
        table[i] = u8(at + 1 + i);
      }
      quantisation[number] = table;
    }
  }

  private void huffmanTables(int from, int end) throws UnusualJpegException {
    for (var at = from; at < end; ) {
      var number = u8(at);
      var counts = new int[16];
      var all = 0;
      for (var i = 0; i < 16; i++) {
        counts[i] = at + 1 + i < end ? u8(at + 1 + i) : 0;
        all += counts[i];
      }
      at += 17;
      if ((number & 0xf) >= LARGEST_TABLES || number > 0x1f || all > 256 || at + all > end) {
        throw new UnusualJpegException("a Huffman table that cannot be");
      }
      var symbols = new int[all];
      for (var i = 0; i < all; i++) {
        symbols[i] = u8(at + i);
      }
      at += all;
      var isDirect = number < 0x10;
      (isDirect ? direct : alternating)[number & 0xf] = new HuffmanTable(counts, symbols, isDirect);
    }
  }

  private JpegHeader header(int scan, int data) throws UnusualJpegException {
    if (frame < 0) {
      throw new UnusualJpegException("a scan without a frame");
    }
    var count = u8(frame + 5);
    var height = u16(frame + 1);
    var width = u16(frame + 3);
    if (u8(frame) != 8 || height < 1 || width < 1 || (count != 1 && count != 3)) {
      throw new UnusualJpegException("a frame of unusual depth or components");
    }
    var components = new ArrayList<Component>();
    for (var i = 0; i < count; i++) {
      components.add(component(frame + 6 + 3 * i, scan + 1 + 2 * i, count == 1));
    }
    var end = scan + 1 + 2 * count;
    if (u8(scan) != count || u8(end) != 0 || u8(end + 1) != 63 || u8(end + 2) != 0) {
      throw new UnusualJpegException("a scan of a part of the image");
    }
    if (count == 3) {
      requireUsualColour(components);
      requireWide(components.get(0), width);
    }
    return new JpegHeader(height, width, components, restartInterval, data);
  }

  private Component component(int inFrame, int inScan, boolean alone) throws UnusualJpegException {
    var sampling = u8(inFrame + 1);
    var tables = u8(inScan + 1);
    if (u8(inFrame) != u8(inScan)
        || u8(inFrame + 2) >= LARGEST_TABLES
        || tables >> 4 >= LARGEST_TABLES
        || (tables & 15) >= LARGEST_TABLES) {
      throw new UnusualJpegException("components in another order, or tables that cannot be");
    }
    var factors = quantisation[u8(inFrame + 2)];
    if (factors == null || direct[tables >> 4] == null || alternating[tables & 15] == null) {
      throw new UnusualJpegException("a table is missing");
    }
    // A single component comes block by block, whatever it says.
    return new Component(
        alone ? 1 : sampling >> 4,
        alone ? 1 : sampling & 15,
        factors,
        direct[tables >> 4],
        alternating[tables & 15]);
  }

  /** YCbCr beyond doubt, its colour as dense as the brightness, half as dense across, or both. */
  private void requireUsualColour(List<Component> components) throws UnusualJpegException {
    var marked = adobe >= 0 ? adobe == 1 : jfif || exif;
    var numbered = u8(frame + 6) == 1 && u8(frame + 9) == 2 && u8(frame + 12) == 3;
    if (!marked || !numbered) {
      throw new UnusualJpegException("perhaps no YCbCr");
    }
    var across = components.get(0).horizontal();
    var down = components.get(0).vertical();
    var usual = (across == 1 && down == 1) || (across == 2 && (down == 1 || down == 2));
    for (var other : components.subList(1, 3)) {
      usual &= other.horizontal() == 1 && other.vertical() == 1;
    }
    if (!usual) {
      throw new UnusualJpegException("unusual sampling");
    }
  }

  /** Very narrow colour is repeated, not smoothed. */
  private static void requireWide(Component luma, int width) throws UnusualJpegException {
    if (luma.horizontal() == 2 && width <= 4) {
      throw new UnusualJpegException("a narrow image");
    }
  }

  private int u8(int at) throws UnusualJpegException {
    if (at >= file.length) {
      throw new UnusualJpegException("the file ends in its header");
    }
    return file[at] & 0xff;
  }

  private int u16(int at) throws UnusualJpegException {
    return u8(at) << 8 | u8(at + 1);
  }
}
