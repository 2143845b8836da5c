package dev.weir.scheduler;

import dev.weir.protocol.Principal;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeIn;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

@OpenAPIDefinition(
    info =
        @Info(
            title = "Weir scheduler",
            version = "v1",
            description =
                "Owns runs in motion: accepts them, decides what may start, hands out attempts."
                    + " Errors are application/problem+json (RFC 9457).",
            license = @License(name = "Apache-2.0")),
    security = @SecurityRequirement(name = "user"))
@SecurityScheme(
    securitySchemeName = "user",
    type = SecuritySchemeType.APIKEY,
    in = SecuritySchemeIn.HEADER,
    apiKeyName = Principal.HEADER,
    description = "Who asks. In the dev mesh, the operating system's user.")
public class SchedulerApi extends Application {}
