package ventricle.engine.inference;

import org.jspecify.annotations.Nullable;

/**
 * Where models run.
 *
 * @param name "cpu" or "cuda:N", for files
 * @param description for people: "CPU, 2 threads"
 * @param gpuNotUsed one sentence why no CUDA device is used; null when one is used or none was
 *     asked for
 */
public record DeviceReport(String name, String description, @Nullable String gpuNotUsed) {}
