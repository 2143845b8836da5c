package dev.weir.compiler;

import static dev.weir.compiler.Flows.flow;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GraphTextTest {

  @Test
  void showsParametersStepsAndSuccessors() {
    // Given
    var source =
        flow(
            """
              @Parameter(help = "How many") java.util.List<Integer> sizes;
              @IncludeFile(required = true) String data;
              /** Opens. */
              @Step Next start() { return foreach(sizes, this::a); }
              /**
               * Works
               *
               * <p>very
               * hard.
               */
              @Step Next a() { return branch(this::b, this::c); }
              @Step Next b() { return next(this::j); }
              @Step Next c() { return next(this::j); }
              @Step Next j(Inputs<F> in) { return next(this::k); }
              @Step Next k(Inputs<F> in) { return next(this::end); }
              @Step void end() {}
            """);
    // When
    var text = GraphText.of(Flows.compile(source));
    // Then
    assertThat(text)
        .isEqualTo(
            """
            Flow F

            Parameter sizes (List<Integer>)
                How many

            Parameter data (file, required)

            Step start
                Opens.
                ⇒ a for each item

            Step a
                Works

                very
                hard.
                ⇒ b, c

            Step b
                ⇒ j

            Step c
                ⇒ j

            Step j (joins a)
                ⇒ k

            Step k (joins start)
                ⇒ end

            Step end
            """);
  }
}
