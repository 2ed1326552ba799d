package dev.pharos.engine.cuda;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;

/**
 * Hides the CUDA backend's services from ND4J, which otherwise takes it whenever a card is there,
 * fit or not, wanted or not. Classes stay those of the parent.
 */
public final class BackendFilter extends ClassLoader {
  private static final String SERVICES = "META-INF/services/";
  private static final String CUDA = "nd4j-cuda";

  /** Shows everything of a class loader but the CUDA backend. */
  public BackendFilter(ClassLoader parent) {
    super(parent);
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    var all = super.getResources(name);
    return name.startsWith(SERVICES)
        ? Collections.enumeration(
            Collections.list(all).stream().filter(url -> !url.toString().contains(CUDA)).toList())
        : all;
  }
}
