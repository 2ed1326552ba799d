package dev.pharos.imaging.decode;

import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.tiff.TiffMetadataReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.MetadataException;
import com.drew.metadata.exif.ExifIFD0Directory;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Finds the orientation in EXIF data, which is a small TIFF file of its own. */
final class Exif {
  private Exif() {}

  /** The orientation that a TIFF structure tells; upright when it tells none or is broken. */
  static Orientation orientation(byte[] data, int from, int length) {
    try {
      return orientation(
          TiffMetadataReader.readMetadata(new ByteArrayInputStream(data, from, length)));
    } catch (IOException | ImageProcessingException | RuntimeException e) {
      // Broken notes about an image are no reason to refuse the image.
      return Orientation.UPRIGHT;
    }
  }

  private static Orientation orientation(Metadata metadata) {
    var directory = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
    if (directory == null || !directory.containsTag(ExifIFD0Directory.TAG_ORIENTATION)) {
      return Orientation.UPRIGHT;
    }
    try {
      return Orientation.ofExif(directory.getInt(ExifIFD0Directory.TAG_ORIENTATION));
    } catch (MetadataException e) {
      return Orientation.UPRIGHT;
    }
  }
}
