package ventricle.engine.inference;

import java.lang.ref.WeakReference;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineStack;

/**
 * Remembers what was worked out about the last stack, the things asked for most recently. Does not
 * keep the stack alive. Thread-safe; one thing is worked out at a time.
 */
final class StackMemory<K, V> {

  private final Map<K, V> known;
  private @Nullable WeakReference<CineStack> about;

  /** Works out what is not remembered. */
  interface Maker<V> {
    V make() throws InferenceException;
  }

  StackMemory(int kept) {
    this.known =
        new LinkedHashMap<>(kept, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > kept;
          }
        };
  }

  synchronized V get(CineStack stack, K key, Maker<V> maker) throws InferenceException {
    if (about == null || !about.refersTo(stack)) {
      known.clear();
      about = new WeakReference<>(stack);
    }
    V value = known.get(key);
    if (value == null) {
      value = maker.make();
      known.put(key, value);
    }
    return value;
  }
}
