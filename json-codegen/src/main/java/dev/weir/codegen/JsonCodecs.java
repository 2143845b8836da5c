package dev.weir.codegen;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Asks for code that turns these records and sealed interfaces, and all that they are made of, into
 * JSON and back: a class of this type's name followed by {@code Codecs}. It obeys the annotations
 * of Jackson that {@code protocol} uses; what it does not know is an error of javac's.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface JsonCodecs {
  Class<?>[] value();
}
