/**
 * The commands of {@code pharos}: what they are called, what they take, what they print.
 *
 * <p>Exit codes: 0 done, 1 failed, 2 wrong usage. Results go to the standard output, progress and
 * errors to the standard error. What a command does beyond that lives in the other packages.
 */
package dev.pharos.platform.cli;
