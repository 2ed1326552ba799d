package dev.pharos.benchmarks;

import picocli.CommandLine.Option;

/** Options of benchmarks of the way from image files to batches, which take turns with a peer. */
final class PeerOptions {
  @Option(
      names = "--threads",
      defaultValue = "2",
      description =
          "Threads that decode, or fill batches; as many processes for the peer (default:"
              + " ${DEFAULT-VALUE}).")
  int threads;

  @Option(
      names = "--pairs",
      defaultValue = "5",
      description = "How many turns each side has (default: ${DEFAULT-VALUE}).")
  int pairs;

  @Option(
      names = "--python",
      description = "A Python that has Pillow, or PyTorch (default: no peer).")
  String python;
}
