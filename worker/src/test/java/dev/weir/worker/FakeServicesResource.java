package dev.weir.worker;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** The services that the worker under test talks to. */
public final class FakeServicesResource implements QuarkusTestResourceLifecycleManager {
  private FakeServices services;

  @Override
  public Map<String, String> start() {
    try {
      services = new FakeServices();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var url = services.url().toString();
    return Map.of("worker.scheduler-url", url, "worker.metadata-url", url);
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(
        services, field -> field.getType().getName().equals(FakeServices.class.getName()));
  }

  @Override
  public void stop() {
    services.close();
  }
}
