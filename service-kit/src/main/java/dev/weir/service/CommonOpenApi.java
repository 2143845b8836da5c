package dev.weir.service;

import dev.weir.protocol.Digest;
import dev.weir.protocol.Principal;
import dev.weir.protocol.Problem;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.Paths;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** Says in each service's OpenAPI what holds for all operations: who asks, and how a no looks. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class CommonOpenApi implements OASFilter {
  private static final String PRINCIPAL = "principal";
  private static final String PROBLEM = "Problem";
  private static final String ID = "^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$";
  private static final String EMPTY = Digest.of(new byte[0]).toString();

  /** Records that are one text in JSON, which their components don't show. */
  private static final Map<String, Schema> TEXTS =
      Map.of(
          "RunId", text("w12").pattern(ID),
          "TaskId", text("t34").pattern(ID),
          "Project", text("default").pattern(ID),
          "Digest", text(EMPTY).pattern("^[0-9a-f]{64}:[0-9]{1,18}$"));

  @Override
  public void filterOpenAPI(OpenAPI api) {
    if (api.getPaths() == null) {
      return; // a service without an API of its own
    }
    if (api.getComponents() == null) {
      api.setComponents(OASFactory.createComponents());
    }
    var components = api.getComponents();
    components.addSecurityScheme(PRINCIPAL, principal()).addSchema(PROBLEM, problem());
    TEXTS.keySet().stream()
        .filter(components.getSchemas().keySet()::contains)
        .toList()
        .forEach(name -> components.addSchema(name, TEXTS.get(name)));
    api.addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(PRINCIPAL));
    api.setPaths(withPlainVerbs(api.getPaths()));
    api.getPaths().getPathItems().values().stream()
        .flatMap(path -> path.getOperations().values().stream())
        .forEach(operation -> operation.getResponses().addAPIResponse("default", refusal()));
  }

  /**
   * A verb's colon may come percent-encoded, so a resource takes it as a path parameter named
   * colon; those who read the description shall see {@code /v1/runs/{id}:cancel}.
   */
  private static Paths withPlainVerbs(Paths paths) {
    var plain = OASFactory.createPaths();
    paths
        .getPathItems()
        .forEach(
            (path, item) -> {
              plain.addPathItem(path.replace("{colon}", ":"), item);
              item.getOperations().values().forEach(CommonOpenApi::removeColon);
            });
    return plain;
  }

  private static void removeColon(Operation operation) {
    if (operation.getParameters() != null) {
      operation.setParameters(
          operation.getParameters().stream()
              .filter(parameter -> !"colon".equals(parameter.getName()))
              .toList());
    }
  }

  private static SecurityScheme principal() {
    return OASFactory.createSecurityScheme()
        .type(SecurityScheme.Type.APIKEY)
        .in(SecurityScheme.In.HEADER)
        .name(Principal.HEADER)
        .description("The user who asks. Required everywhere outside /q/.");
  }

  private static APIResponse refusal() {
    var schema = OASFactory.createSchema().ref("#/components/schemas/" + PROBLEM);
    return OASFactory.createAPIResponse()
        .description("A refusal. Its status and type say why; 429 and 503 say when to ask again.")
        .content(
            OASFactory.createContent()
                .addMediaType(Problem.MEDIA_TYPE, OASFactory.createMediaType().schema(schema)));
  }

  private static Schema problem() {
    return OASFactory.createSchema()
        .addType(Schema.SchemaType.OBJECT)
        .description("RFC 9457")
        .addProperty("type", text("urn:problem:run-not-found"))
        .addProperty("title", text("There is no such run"))
        .addProperty(
            "status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER).addExample(404))
        .addProperty("detail", text("no run w12"))
        .addProperty("instance", text("/v1/runs/w12"));
  }

  private static Schema text(String example) {
    return OASFactory.createSchema().addType(Schema.SchemaType.STRING).addExample(example);
  }
}
