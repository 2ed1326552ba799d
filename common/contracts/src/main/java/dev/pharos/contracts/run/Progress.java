package dev.pharos.contracts.run;

/**
 * How far an attempt is.
 *
 * @param epoch the current epoch, from 1
 * @param epochs epochs in all
 * @param step steps done
 * @param steps steps in all
 * @param imagesPerSecond images trained on per second, lately
 * @param secondsLeft estimated seconds to the end; null while unknown
 */
public record Progress(
    int epoch, int epochs, long step, long steps, double imagesPerSecond, Double secondsLeft) {}
