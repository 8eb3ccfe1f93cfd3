"""Makes segmentations and a report with highdicom from images and labels, as other programs would.

make_objects.py OUT LABELS IMAGE...
LABELS: one byte a pixel, 1 RV cavity, 2 LV myocardium, 3 LV cavity, image after image.
"""

import json
import sys
from pathlib import Path

import highdicom as hd
import numpy
import pydicom
from highdicom.sr import CodedConcept
from pydicom.sr.codedict import codes

out = Path(sys.argv[1])
images = [pydicom.dcmread(name) for name in sys.argv[3:]]
rows, columns = images[0].Rows, images[0].Columns
labels = numpy.fromfile(sys.argv[2], dtype=numpy.uint8).reshape(len(images), rows, columns)

algorithm = hd.AlgorithmIdentificationSequence(
    name="net", version="3", family=codes.cid7162.ArtificialIntelligence
)


def segment(number, label, value, scheme, meaning):
    return hd.seg.SegmentDescription(
        segment_number=number,
        segment_label=label,
        segmented_property_category=codes.SCT.AnatomicalStructure,
        segmented_property_type=CodedConcept(value, scheme, meaning),
        algorithm_type=hd.seg.SegmentAlgorithmTypeValues.AUTOMATIC,
        algorithm_identification=algorithm,
    )


SEGMENTS = [
    segment(1, "heart_ventricle_right", "53085002", "SCT", "Right ventricle"),
    segment(2, "structure b", "49848007", "SCT", "Left Ventricle Myocardium"),
    segment(3, "structure c", "87878005", "SCT", "Left ventricle"),
    segment(4, "liver", "10200004", "SCT", "Liver"),
]


def write(name, sources, pixels, kind=hd.seg.SegmentationTypeValues.BINARY, segments=SEGMENTS, **more):
    seg = hd.seg.Segmentation(
        source_images=sources,
        pixel_array=pixels,
        segmentation_type=kind,
        segment_descriptions=segments,
        series_instance_uid=hd.UID(),
        series_number=77,
        sop_instance_uid=hd.UID(),
        instance_number=1,
        manufacturer="Somebody",
        manufacturer_model_name="Else",
        software_versions="1",
        device_serial_number="1",
        **more,
    )
    seg.save_as(out / name)
    return seg


# any order: the images from last to first, every second one left out
backwards = list(range(len(images)))[::-2]
write("backwards.dcm", [images[i] for i in backwards], labels[backwards])

# label map and fractional
write("labelmap.dcm", images, labels, kind=hd.seg.SegmentationTypeValues.LABELMAP)
stack = numpy.stack([(labels == value).astype(numpy.float64) for value in (1, 2, 3)], axis=-1)
write(
    "fractional.dcm",
    images,
    stack,
    kind=hd.seg.SegmentationTypeValues.FRACTIONAL,
    segments=SEGMENTS[:3],
    fractional_type=hd.seg.SegmentationFractionalTypeValues.PROBABILITY,
    max_fractional_value=200,
)

# no reference to the images of a frame: pixels of half the size, on a larger field
fine = numpy.repeat(numpy.repeat(labels, 2, axis=1), 2, axis=2)
fine = numpy.pad(fine, ((0, 0), (3, 9), (7, 2)))
spacing = [float(x) for x in images[0].PixelSpacing]
orientation = [float(x) for x in images[0].ImageOrientationPatient]
row, column = numpy.array(orientation[:3]), numpy.array(orientation[3:])
positions = []
for image in images:
    corner = numpy.array([float(x) for x in image.ImagePositionPatient])
    corner = corner + row * spacing[1] * (-0.25 - 7 / 2) + column * spacing[0] * (-0.25 - 3 / 2)
    positions.append(
        hd.PlanePositionSequence(
            coordinate_system=hd.CoordinateSystemNames.PATIENT, image_position=[round(float(x), 6) for x in corner]
        )
    )
write(
    "finer.dcm",
    images,
    fine,
    pixel_measures=hd.PixelMeasuresSequence([s / 2 for s in spacing], float(images[0].SliceThickness)),
    plane_orientation=hd.PlaneOrientationSequence(hd.CoordinateSystemNames.PATIENT, orientation),
    plane_positions=positions,
)

# nothing of a ventricle
write("liver.dcm", images, (labels > 0).astype(numpy.uint8), segments=[segment(1, "liver", "10200004", "SCT", "Liver")])

# a report by TID 1500
group = hd.sr.MeasurementsAndQualitativeEvaluations(
    tracking_identifier=hd.sr.TrackingIdentifier(uid=hd.UID(), identifier="LV by net"),
    source_images=[hd.sr.SourceImageForMeasurementGroup.from_source_image(images[0])],
    finding_sites=[hd.sr.FindingSite(CodedConcept("87878005", "SCT", "Left ventricle"))],
    measurements=[
        hd.sr.Measurement(
            name=CodedConcept("8821-1", "LN", "Left Ventricular ED Volume"),
            value=151.5,
            unit=codes.UCUM.Milliliter if hasattr(codes.UCUM, "Milliliter") else CodedConcept("ml", "UCUM", "milliliter"),
        ),
        hd.sr.Measurement(
            name=CodedConcept("8811-2", "LN", "Left ventricular ejection fraction by MR"),
            value=54.25,
            unit=CodedConcept("%", "UCUM", "percent"),
        ),
    ],
    qualitative_evaluations=[
        hd.sr.QualitativeEvaluation(
            name=CodedConcept("250909007", "SCT", "Left ventricular wall motion"),
            value=CodedConcept("37706002", "SCT", "Hypokinesis"),
        )
    ],
)
report = hd.sr.MeasurementReport(
    observation_context=hd.sr.ObservationContext(
        observer_device_context=hd.sr.ObserverContext(
            observer_type=codes.DCM.Device,
            observer_identifying_attributes=hd.sr.DeviceObserverIdentifyingAttributes(uid=hd.UID()),
        )
    ),
    procedure_reported=CodedConcept("241620005", "SCT", "Cardiac MRI"),
    imaging_measurements=[group],
)
sr = hd.sr.Comprehensive3DSR(
    evidence=[images[0]],
    content=report,
    series_number=78,
    series_instance_uid=hd.UID(),
    sop_instance_uid=hd.UID(),
    instance_number=1,
    manufacturer="Somebody",
    is_complete=True,
)
sr.save_as(out / "report.dcm")
print(json.dumps({"highdicom": hd.__version__}))
