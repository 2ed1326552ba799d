package dev.pharos.platform.cli;

import dev.pharos.contracts.job.EarlyStopping;
import picocli.CommandLine.ITypeConverter;

/** Reads {@code PATIENCE} and {@code PATIENCE:DELTA}. */
final class EarlyStoppingConverter implements ITypeConverter<EarlyStopping> {
  @Override
  public EarlyStopping convert(String text) {
    var parts = new Parts(text).fromTheFirst();
    var stopping = new EarlyStopping(parts.required("PATIENCE"), parts.number("DELTA"));
    parts.requireEnd();
    return stopping;
  }
}
