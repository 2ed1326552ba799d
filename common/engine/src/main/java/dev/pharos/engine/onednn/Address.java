package dev.pharos.engine.onednn;

import org.bytedeco.javacpp.Pointer;

/** A place in native memory that somebody else owns. */
final class Address extends Pointer {
  Address(long address) {
    super((Pointer) null);
    this.address = address;
  }
}
