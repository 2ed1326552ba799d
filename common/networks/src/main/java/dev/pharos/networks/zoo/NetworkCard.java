package dev.pharos.networks.zoo;

import dev.pharos.networks.Shape;
import java.util.List;

/**
 * What is said of a network before it is built.
 *
 * @param name the name users write
 * @param title the name people read
 * @param about one or two sentences for help pages, with the source
 * @param input the images it was made for
 * @param classes the number of classes it was made for, at least 2
 * @param settings what its user may choose besides classes and input
 */
public record NetworkCard(
    String name, String title, String about, Shape input, int classes, List<Setting> settings) {

  /** Keeps the settings from changing. */
  public NetworkCard {
    settings = List.copyOf(settings);
  }
}
