package dev.pharos.contracts.job;

/**
 * When to end before the last epoch: the validation error (top 1) has not become lower for a while.
 * The model is then that of the best epoch. Needs a validation split.
 *
 * @param patience epochs without a better one before training ends, 1 to 100,000
 * @param minimumDelta by how much the error must fall to count as better, a share from 0 to 1; 0
 */
public record EarlyStopping(Integer patience, Double minimumDelta) {
  public EarlyStopping {
    minimumDelta = minimumDelta == null ? 0.0 : minimumDelta;
  }
}
