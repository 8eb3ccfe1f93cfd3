package ventricle.engine.phantom;

import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.Tag;
import ventricle.engine.dicom.Tags;

/**
 * What an original Enhanced MR image must say about its acquisition (PS3.3 C.8.13): that of a usual
 * balanced SSFP cine, though nothing was acquired.
 */
final class EnhancedMacros {

  private EnhancedMacros() {}

  /** MR Pulse Sequence module and the safety statement. */
  static DataSet pulseSequence() {
    return DataSet.of(
        d ->
            d.set(Tag.of("ApplicableSafetyStandardAgency"), "IEC")
                .set(Tag.of("KSpaceFiltering"), "HANNING")
                .set(Tag.of("EchoPulseSequence"), "GRADIENT")
                .set(Tag.of("MultiPlanarExcitation"), "NO")
                .set(Tag.of("PhaseContrast"), "NO")
                .set(Tag.of("TimeOfFlightContrast"), "NO")
                .set(Tag.of("SteadyStatePulseSequence"), "FREE_PRECESSION")
                .set(Tag.of("EchoPlanarPulseSequence"), "NO")
                .set(Tag.of("SaturationRecovery"), "NO")
                .set(Tag.of("SpectrallySelectedSuppression"), "NONE")
                .set(Tag.of("OversamplingPhase"), "NONE")
                .set(Tag.of("GeometryOfKSpaceTraversal"), "RECTILINEAR")
                .set(Tag.of("RectilinearPhaseEncodeReordering"), "LINEAR")
                .set(Tag.of("SegmentedKSpaceTraversal"), "PARTIAL")
                .set(Tag.of("NumberOfKSpaceTrajectories"), 1)
                .set(Tag.of("CardiacSynchronizationTechnique"), "RETROSPECTIVE")
                .set(Tag.of("CardiacSignalSource"), "ECG")
                .set(Tag.of("CardiacRRIntervalSpecified"), 1000.0)
                .set(Tag.of("CardiacBeatRejectionTechnique"), "NONE")
                .setEmpty(Tag.of("LowRRValue"))
                .setEmpty(Tag.of("HighRRValue"))
                .setEmpty(Tag.of("IntervalsAcquired"))
                .setEmpty(Tag.of("IntervalsRejected"))
                .set(Tag.of("RespiratoryMotionCompensationTechnique"), "BREATH_HOLD")
                .set(Tag.of("RespiratorySignalSource"), "NONE"));
  }

  /** Functional groups that are the same for all frames. */
  static DataSet shared() {
    return DataSet.of(
        d ->
            d.set(Tag.of("FrameAnatomySequence"), anatomy())
                .set(Tag.of("MRTimingAndRelatedParametersSequence"), timing())
                .set(Tag.of("MRModifierSequence"), modifier())
                .set(Tag.of("MRImagingModifierSequence"), imaging())
                .set(Tag.of("MRReceiveCoilSequence"), receiver())
                .set(Tag.of("MRTransmitCoilSequence"), transmitter())
                .set(
                    Tag.of("MRAveragesSequence"),
                    DataSet.of(a -> a.set(Tag.of("NumberOfAverages"), 1.0)))
                .set(Tag.of("MRFOVGeometrySequence"), fieldOfView()));
  }

  private static DataSet anatomy() {
    DataSet heart =
        DataSet.of(
            c ->
                c.set(Tags.CODE_VALUE, "80891009")
                    .set(Tags.CODING_SCHEME_DESIGNATOR, "SCT")
                    .set(Tags.CODE_MEANING, "Heart"));
    return DataSet.of(
        d -> d.set(Tag.of("FrameLaterality"), "U").set(Tag.of("AnatomicRegionSequence"), heart));
  }

  private static DataSet timing() {
    DataSet absorption =
        DataSet.of(
            d ->
                d.set(Tag.of("SpecificAbsorptionRateDefinition"), "IEC_WHOLE_BODY")
                    .set(Tag.of("SpecificAbsorptionRateValue"), 0.0));
    return DataSet.of(
        d ->
            d.set(Tags.REPETITION_TIME, PhantomHeaders.REPETITION_MS)
                .set(Tags.FLIP_ANGLE, PhantomHeaders.FLIP_DEGREES)
                .set(Tag.of("EchoTrainLength"), 1)
                .set(Tag.of("RFEchoTrainLength"), 0)
                .set(Tag.of("GradientEchoTrainLength"), 1)
                .set(Tag.of("GradientOutputType"), "PER_NERVE_STIM")
                .set(Tag.of("GradientOutput"), 0.0)
                .set(Tag.of("OperatingModeSequence"), mode())
                .set(Tag.of("SpecificAbsorptionRateSequence"), absorption));
  }

  private static DataSet mode() {
    return DataSet.of(
        d ->
            d.set(Tag.of("OperatingModeType"), "GRADIENT")
                .set(Tag.of("OperatingMode"), "IEC_NORMAL"));
  }

  private static DataSet modifier() {
    return DataSet.of(
        d ->
            d.set(Tag.of("InversionRecovery"), "NO")
                .set(Tag.of("FlowCompensation"), "NONE")
                .set(Tag.of("Spoiling"), "NONE")
                .set(Tag.of("T2Preparation"), "NO")
                .set(Tag.of("SpectrallySelectedExcitation"), "NONE")
                .set(Tag.of("SpatialPresaturation"), "NONE")
                .set(Tag.of("PartialFourier"), "NO")
                .set(Tag.of("ParallelAcquisition"), "NO"));
  }

  private static DataSet imaging() {
    return DataSet.of(
        d ->
            d.set(Tag.of("MagnetizationTransfer"), "NONE")
                .set(Tag.of("BloodSignalNulling"), "NO")
                .set(Tag.of("Tagging"), "NONE")
                .set(Tag.of("TransmitterFrequency"), 63.87)
                .set(Tag.of("PixelBandwidth"), 930.0));
  }

  private static DataSet receiver() {
    return DataSet.of(
        d ->
            d.set(Tag.of("ReceiveCoilName"), "PHANTOM")
                .setEmpty(Tag.of("ReceiveCoilManufacturerName"))
                .set(Tag.of("ReceiveCoilType"), "BODY")
                .set(Tag.of("QuadratureReceiveCoil"), "YES"));
  }

  private static DataSet transmitter() {
    return DataSet.of(
        d ->
            d.set(Tag.of("TransmitCoilName"), "PHANTOM")
                .setEmpty(Tag.of("TransmitCoilManufacturerName"))
                .set(Tag.of("TransmitCoilType"), "BODY"));
  }

  private static DataSet fieldOfView() {
    return DataSet.of(
        d ->
            d.set(Tag.of("InPlanePhaseEncodingDirection"), "ROW")
                .set(Tag.of("MRAcquisitionFrequencyEncodingSteps"), 192)
                .set(Tag.of("MRAcquisitionPhaseEncodingStepsInPlane"), 160)
                .set(Tag.of("PercentSampling"), 100.0)
                .set(Tag.of("PercentPhaseFieldOfView"), 100.0));
  }
}
