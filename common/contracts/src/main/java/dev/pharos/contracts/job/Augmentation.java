package dev.pharos.contracts.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What happens to a training image before the network sees it, in this order: its window, its
 * colour, the normalisation, the cut-out. What is chosen for an image depends on the training's
 * seed, the epoch and the image alone. In JSON the word {@code none}, {@code crop-mirror} or {@code
 * alexnet}, or an object of what is wanted.
 *
 * @param randomCrop the window lies anywhere within the stored image; where that is no larger than
 *     the input, it moves up to a sixteenth of the input beyond the border, which is continued;
 *     false
 * @param mirror left and right are exchanged every other time (both: the AlexNet paper, section
 *     4.1); false
 * @param padAndCrop the window lies anywhere within the image and a margin around it; none
 * @param randomResizedCrop the window is a part of random size and shape, scaled to the input; none
 * @param pcaColour noise along the principal components of the training images' colours; none
 * @param colourJitter random brightness, contrast and saturation; none
 * @param cutOut a square that the network does not see; none
 * @param normalisation of values, here and wherever the model is used; channel
 */
public record Augmentation(
    boolean randomCrop,
    boolean mirror,
    PadAndCrop padAndCrop,
    RandomResizedCrop randomResizedCrop,
    PcaColour pcaColour,
    ColourJitter colourJitter,
    CutOut cutOut,
    Normalisation normalisation) {

  /** Images as they are. */
  public static final Augmentation NONE =
      new Augmentation(false, false, null, null, null, null, null, null);

  /** Random crops and mirror images. */
  public static final Augmentation CROP_MIRROR =
      new Augmentation(true, true, null, null, null, null, null, null);

  /** Crops, mirror images and colour noise (Krizhevsky and others 2012, section 4.1). */
  public static final Augmentation ALEXNET = CROP_MIRROR.with(new PcaColour(0.1));

  private static final Map<String, Augmentation> WORDS =
      Map.of("none", NONE, "crop-mirror", CROP_MIRROR, "alexnet", ALEXNET);

  @JsonCreator
  public Augmentation(
      @JsonProperty("randomCrop") boolean randomCrop,
      @JsonProperty("mirror") boolean mirror,
      @JsonProperty("padAndCrop") PadAndCrop padAndCrop,
      @JsonProperty("randomResizedCrop") RandomResizedCrop randomResizedCrop,
      @JsonProperty("pcaColour") PcaColour pcaColour,
      @JsonProperty("colourJitter") ColourJitter colourJitter,
      @JsonProperty("cutOut") CutOut cutOut,
      @JsonProperty("normalisation") Normalisation normalisation) {
    if (randomResizedCrop != null && (randomCrop || padAndCrop != null)) {
      throw new IllegalArgumentException(
          "randomResizedCrop excludes randomCrop and padAndCrop: there is one window");
    }
    this.randomCrop = randomCrop;
    this.mirror = mirror;
    this.padAndCrop = padAndCrop;
    this.randomResizedCrop = randomResizedCrop;
    this.pcaColour = pcaColour;
    this.colourJitter = colourJitter;
    this.cutOut = cutOut;
    this.normalisation = Objects.requireNonNullElse(normalisation, Normalisation.CHANNEL);
  }

  /**
   * What a word stands for.
   *
   * @throws IllegalArgumentException if it is none of them
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Augmentation ofWord(String word) {
    var known = WORDS.get(word);
    if (known == null) {
      throw new IllegalArgumentException(
          "'%s' is none of none, crop-mirror, alexnet".formatted(word));
    }
    return known;
  }

  /** The same with colour noise. */
  public Augmentation with(PcaColour noise) {
    return new Augmentation(
        randomCrop,
        mirror,
        padAndCrop,
        randomResizedCrop,
        noise,
        colourJitter,
        cutOut,
        normalisation);
  }

  /** How a job says it: a word where there is one, else what differs from {@code none}. */
  @JsonValue
  Object inWords() {
    for (var word : WORDS.entrySet()) {
      if (word.getValue().equals(this)) {
        return word.getKey();
      }
    }
    var fields = new LinkedHashMap<String, Object>();
    fields.put("randomCrop", randomCrop ? true : null);
    fields.put("mirror", mirror ? true : null);
    fields.put("padAndCrop", padAndCrop);
    fields.put("randomResizedCrop", randomResizedCrop);
    fields.put("pcaColour", pcaColour);
    fields.put("colourJitter", colourJitter);
    fields.put("cutOut", cutOut);
    fields.put("normalisation", normalisation == Normalisation.CHANNEL ? null : normalisation);
    fields.values().removeIf(Objects::isNull);
    return fields;
  }

  /**
   * He and others 2016, section 4.2.
   *
   * @param pixels width of the margin, whose values are 0 after normalisation, 1 to 256; 4
   */
  public record PadAndCrop(Integer pixels) {
    public PadAndCrop {
      pixels = Objects.requireNonNullElse(pixels, 4);
    }
  }

  /**
   * Szegedy and others 2015, section 6.
   *
   * @param scale least and most share of the image's area, above 0, at most 1; 0.08 and 1
   * @param ratio least and most ratio of width to height, above 0, at most 100; 3/4 and 4/3
   */
  public record RandomResizedCrop(List<Double> scale, List<Double> ratio) {
    public RandomResizedCrop {
      scale = rising("scale", scale == null ? List.of(0.08, 1.0) : List.copyOf(scale));
      ratio = rising("ratio", ratio == null ? List.of(3 / 4.0, 4 / 3.0) : List.copyOf(ratio));
    }

    private static List<Double> rising(String name, List<Double> range) {
      if (range.size() != 2 || range.get(0) > range.get(1)) {
        throw new IllegalArgumentException(
            "randomResizedCrop.%s is %s, must be the least and the most".formatted(name, range));
      }
      return range;
    }
  }

  /**
   * To every pixel of an image the same colour is added: the sum of the components, each times its
   * eigenvalue and a normal random number (Krizhevsky and others 2012, section 4.1).
   *
   * @param sigma standard deviation of the random numbers, above 0, at most 10; 0.1
   */
  public record PcaColour(Double sigma) {
    public PcaColour {
      sigma = Objects.requireNonNullElse(sigma, 0.1);
    }
  }

  /**
   * Each is multiplied by an even random number between 1 minus this and 1 plus this. Brightness
   * moves values from black, contrast from the mean luma of the image, saturation from the luma of
   * the pixel.
   *
   * @param brightness 0 to 1; 0
   * @param contrast 0 to 1; 0
   * @param saturation 0 to 1; 0
   */
  public record ColourJitter(Double brightness, Double contrast, Double saturation) {
    public ColourJitter {
      brightness = Objects.requireNonNullElse(brightness, 0.0);
      contrast = Objects.requireNonNullElse(contrast, 0.0);
      saturation = Objects.requireNonNullElse(saturation, 0.0);
    }
  }

  /**
   * DeVries and Taylor 2017: the square's centre is anywhere in the image, its values become 0.
   *
   * @param size side of the square in pixels of the input, 1 to 65,536
   */
  public record CutOut(Integer size) {}
}
