package ventricle.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.stream.Stream;

/** What the library of rules does not have. */
final class Conditions {
  private Conditions() {}

  /** Public and protected members name no type of the packages or of packages below them. */
  static ArchCondition<JavaClass> keepOutOfSignatures(String... packages) {
    List<String> forbidden = List.of(packages);
    return new ArchCondition<>("keep " + forbidden + " out of signatures") {
      @Override
      public void check(JavaClass owner, ConditionEvents events) {
        for (JavaMember member : owner.getMembers()) {
          if (isOpen(member)) {
            types(member)
                .filter(t -> isIn(t, forbidden))
                .forEach(
                    t ->
                        events.add(
                            SimpleConditionEvent.violated(
                                member, member.getFullName() + " shows " + t.getName())));
          }
        }
      }
    };
  }

  static ArchCondition<JavaCodeUnit> takeA(Class<?> type) {
    return new ArchCondition<>("take a " + type.getSimpleName()) {
      @Override
      public void check(JavaCodeUnit unit, ConditionEvents events) {
        boolean takes = unit.getRawParameterTypes().stream().anyMatch(t -> t.isEquivalentTo(type));
        boolean written = !unit.getModifiers().contains(JavaModifier.SYNTHETIC);
        events.add(
            new SimpleConditionEvent(
                unit, takes && written, unit.getFullName() + " takes a " + type.getSimpleName()));
      }
    };
  }

  static ArchCondition<JavaClass> catchNo(Class<? extends Throwable> type) {
    return new ArchCondition<>("catch no " + type.getSimpleName()) {
      @Override
      public void check(JavaClass owner, ConditionEvents events) {
        for (JavaCodeUnit unit : owner.getCodeUnits()) {
          boolean catches =
              unit.getTryCatchBlocks().stream()
                  .flatMap(b -> b.getCaughtThrowables().stream())
                  .anyMatch(t -> t.isEquivalentTo(type));
          if (catches) {
            events.add(
                SimpleConditionEvent.violated(
                    unit, unit.getFullName() + " catches every " + type.getSimpleName()));
          }
        }
      }
    };
  }

  private static boolean isOpen(JavaMember member) {
    return member.getModifiers().contains(JavaModifier.PUBLIC)
        || member.getModifiers().contains(JavaModifier.PROTECTED);
  }

  private static Stream<JavaClass> types(JavaMember member) {
    return switch (member) {
      case JavaField field -> Stream.of(field.getRawType());
      case JavaCodeUnit unit ->
          Stream.concat(Stream.of(unit.getRawReturnType()), unit.getRawParameterTypes().stream());
      default -> throw new IllegalArgumentException("No rule for " + member.getFullName());
    };
  }

  private static boolean isIn(JavaClass type, List<String> packages) {
    String name = type.getBaseComponentType().getPackageName();
    return packages.stream().anyMatch(p -> name.equals(p) || name.startsWith(p + "."));
  }
}
