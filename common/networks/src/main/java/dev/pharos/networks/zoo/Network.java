package dev.pharos.networks.zoo;

import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.Shape;
import java.util.List;

/** One entry of the catalogue: a network that can be built for any number of classes. */
public interface Network {

  /** What is said of it. */
  NetworkCard card();

  /** The name users write. */
  default String name() {
    return card().name();
  }

  /** What its user may choose besides classes and input. */
  default List<Setting> settings() {
    return card().settings();
  }

  /** The images that a choice of settings asks for; the card's for nearly all. */
  default Shape inputFor(Options options) {
    return card().input();
  }

  /** The number of classes that a choice of settings asks for, as {@link #inputFor}. */
  default int classesFor(Options options) {
    return card().classes();
  }

  /** Lists the layers. {@code options} holds a valid value for each of {@link #settings()}. */
  NetworkSpec build(Shape input, int classes, Options options);
}
