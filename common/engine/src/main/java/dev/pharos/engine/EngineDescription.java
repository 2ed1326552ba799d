package dev.pharos.engine;

/**
 * What computes, as found when the native libraries were loaded.
 *
 * @param version Deeplearning4j's and ND4J's version
 * @param backend "cpu" or "cuda"
 * @param oneDnn whether convolutions, pooling and normalisation run on oneDNN; without it they take
 *     several times longer
 * @param blas the matrix library and the kernels it chose, such as "OpenBLAS 0.3.19 SkylakeX"
 * @param threads threads that one operation uses
 * @param gemmGflops speed of a matrix product measured at start, in GFLOP/s
 * @param networks what runs whole networks, such as "oneDNN 2.5.2 blocked layouts, Winograd"; null
 *     where they run as Deeplearning4j graphs
 */
public record EngineDescription(
    String version,
    String backend,
    boolean oneDnn,
    String blas,
    int threads,
    double gemmGflops,
    String networks) {}
