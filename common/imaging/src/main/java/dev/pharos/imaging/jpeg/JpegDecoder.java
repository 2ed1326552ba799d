package dev.pharos.imaging.jpeg;

import java.util.Arrays;

/** Decodes the image of a JPEG file, bit for bit as libjpeg does. For one thread. */
public final class JpegDecoder {
  private final ScanBytes bytes = new ScanBytes();
  private final BlockReader reader = new BlockReader();
  private final InverseTransform transform = new InverseTransform();

  /**
   * Decodes an image.
   *
   * @param file a whole file
   * @param header its header
   * @param target receives the pixels, HWC
   * @throws UnusualJpegException if it is damaged; the target may have got rows before
   */
  public void decode(byte[] file, JpegHeader header, byte[] target) throws UnusualJpegException {
    bytes.read(file, header.scan(), header.restartInterval() > 0);
    var image = new Image(header, target);
    var scan = new Scan(header, bytes, reader, image);
    for (var row = 0; row < header.unitsDown(); row++) {
      for (var line : image.lines()) {
        Arrays.fill(line, 0);
      }
      for (var column = 0; column < header.unitsAcross(); column++) {
        scan.unit(column);
      }
      transform.run(image.lines(), image.length());
      image.take(row);
    }
    scan.end();
  }
}
