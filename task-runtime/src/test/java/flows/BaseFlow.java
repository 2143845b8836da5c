package flows;

import dev.weir.flow.FlowSpec;

/** Has an artifact for those that extend it. */
public abstract class BaseFlow extends FlowSpec {
  protected String inherited;
}
