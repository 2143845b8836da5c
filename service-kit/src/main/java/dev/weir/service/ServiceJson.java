package dev.weir.service;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.AnnotationIntrospectorPair;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import dev.weir.client.Json;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/**
 * The mapper of a service: writes what {@link Json} writes, and is stricter about what it reads.
 */
@Singleton
class ServiceJson implements ObjectMapperCustomizer {

  @Override
  public void customize(ObjectMapper mapper) {
    mapper.setConfig(Json.mapper().getSerializationConfig());
    mapper.setConfig(Json.mapper().getDeserializationConfig());
    mapper.setAnnotationIntrospector(
        AnnotationIntrospectorPair.pair(
            new RequiredComponents(), new JacksonAnnotationIntrospector()));
    // With these set, Quarkus writes through a copy of the factory, and Jackson, given another
    // factory, forgets to sort properties.
    mapper
        .getFactory()
        .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
        .disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
  }

  /** The last word. */
  @Override
  public int priority() {
    return Integer.MIN_VALUE;
  }
}
