package dev.weir.service;

import dev.weir.protocol.Principal;
import dev.weir.protocol.Problem;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** Says in each service's OpenAPI what holds for all operations: who asks, and how a no looks. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class CommonOpenApi implements OASFilter {
  private static final String PRINCIPAL = "principal";
  private static final String PROBLEM = "Problem";

  @Override
  public void filterOpenAPI(OpenAPI api) {
    if (api.getComponents() == null) {
      api.setComponents(OASFactory.createComponents());
    }
    api.getComponents().addSecurityScheme(PRINCIPAL, principal()).addSchema(PROBLEM, problem());
    api.addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(PRINCIPAL));
    api.getPaths().getPathItems().values().stream()
        .flatMap(path -> path.getOperations().values().stream())
        .forEach(operation -> operation.getResponses().addAPIResponse("default", refusal()));
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
