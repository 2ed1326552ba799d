package dev.pharos.dataset.imports;

/**
 * An import to be.
 *
 * @param command the id of the command that asks for it, null if there is none
 * @param dataset the data set it is for, made if it does not exist
 * @param source the path of a folder or archive, or what the upload is called
 * @param uploadedFile the digest of the upload, null for a path
 * @param splitSeed decides on the splits
 * @param maxBadShare share of unusable files above which it fails
 * @param options what the files alone do not say
 */
public record NewImport(
    String command,
    String dataset,
    String source,
    String uploadedFile,
    long splitSeed,
    double maxBadShare,
    ImportOptions options) {}
