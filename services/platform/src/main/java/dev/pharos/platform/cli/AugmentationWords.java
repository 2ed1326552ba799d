package dev.pharos.platform.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import dev.pharos.contracts.Json;
import dev.pharos.contracts.job.Augmentation;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an augmentation as a job says it: a word, or an object. */
final class AugmentationWords implements ITypeConverter<Augmentation> {
  @Override
  public Augmentation convert(String text) {
    try {
      return text.startsWith("{")
          ? Json.mapper()
              .readerFor(Augmentation.class)
              .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
              .readValue(text)
          : Augmentation.ofWord(text);
    } catch (JsonProcessingException e) {
      throw new TypeConversionException(e.getOriginalMessage());
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
