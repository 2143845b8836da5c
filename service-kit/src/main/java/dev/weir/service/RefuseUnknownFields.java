package dev.weir.service;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.lang.reflect.Type;
import java.util.function.BiFunction;

/**
 * For endpoints whose bodies people write by hand, so that a misspelt field is refused instead of
 * ignored: {@code @CustomDeserialization(RefuseUnknownFields.class)}. Bodies that our own programs
 * send are read without it, so that a newer sender can talk to an older service.
 */
public final class RefuseUnknownFields implements BiFunction<ObjectMapper, Type, ObjectReader> {

  @Override
  public ObjectReader apply(ObjectMapper mapper, Type type) {
    return mapper.reader().with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  }
}
