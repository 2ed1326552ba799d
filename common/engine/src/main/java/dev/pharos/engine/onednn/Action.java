package dev.pharos.engine.onednn;

import java.util.List;

/** One thing that a program does. */
interface Action extends AutoCloseable {

  /** Does it. */
  void run();

  /** The tensors it reads or writes. */
  List<Tensor> tensors();

  /** What it is, for a profile. */
  String name();

  @Override
  default void close() {}
}
