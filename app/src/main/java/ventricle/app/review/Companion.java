package ventricle.app.review;

import ventricle.viewer.canvas.CineCanvas;

/** An image beside the one that is worked on; nothing can be changed in it. */
interface Companion {

  /** The image; the same one as long as the companion stays. */
  CineCanvas canvas();

  /** Comes up to date with the frame that is worked on. */
  void follow();

  /** Whether it belongs to the right of the frame that is worked on. */
  boolean right();
}
