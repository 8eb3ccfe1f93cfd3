/** Archives in the window: setting one up, asking it, fetching from it. */
@NullMarked
package ventricle.app.pacs;

import org.jspecify.annotations.NullMarked;
