package dev.pharos.imaging.packed;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Eigenvalues and eigenvectors of a small symmetric matrix by cyclic Jacobi rotations (Golub and
 * Van Loan, Matrix Computations, section 8.5). Every machine gets the same digits: only exactly
 * rounded operations are used.
 */
final class SymmetricEigen {
  private static final int MOST_SWEEPS = 50;

  private final double[][] matrix;
  private final double[][] vectors;

  private SymmetricEigen(double[][] matrix) {
    this.matrix = matrix;
    this.vectors = new double[matrix.length][matrix.length];
    for (var i = 0; i < matrix.length; i++) {
      vectors[i][i] = 1;
    }
  }

  /** An eigenvalue and its vector of length 1, whose largest part is positive. */
  record Pair(double value, List<Double> vector) {}

  /** The pairs of a symmetric matrix, the largest eigenvalue first. */
  static List<Pair> of(List<List<Double>> symmetric) {
    var copy =
        symmetric.stream()
            .map(row -> row.stream().mapToDouble(Double::doubleValue).toArray())
            .toArray(double[][]::new);
    var eigen = new SymmetricEigen(copy);
    eigen.diagonalize();
    return IntStream.range(0, copy.length)
        .mapToObj(eigen::pair)
        .sorted(Comparator.comparingDouble(Pair::value).reversed())
        .toList();
  }

  private void diagonalize() {
    for (var sweep = 0; sweep < MOST_SWEEPS; sweep++) {
      var rotated = false;
      for (var p = 0; p < matrix.length; p++) {
        for (var q = p + 1; q < matrix.length; q++) {
          rotated |= rotate(p, q);
        }
      }
      if (!rotated) {
        return;
      }
    }
  }

  /** Makes one entry beside the diagonal zero; false if it is too small to matter. */
  private boolean rotate(int p, int q) {
    var entry = matrix[p][q];
    if (Math.abs(entry) <= Math.ulp(1.0) * Math.sqrt(Math.abs(matrix[p][p] * matrix[q][q]))
        && (entry == 0 || matrix[p][p] * matrix[q][q] != 0)) {
      return false;
    }
    var theta = (matrix[q][q] - matrix[p][p]) / (2 * entry);
    var tangent = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
    var cosine = 1 / Math.sqrt(tangent * tangent + 1);
    var sine = tangent * cosine;
    for (var k = 0; k < matrix.length; k++) {
      turn(matrix[k], p, q, cosine, sine);
    }
    for (var k = 0; k < matrix.length; k++) {
      var atP = matrix[p][k];
      var atQ = matrix[q][k];
      matrix[p][k] = cosine * atP - sine * atQ;
      matrix[q][k] = sine * atP + cosine * atQ;
    }
    matrix[p][q] = 0;
    matrix[q][p] = 0;
    for (var row : vectors) {
      turn(row, p, q, cosine, sine);
    }
    return true;
  }

  private static void turn(double[] row, int p, int q, double cosine, double sine) {
    var atP = row[p];
    var atQ = row[q];
    row[p] = cosine * atP - sine * atQ;
    row[q] = sine * atP + cosine * atQ;
  }

  private Pair pair(int column) {
    var vector =
        IntStream.range(0, matrix.length).mapToDouble(row -> vectors[row][column]).toArray();
    var largest = 0;
    for (var i = 1; i < vector.length; i++) {
      largest = Math.abs(vector[i]) > Math.abs(vector[largest]) ? i : largest;
    }
    var sign = vector[largest] < 0 ? -1 : 1;
    // Adding 0 turns a negative zero into a plain one.
    return new Pair(
        matrix[column][column],
        IntStream.range(0, vector.length).mapToObj(i -> sign * vector[i] + 0.0).toList());
  }
}
