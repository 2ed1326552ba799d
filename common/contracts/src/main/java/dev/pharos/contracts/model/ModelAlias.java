package dev.pharos.contracts.model;

/** The aliases of model versions that Pharos itself knows. */
public final class ModelAlias {
  /**
   * The version that serves, and that is meant where a model is named without version and alias.
   */
  public static final String CHAMPION = "champion";

  private ModelAlias() {}
}
