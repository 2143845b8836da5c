package dev.weir.cdk;

import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Tags;

/** What {@code cdk.json} runs: writes the CloudFormation templates to where the CDK wants them. */
public final class WeirApp {
  static final String STACK = "Weir";
  static final String IMAGES_STACK = "WeirImages";

  private WeirApp() {}

  public static void main(String[] args) {
    var app = new App();
    try {
      addStacks(app, contextOf(app));
    } catch (WrongSettings wrong) {
      System.err.println(wrong.getMessage());
      System.exit(1);
    }
    app.synth();
  }

  static WeirStack addStacks(App app, Map<String, ?> context) {
    var settings = WeirSettings.from(context);
    var images = new ImagesStack(app, IMAGES_STACK);
    var weir = new WeirStack(app, STACK, settings);
    weir.addStackDependency(images);
    Tags.of(app).add("application", "weir");
    return weir;
  }

  private static Map<String, Object> contextOf(App app) {
    return ((Map<?, ?>) app.getNode().getAllContext())
        .entrySet().stream()
            .collect(Collectors.toMap(e -> e.getKey().toString(), Map.Entry::getValue));
  }
}
