package dev.pharos.engine;

/**
 * How well a network did on some images.
 *
 * @param images how many there were
 * @param loss mean cross-entropy, in nats
 * @param top1Error share of images whose class did not get the highest score
 * @param top5Error share of images whose class is not among the five highest scores
 * @param confusion how often each class (row) was taken for each class (column)
 */
@SuppressWarnings("ArrayRecordComponent") // a matrix of counts, made once and handed over
public record Evaluation(
    long images, double loss, double top1Error, double top5Error, int[][] confusion) {}
