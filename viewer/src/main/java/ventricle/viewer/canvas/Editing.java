package ventricle.viewer.canvas;

import ventricle.engine.domain.Structure;

/** Editing rights: who edits which structure. */
public record Editing(Structure structure, String reader) {}
