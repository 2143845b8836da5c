package dev.weir.testkit.faults;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One connection of a client, and the one to S3 that its requests go on by. */
final class Passage implements Runnable {
  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  /** S3 closes a connection that is idle for 30 s; a request must not meet that. */
  private static final Duration FRESH = Duration.ofSeconds(10);

  private final FaultyS3 s3;
  private final Socket client;
  private @Nullable Line upstream;

  Passage(FaultyS3 s3, Socket client) {
    this.s3 = s3;
    this.client = client;
  }

  /** A socket and its streams. */
  private static final class Line {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private long used = System.nanoTime();

    Line(Socket socket) throws IOException {
      this.socket = socket;
      this.in = new BufferedInputStream(socket.getInputStream(), HttpBody.BUFFER);
      this.out = new BufferedOutputStream(socket.getOutputStream(), HttpBody.BUFFER);
    }
  }

  @Override
  public void run() {
    try (client) {
      var line = new Line(client);
      var head = HttpHead.read(line.in);
      while (head.isPresent() && answer(line, head.get())) {
        head = HttpHead.read(line.in);
      }
    } catch (IOException e) {
      // Either side went away, or a fault wanted it so: the connection ends.
    } finally {
      s3.forget(client);
      hangUp();
    }
  }

  /** Whether the connection can be used again. */
  private boolean answer(Line line, HttpHead head) throws IOException {
    var request = S3Request.of(head);
    s3.counter().request(request.operation());
    var fault = s3.faultOf(request);
    if (fault.isEmpty()) {
      return pass(line, head, Tampering.none(s3.counter()::up), Tampering.none(s3.counter()::down));
    }
    return switch (fault.get()) {
      case Fault.Refusal refusal -> refuse(line, head, refusal);
      case Fault.Reset reset -> reset();
      case Fault.LostAnswer lost -> {
        send(line, head, Tampering.none(s3.counter()::up));
        receive();
        yield reset();
      }
      case Fault.TruncatedBody truncated ->
          pass(
              line,
              head,
              Tampering.breakOff(s3.place(), s3.counter()::up),
              Tampering.breakOff(s3.place(), s3.counter()::down));
      case Fault.WrongByte wrong ->
          pass(
              line,
              head,
              Tampering.flipBit(s3.place(), s3.counter()::up),
              hasBody(head)
                  ? Tampering.none(s3.counter()::down)
                  : Tampering.flipBit(s3.place(), s3.counter()::down));
      case Fault.Stall(Duration length) -> stalled(line, head, length);
    };
  }

  private static boolean hasBody(HttpHead request) {
    return !(HttpBody.ofRequest(request) instanceof HttpBody.None);
  }

  private boolean pass(Line line, HttpHead head, Tampering up, Tampering down) throws IOException {
    send(line, head, up);
    return hand(line, head, receive(), down);
  }

  private boolean stalled(Line line, HttpHead head, Duration length) throws IOException {
    send(line, head, Tampering.none(s3.counter()::up));
    var answer = receive();
    boolean middle = HttpBody.ofAnswer(head.method(), answer) instanceof HttpBody.Sized;
    if (!middle) {
      s3.stall(length);
    }
    var down =
        middle
            ? Tampering.pause(s3.place(), () -> s3.stall(length), s3.counter()::down)
            : Tampering.none(s3.counter()::down);
    return hand(line, head, answer, down);
  }

  private void send(Line line, HttpHead head, Tampering up) throws IOException {
    if (head.hasHeader("expect", "100-continue")) {
      line.out.write(CONTINUE);
      line.out.flush();
    }
    var to = new PatientOutput(upstream().out);
    to.write(head.without("expect").bytes());
    HttpBody.ofRequest(head).copy(line.in, to, up);
    to.flush();
  }

  private HttpHead receive() throws IOException {
    var from = Objects.requireNonNull(upstream);
    Optional<HttpHead> head;
    do {
      head = HttpHead.read(from.in);
    } while (head.isPresent() && head.get().status() == 100);
    from.used = System.nanoTime();
    return head.orElseThrow(() -> new IOException("S3 closed the connection"));
  }

  private boolean hand(Line line, HttpHead request, HttpHead answer, Tampering down)
      throws IOException {
    line.out.write(answer.bytes());
    var body = HttpBody.ofAnswer(request.method(), answer);
    try {
      body.copy(Objects.requireNonNull(upstream).in, line.out, down);
    } finally {
      line.out.flush();
    }
    boolean ends = body instanceof HttpBody.UntilClosed || answer.hasHeader("connection", "close");
    if (ends) {
      hangUp();
    }
    return !ends && !request.hasHeader("connection", "close");
  }

  /**
   * The body is read all the same, or the client might find the connection gone, not the answer.
   */
  private boolean refuse(Line line, HttpHead head, Fault.Refusal refusal) throws IOException {
    if (!head.hasHeader("expect", "100-continue")) {
      HttpBody.ofRequest(head)
          .copy(line.in, OutputStream.nullOutputStream(), Tampering.none(s3.counter()::up));
    }
    var body =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <Error><Code>%s</Code><Message>%s</Message><RequestId>0</RequestId></Error>"""
            .formatted(refusal.code(), refusal.message())
            .getBytes(StandardCharsets.UTF_8);
    var answer =
        "HTTP/1.1 %d %s\r\nContent-Type: application/xml\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
            .formatted(refusal.status(), refusal.code(), body.length);
    line.out.write(answer.getBytes(StandardCharsets.US_ASCII));
    if (!head.method().equals("HEAD")) {
      line.out.write(body);
    }
    line.out.flush();
    return false;
  }

  private boolean reset() throws IOException {
    client.setSoLinger(true, 0);
    return false;
  }

  private Line upstream() throws IOException {
    var line = upstream;
    if (line == null || System.nanoTime() - line.used > FRESH.toNanos()) {
      hangUp();
      line = new Line(s3.connect());
      upstream = line;
    }
    return line;
  }

  private void hangUp() {
    var line = upstream;
    upstream = null;
    if (line == null) {
      return;
    }
    s3.forget(line.socket);
    try {
      line.socket.close();
    } catch (IOException e) {
      // It is of no use any more.
    }
  }
}
