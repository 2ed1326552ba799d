/**
 * The one door through which jobs come in, from HTTP and from {@code job.commands} alike.
 *
 * <p>{@link dev.pharos.registry.admission.JobRules} decides, knowing networks and what a data set
 * is, and neither the database nor Kafka; {@link dev.pharos.registry.admission.Admission} looks up
 * the data set, stores the run and its answer in one transaction.
 */
package dev.pharos.registry.admission;
