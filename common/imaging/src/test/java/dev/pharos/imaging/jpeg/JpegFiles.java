package dev.pharos.imaging.jpeg;

import dev.pharos.imaging.Pixels;
import dev.pharos.imaging.TestImages;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.w3c.dom.Element;

/** JPEG files as the JDK's codec writes them, and images as it reads them. */
public final class JpegFiles {
  private JpegFiles() {}

  /**
   * Writes a file.
   *
   * @param across how many samples of brightness there are for one of colour, in a row
   * @param down and in a column
   * @param restart after how many units the scan begins anew; 0 for never
   */
  public static byte[] write(Pixels image, float quality, int across, int down, int restart)
      throws IOException {
    var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    var buffered = TestImages.buffered(image);
    var out = new ByteArrayOutputStream();
    try (var stream = new MemoryCacheImageOutputStream(out)) {
      var param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(quality);
      var metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(buffered), param);
      var tree = (Element) metadata.getAsTree("javax_imageio_jpeg_image_1.0");
      var luma = (Element) tree.getElementsByTagName("componentSpec").item(0);
      luma.setAttribute("HsamplingFactor", Integer.toString(across));
      luma.setAttribute("VsamplingFactor", Integer.toString(down));
      if (restart > 0) {
        var interval = new IIOMetadataNode("dri");
        interval.setAttribute("interval", Integer.toString(restart));
        tree.getElementsByTagName("markerSequence").item(0).appendChild(interval);
      }
      metadata.setFromTree("javax_imageio_jpeg_image_1.0", tree);
      writer.setOutput(stream);
      writer.write(null, new IIOImage(buffered, null, metadata), param);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  /** What the JDK's own codec makes of a file. */
  public static Pixels read(byte[] file) throws IOException {
    var reader = codec();
    try (var stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      reader.setInput(stream);
      return pixels(reader.read(0));
    } finally {
      reader.dispose();
    }
  }

  private static ImageReader codec() {
    var readers = ImageIO.getImageReadersByFormatName("jpeg");
    while (readers.hasNext()) {
      var reader = readers.next();
      if (reader.getClass().getName().startsWith("com.sun.imageio.")) {
        return reader;
      }
    }
    throw new AssertionError("no codec");
  }

  private static Pixels pixels(BufferedImage image) {
    var data = ((DataBufferByte) image.getRaster().getDataBuffer()).getData().clone();
    var channels = image.getRaster().getNumBands();
    if (channels == 3) {
      // Blue comes first.
      for (var i = 0; i < data.length; i += 3) {
        var blue = data[i];
        data[i] = data[i + 2];
        data[i + 2] = blue;
      }
    }
    return new Pixels(image.getHeight(), image.getWidth(), channels, data);
  }
}
