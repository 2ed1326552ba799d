package dev.pharos.imaging.decode;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/** One chosen codec per format, whatever else is on the class path. */
final class Codecs {
  private static final Map<ImageFormat, ImageReaderSpi> CODECS = find();

  private Codecs() {}

  /** A new reader, for one thread and one image. */
  static ImageReader reader(ImageFormat format) throws IOException {
    return CODECS.get(format).createReaderInstance();
  }

  private static Map<ImageFormat, ImageReaderSpi> find() {
    // Codecs that open streams of their own must not write temporary files.
    ImageIO.setUseCache(false);
    var codecs = new EnumMap<ImageFormat, ImageReaderSpi>(ImageFormat.class);
    codecs.put(ImageFormat.JPEG, registered(JPEGImageReaderSpi.class));
    codecs.put(ImageFormat.TIFF, registered(TIFFImageReaderSpi.class));
    codecs.put(ImageFormat.WEBP, registered(WebPImageReaderSpi.class));
    codecs.put(ImageFormat.PNG, builtIn("png"));
    codecs.put(ImageFormat.GIF, builtIn("gif"));
    codecs.put(ImageFormat.BMP, builtIn("bmp"));
    return codecs;
  }

  private static <T extends ImageReaderSpi> ImageReaderSpi registered(Class<T> type) {
    var registry = IIORegistry.getDefaultInstance();
    var provider = registry.getServiceProviderByClass(type);
    if (provider != null) {
      return provider;
    }
    // ImageIO looks for plugins with the class loader of the first thread that asks; that can be
    // one that does not see them.
    try {
      registry.registerServiceProvider(type.getConstructor().newInstance());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the codec " + type.getName() + " cannot be made", e);
    }
    return registry.getServiceProviderByClass(type);
  }

  private static ImageReaderSpi builtIn(String name) {
    var readers = ImageIO.getImageReadersByFormatName(name);
    while (readers.hasNext()) {
      var provider = readers.next().getOriginatingProvider();
      if (provider.getClass().getName().startsWith("com.sun.imageio.")) {
        return provider;
      }
    }
    throw new IllegalStateException("this Java runtime has no codec for " + name);
  }
}
