package dev.pharos.contracts.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pharos.contracts.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** An experiment of several runs that differ in one thing: the comparisons of the AlexNet paper. */
public enum Comparison {
  /** Krizhevsky et al. 2012, figure 1. */
  RELU_TANH(
      "relu-tanh",
      "Rectifiers against tanh, from the same start: the AlexNet paper's figure 1.",
      new Variant("relu", Map.of("activation", "relu"), null),
      new Variant("tanh", Map.of("activation", "tanh"), null)),
  /** Krizhevsky et al. 2012, section 3.3. */
  LRN(
      "lrn",
      "With and without local response normalisation.",
      new Variant("with LRN", Map.of("lrn", "true"), null),
      new Variant("without LRN", Map.of("lrn", "false"), null)),
  /** Krizhevsky et al. 2012, section 3.4. */
  OVERLAPPING_POOLING(
      "overlapping-pooling",
      "Pooling windows that overlap (3x3, stride 2) against those that do not.",
      new Variant("overlapping", Map.of("pooling", "overlapping"), null),
      new Variant("plain", Map.of("pooling", "plain"), null)),
  /** Krizhevsky et al. 2012, section 4.2. */
  DROPOUT(
      "dropout",
      "With dropout of one half and without.",
      new Variant("dropout 0.5", Map.of("dropout", "0.5"), null),
      new Variant("no dropout", Map.of("dropout", "0"), null)),
  /** Krizhevsky et al. 2012, section 4.1. */
  AUGMENTATION(
      "augmentation",
      "Images as they are, cropped and mirrored, and with the paper's colour noise besides.",
      new Variant("as they are", Map.of(), "none"),
      new Variant("crop-mirror", Map.of(), "crop-mirror"),
      new Variant("alexnet", Map.of(), "alexnet"));

  /**
   * One of the runs.
   *
   * @param name what is particular about it
   * @param settings of the network
   * @param augmentation by name; null leaves the job's
   */
  public record Variant(String name, Map<String, String> settings, String augmentation) {
    public Variant {
      settings = Map.copyOf(settings);
    }
  }

  /** A word of a pattern that is a function. */
  private static final Pattern FUNCTION =
      Pattern.compile(
          "\\b(?:LEAKY)?RELU\\b|\\b(?:SCALED)?TANH\\b|\\bSIGMOID\\b", Pattern.CASE_INSENSITIVE);

  private final String label;
  private final String about;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of, of immutable records
  private final List<Variant> variants;

  Comparison(String label, String about, Variant... variants) {
    this.label = label;
    this.about = about;
    this.variants = List.of(variants);
  }

  /** Its name, as users write it. */
  public String label() {
    return label;
  }

  /** What it compares, in a sentence. */
  public String about() {
    return about;
  }

  /** Its runs. */
  public List<Variant> variants() {
    return variants;
  }

  /** All names. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(Comparison::label).toList();
  }

  /**
   * The jobs of the comparison: the given one, with what each variant changes. They carry the tags
   * {@code comparison} and {@code variant}, and share an experiment: the job's own, or one named
   * after the comparison.
   */
  public List<JobSpec> jobs(JobSpec base) {
    return variants.stream().map(variant -> job(base, variant)).toList();
  }

  /** Of a written network the function is a word of its pattern. */
  private static Map<String, String> settings(NetworkChoice network, Variant variant) {
    var pattern = network.settings().get("pattern");
    var activation = variant.settings().get("activation");
    if (pattern == null || activation == null) {
      return variant.settings();
    }
    return Map.of(
        "pattern", FUNCTION.matcher(pattern).replaceAll(activation.toUpperCase(Locale.ROOT)));
  }

  private JobSpec job(JobSpec base, Variant variant) {
    ObjectNode job = Json.mapper().valueToTree(base);
    var subject = base.network().name() + " on " + base.dataset().name();
    job.put("name", variant.name() + ": " + subject);
    if (base.experiment().equals(JobSpec.DEFAULT_EXPERIMENT)) {
      job.put("experiment", label + ": " + subject);
    }
    var settings = job.withObject("/network/settings");
    settings(base.network(), variant).forEach(settings::put);
    if (variant.augmentation() != null) {
      job.withObject("/training").put("augmentation", variant.augmentation());
    }
    job.withObject("/tags").put("comparison", label).put("variant", variant.name());
    try {
      return Json.mapper().treeToValue(job, JobSpec.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a job cannot be varied", e);
    }
  }
}
