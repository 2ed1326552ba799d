package dev.pharos.imaging.packed;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.dataset.PackedFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The fixed numbers of the format, and its variable header. Little-endian throughout. */
final class Layout {
  /** What a file begins with, read as a little-endian long. */
  static final long MAGIC =
      ByteBuffer.wrap(PackedFormat.MAGIC.getBytes(StandardCharsets.US_ASCII))
          .order(ByteOrder.LITTLE_ENDIAN)
          .getLong();

  /** Readers refuse a newer major version. */
  static final int MAJOR = 1;

  /** The major version of files some of whose images lie in others. */
  static final int MAJOR_SHARING = 2;

  /** Readers ignore what a newer minor version adds. */
  static final int MINOR = 2;

  /** The minor version of files some of whose images lie in others. */
  static final int MINOR_SHARING = 1;

  /** Length of the fixed header. */
  static final int PREAMBLE = 64;

  /** Where the images begin: on a page of their own. */
  static final int RECORDS_AT = 4096;

  /** A header is JSON of some kilobytes; this bounds what a damaged length can make us read. */
  static final int MAX_METADATA = 64 << 20;

  static final int HASH_LENGTH = 32;

  static final String RECORDS = "records";
  static final String CHECKSUMS = "checksums";
  static final String LABELS = "labels";
  static final String SPLITS = "splits";
  static final String HASHES = "hashes";
  static final String NAME_OFFSETS = "nameOffsets";
  static final String NAMES = "names";

  /** In files of major version 2: for each image its file and its number there. */
  static final String PLACES = "places";

  /** Since 1.1. */
  static final String MEAN_IMAGE = "meanImage";

  static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private Layout() {}

  /**
   * A run of bytes in the file.
   *
   * @param crc32c of its bytes; of the section "records" it covers nothing: each image has its own
   */
  record Section(String name, long offset, long length, long crc32c) {}

  /**
   * The variable header.
   *
   * @param parts the files in which images lie besides this one, by content
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Metadata(DatasetInfo dataset, List<Section> sections, List<ArtifactRef> parts) {
    Metadata {
      parts = parts == null ? List.of() : List.copyOf(parts);
    }
  }
}
