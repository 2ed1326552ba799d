package dev.pharos.engine;

import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.Shape;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Some images and their labels. Nothing is copied here: buffers may be filled again once the call
 * that got them is over.
 */
public final class Batch {
  private final FloatBuffer pixels;
  private final int[] labels;
  private final int size;

  /**
   * Images and labels in buffers that may hold more than them.
   *
   * @param pixels images one after another, each map by map, row by row (NCHW), from the buffer's
   *     position on
   * @param labels the class of each image, from 0
   * @param size how many images count: the first of both
   */
  public Batch(FloatBuffer pixels, int[] labels, int size) {
    if (size < 1 || size > labels.length) {
      throw new IllegalArgumentException(
          "size: " + size + " is not valid; 1 to the " + labels.length + " labels");
    }
    this.pixels = pixels.slice();
    this.labels = labels;
    this.size = size;
  }

  /** Images in an array, NCHW. */
  public static Batch of(float[] pixels, int[] labels) {
    return new Batch(FloatBuffer.wrap(pixels), labels, labels.length);
  }

  /** The number of images. */
  public int size() {
    return size;
  }

  /** The label of one image. */
  public int label(int image) {
    return labels[image];
  }

  /**
   * Divides it into parts that follow each other and differ in size by no more than one image.
   *
   * @param count how many parts; fewer when there are fewer images
   */
  List<Batch> parts(int count, Shape image) {
    var parts = new ArrayList<Batch>();
    int used = Math.min(count, size);
    for (int part = 0; part < used; part++) {
      int from = Math.toIntExact((long) size * part / used);
      int to = Math.toIntExact((long) size * (part + 1) / used);
      int start = Math.toIntExact(from * image.elements());
      parts.add(
          new Batch(
              pixels.slice(start, pixels.capacity() - start),
              Arrays.copyOfRange(labels, from, to),
              to - from));
    }
    return parts;
  }

  /** Checks pixels and labels against a network before anything is computed. */
  void requireFits(NetworkSpec network) {
    long needed = size * network.input().elements();
    if (pixels.remaining() < needed) {
      throw new IllegalArgumentException(
          "pixels: "
              + pixels.remaining()
              + " values are not "
              + size
              + " images of "
              + network.input()
              + ", which are "
              + needed);
    }
    for (int image = 0; image < size; image++) {
      if (labels[image] < 0 || labels[image] >= network.classes()) {
        throw new IllegalArgumentException(
            "labels["
                + image
                + "]: "
                + labels[image]
                + " is not valid; 0 to "
                + (network.classes() - 1));
      }
    }
  }

  /** A view of the pixels from the first image on, at position 0. */
  FloatBuffer pixels() {
    return pixels.duplicate();
  }
}
