/** The bridge to DJL and ONNX Runtime; nothing else in the program knows them. */
@NullMarked
package ventricle.engine.inference.djl;

import org.jspecify.annotations.NullMarked;
