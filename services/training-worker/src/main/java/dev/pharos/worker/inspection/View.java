package dev.pharos.worker.inspection;

import dev.pharos.contracts.inspection.InspectionSpec;
import java.io.IOException;
import java.nio.file.Path;

/** One way to look into a model. */
@FunctionalInterface
interface View {

  /**
   * Looks, which may take minutes, and keeps what it finds.
   *
   * @param model the model file
   * @param images the images it is looked at with
   * @throws IllegalArgumentException when what is asked for does not fit the model or the images
   */
  void look(InspectionSpec spec, Path model, Images images, Findings findings) throws IOException;
}
