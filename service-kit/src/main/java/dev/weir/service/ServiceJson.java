package dev.weir.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.AnnotationIntrospectorPair;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.client.Json;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * The mapper of a service: writes what {@link Json} writes, and is stricter about what it reads.
 */
class ServiceJson {

  @Produces
  @Singleton
  ObjectMapper mapper() {
    return Json.configure(JsonMapper.builder())
        .annotationIntrospector(
            AnnotationIntrospectorPair.pair(
                new RequiredComponents(), new JacksonAnnotationIntrospector()))
        .build();
  }
}
