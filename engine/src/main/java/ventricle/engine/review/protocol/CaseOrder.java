package ventricle.engine.review.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The order in which a reader gets the cases: at random, another one for each reader and session,
 * and the same whenever it is asked for (Fisher–Yates with SplitMix64, so that it does not depend
 * on a library's generator).
 */
public final class CaseOrder {

  private CaseOrder() {}

  public static List<Protocol.Case> of(Protocol protocol, String reader, int session) {
    CRC32 name = new CRC32();
    name.update((protocol.key() + "\n" + reader).getBytes(StandardCharsets.UTF_8));
    long state = protocol.seed() * 31 + (name.getValue() << 20) + session;
    List<Protocol.Case> order = new ArrayList<>(protocol.cases());
    for (int i = order.size() - 1; i > 0; i--) {
      state += 0x9e3779b97f4a7c15L;
      int j = (int) Long.remainderUnsigned(mixed(state), i + 1);
      order.set(i, order.set(j, order.get(i)));
    }
    return List.copyOf(order);
  }

  private static long mixed(long z) {
    long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
    return b ^ (b >>> 31);
  }
}
