/** Observer studies: who reads which cases how often, in which order and under which rules. */
@NullMarked
package ventricle.engine.review.protocol;

import org.jspecify.annotations.NullMarked;
