package dev.pharos.benchmarks.network;

/** Something that Pharos and its peer both do, ready to be repeated. */
interface Work extends AutoCloseable {

  /** Repeats it. */
  Timing run(double seconds) throws Exception;

  @Override
  void close() throws Exception;
}
