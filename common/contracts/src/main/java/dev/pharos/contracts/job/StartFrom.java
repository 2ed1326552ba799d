package dev.pharos.contracts.job;

/**
 * Fine-tuning: a registered model whose parameters training begins with. Tensors of the same layer
 * name and shape are copied, everything else, such as a head for other classes, starts anew.
 *
 * <p>The version is settled when the job is accepted: an alias that moves later changes nothing.
 * Where both are there, the version counts, and the alias says how it was chosen.
 *
 * @param model the registered model
 * @param version its version, from 1; by default the one of the alias
 * @param alias such as {@code champion}; without version and alias it is {@code champion} if there
 *     is one and else the newest version
 * @param freezeUpTo the last layer that is not trained: it and all before it keep their parameters
 *     and their statistics; none
 */
public record StartFrom(String model, Integer version, String alias, String freezeUpTo) {
  /** The same, at that version. */
  public StartFrom at(int settled) {
    return new StartFrom(model, settled, alias, freezeUpTo);
  }
}
