package dev.pharos.platform.cli;

import picocli.CommandLine.IVersionProvider;

/** The version of this program. */
public final class Version implements IVersionProvider {

  /** The version that the build gave to the jar. */
  public static String number() {
    var version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "pharos " + number(),
      "Java " + Runtime.version() + " (" + System.getProperty("java.home") + ")"
    };
  }
}
