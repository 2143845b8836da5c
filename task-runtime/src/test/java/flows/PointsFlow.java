package flows;

import dev.weir.flow.FlowSpec;
import dev.weir.flow.Inputs;
import dev.weir.flow.Next;
import dev.weir.flow.Parameter;
import dev.weir.flow.Step;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Throws at the point it is told to. */
public class PointsFlow extends FlowSpec {
  @Parameter String how = "";

  Unreadable unreadable;
  Unwritable unwritable;
  Object serialized;

  /** What is written is 10 more, which is then refused. */
  public record Unreadable(int x) {
    public Unreadable {
      if (x > 10) {
        throw new IllegalArgumentException(x + " is too much");
      }
    }

    @Override
    public int x() {
      return x + 10;
    }
  }

  /** Has nothing to say. */
  public record Unwritable(int x) {
    @Override
    public int x() {
      throw new IllegalStateException("x is secret");
    }
  }

  /** Not JSON's business. */
  public static class Serialized implements Serializable {
    private static final long serialVersionUID = 1;
    private final boolean toWrite;

    Serialized(boolean toWrite) {
      this.toWrite = toWrite;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
      if (toWrite) {
        throw new IllegalStateException("not to be written");
      }
      out.defaultWriteObject();
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      throw new IllegalStateException("not to be read");
    }
  }

  private static class Broken implements Iterator<Integer> {
    private int next;

    @Override
    public boolean hasNext() {
      return true;
    }

    @Override
    public Integer next() {
      if (next == 3) {
        throw new NoSuchElementException("no fourth item");
      }
      return next++;
    }
  }

  @Step
  Next start() {
    switch (how) {
      case "step" -> throw new IllegalStateException("in the step");
      case "iterator" -> {
        Iterable<Integer> broken = Broken::new;
        return foreach(broken, this::body);
      }
      case "item" -> {
        return foreach(List.of(new Unreadable(5)), this::body);
      }
      case "read" -> unreadable = new Unreadable(5);
      case "write" -> unwritable = new Unwritable(5);
      case "serialize" -> serialized = new Serialized(true);
      case "deserialize" -> serialized = new Serialized(false);
      default -> {}
    }
    return foreach(List.of(1), this::body);
  }

  @Step
  Next body() {
    if (how.equals("item")) {
      input(Unreadable.class);
    }
    return next(this::join);
  }

  @Step
  Next join(Inputs<PointsFlow> inputs) {
    throw new IllegalStateException("in the join of " + inputs.stream().count());
  }

  @Step
  void end() {}
}
