package dev.pharos.imaging.decode;

import java.nio.charset.StandardCharsets;

/** Numbers at places of an untrusted file; a place beyond the end reads as -1 or as nothing. */
final class Bytes {
  private final byte[] data;

  Bytes(byte[] data) {
    this.data = data;
  }

  int length() {
    return data.length;
  }

  boolean has(long at, long count) {
    return at >= 0 && count >= 0 && at + count <= data.length;
  }

  int u8(long at) {
    return has(at, 1) ? data[(int) at] & 0xff : -1;
  }

  int u16(long at) {
    return has(at, 2) ? u8(at) << 8 | u8(at + 1) : -1;
  }

  int u16le(long at) {
    return has(at, 2) ? u8(at + 1) << 8 | u8(at) : -1;
  }

  int u24le(long at) {
    return has(at, 3) ? u16le(at) | u8(at + 2) << 16 : -1;
  }

  long u32(long at) {
    return has(at, 4) ? (long) u16(at) << 16 | u16(at + 2) : -1;
  }

  long u32le(long at) {
    return has(at, 4) ? (long) u16le(at + 2) << 16 | u16le(at) : -1;
  }

  String ascii(long at, int count) {
    return has(at, count) ? new String(data, (int) at, count, StandardCharsets.US_ASCII) : "";
  }

  boolean startsWith(int... values) {
    if (data.length < values.length) {
      return false;
    }
    for (var i = 0; i < values.length; i++) {
      if (u8(i) != values[i]) {
        return false;
      }
    }
    return true;
  }
}
