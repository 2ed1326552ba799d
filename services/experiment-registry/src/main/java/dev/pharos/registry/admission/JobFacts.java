package dev.pharos.registry.admission;

import java.util.List;

/**
 * What was looked up for a job before it is judged.
 *
 * @param dataset the data set that it names
 * @param start the model that it starts from
 * @param workers the workers that are connected
 */
record JobFacts(DatasetLookup dataset, StartLookup start, List<WorkerMemory> workers) {
  JobFacts {
    workers = List.copyOf(workers);
  }
}
