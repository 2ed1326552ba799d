package dev.pharos.networks.zoo;

import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.Shape;
import java.util.List;

/** One entry of the catalogue: a network that can be built for any number of classes. */
public interface Network {

  /** The name users write. */
  String name();

  /** The name people read. */
  String title();

  /** One or two sentences for help pages, with the source. */
  String about();

  /** The images it was made for. */
  Shape defaultInput();

  /** The number of classes it was made for. */
  int defaultClasses();

  /** The images that a choice of settings asks for; {@link #defaultInput()} for nearly all. */
  default Shape inputFor(Options options) {
    return defaultInput();
  }

  /** The number of classes that a choice of settings asks for, as {@link #inputFor}. */
  default int classesFor(Options options) {
    return defaultClasses();
  }

  /** What its user may choose besides classes and input. */
  List<Setting> settings();

  /** Lists the layers. {@code options} holds a valid value for each of {@link #settings()}. */
  NetworkSpec build(Shape input, int classes, Options options);
}
