"""Reads DICOM objects with pydicom and highdicom and prints what it found as JSON."""

import json
import sys

import highdicom
import numpy
import pydicom


def segmentation(path):
    seg = highdicom.seg.segread(path)
    numbers = list(seg.segment_numbers)
    planes = {}
    for source in seg.get_source_image_uids():
        planes[source[2]] = True
    pixels = {}
    for number in numbers:
        label = seg.get_segment_description(number).segment_label
        frames = [
            i
            for i, group in enumerate(seg.PerFrameFunctionalGroupsSequence)
            if group.SegmentIdentificationSequence[0].ReferencedSegmentNumber == number
        ]
        pixels[label] = [int(numpy.sum(seg.pixel_array.reshape(-1, seg.Rows, seg.Columns)[i])) for i in frames]
    by_source = {}
    for group in seg.PerFrameFunctionalGroupsSequence:
        source = group.DerivationImageSequence[0].SourceImageSequence[0]
        by_source.setdefault(source.ReferencedSOPInstanceUID, []).append(source.get("ReferencedFrameNumber", 1))
    return {
        "kind": "SEG",
        "pixels": pixels,
        "types": [seg.get_segment_description(n).segmented_property_type.meaning for n in numbers],
        "algorithms": [seg.get_segment_description(n).algorithm_type.value for n in numbers],
        "tracked": all(seg.get_segment_description(n).tracking_uid for n in numbers),
        "sources": len(by_source),
    }


def report(path):
    sr = highdicom.sr.srread(path)
    groups = sr.content.get_image_measurement_groups()
    values = []
    for group in groups:
        for m in group.get_measurements():
            values.append([m.name.value, m.name.scheme_designator, float(m.value), m.unit.value])
    return {
        "kind": "SR",
        "groups": len(groups),
        "tracked": all(group.tracking_uid for group in groups),
        "values": values,
        "verification": sr.VerificationFlag,
    }


def document(path):
    data = pydicom.dcmread(path)
    content = data.EncapsulatedDocument[: data.EncapsulatedDocumentLength]
    return {"kind": "PDF", "length": len(content), "head": content[:5].decode("ascii")}


def capture(path):
    data = pydicom.dcmread(path)
    pixels = data.pixel_array
    coloured = [int(numpy.sum(numpy.ptp(frame.astype(int), axis=-1) > 60)) for frame in pixels.reshape(-1, *pixels.shape[-3:])]
    return {
        "kind": "SC",
        "shape": list(pixels.shape),
        "coloured": coloured,
        "burnt": data.BurnedInAnnotation,
        "labels": list(data.FrameLabelVector) if data.NumberOfFrames > 1 else [""],
    }


KINDS = {
    "1.2.840.10008.5.1.4.1.1.66.4": segmentation,
    "1.2.840.10008.5.1.4.1.1.88.34": report,
    "1.2.840.10008.5.1.4.1.1.104.1": document,
    "1.2.840.10008.5.1.4.1.1.7.4": capture,
}

found = []
for name in sys.argv[1:]:
    head = pydicom.dcmread(name, stop_before_pixels=True)
    entry = KINDS[head.SOPClassUID](name)
    entry["patient"] = str(head.PatientName)
    entry["study"] = head.StudyInstanceUID
    found.append(entry)
print(json.dumps(found))
