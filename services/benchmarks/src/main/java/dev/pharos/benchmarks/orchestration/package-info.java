/** From a job's submission to its first step, and how many jobs are taken. */
package dev.pharos.benchmarks.orchestration;
