package ventricle.engine.inference;

/** Opens networks on the device that was found usable. Thread-safe. */
public interface NetworkRuntime {

  /**
   * @param model a verified model
   * @throws InferenceException when the network cannot be opened
   */
  Network open(InstalledModel model) throws InferenceException;

  /** Where the networks run. */
  DeviceReport device();
}
