package dev.pharos.imaging.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Walks the segments of a JPEG file (ITU-T T.81, annex B) up to the end-of-image marker. */
final class JpegOutline {
  private static final int START_OF_SCAN = 0xda;
  private static final int END_OF_IMAGE = 0xd9;
  private static final int APPLICATION_1 = 0xe1;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long EACH = 0x0101010101010101L;

  private final byte[] file;
  private final Bytes bytes;
  private int width = -1;
  private int height = -1;
  private boolean scanned;
  private Orientation orientation = Orientation.UPRIGHT;

  private JpegOutline(byte[] file) {
    this.file = file;
    this.bytes = new Bytes(file);
  }

  static Outline read(byte[] file) throws UndecodableImageException {
    return new JpegOutline(file).walk();
  }

  private Outline walk() throws UndecodableImageException {
    long at = 2;
    while (true) {
      at = nextMarker(at);
      var marker = bytes.u8(at + 1);
      at += 2;
      if (marker == END_OF_IMAGE) {
        return outline();
      }
      if (marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
        continue; // markers without a body
      }
      var length = bytes.u16(at);
      if (length < 2 || !bytes.has(at, length)) {
        throw UndecodableImageException.truncated(ImageFormat.JPEG, "a segment is cut off");
      }
      read(marker, at, length);
      at += length;
    }
  }

  private void read(int marker, long at, int length) {
    if (isStartOfFrame(marker) && length >= 7 && height < 0) {
      height = bytes.u16(at + 3);
      width = bytes.u16(at + 5);
    } else if (marker == APPLICATION_1 && bytes.ascii(at + 2, 6).equals("Exif\0\0")) {
      orientation = Exif.orientation(file, (int) at + 8, length - 8);
    } else if (marker == START_OF_SCAN) {
      scanned = true;
    }
  }

  private static boolean isStartOfFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  /** The place of the next marker; inside a scan, skips its entropy-coded data. */
  private long nextMarker(long from) throws UndecodableImageException {
    for (var at = (int) from; at + 1 < file.length; ) {
      // In coded data 255 is rare, and eight bytes are looked at as quickly as one.
      while (at + Long.BYTES <= file.length && !has255((long) LONGS.get(file, at))) {
        at += Long.BYTES;
      }
      for (var end = Math.min(at + Long.BYTES, file.length - 1); at < end; at++) {
        if (file[at] == -1 && file[at + 1] != 0 && file[at + 1] != -1) {
          return at;
        }
      }
    }
    throw UndecodableImageException.truncated(
        ImageFormat.JPEG, "its end-of-image marker is missing");
  }

  /** The usual test for a zero among eight bytes, of their complement. */
  private static boolean has255(long eight) {
    return ((~eight - EACH) & eight & (EACH << 7)) != 0;
  }

  private Outline outline() throws UndecodableImageException {
    if (height < 0 || !scanned) {
      throw new UndecodableImageException("the JPEG file holds no image data");
    }
    return Outline.of(ImageFormat.JPEG, width, height, orientation, file);
  }
}
