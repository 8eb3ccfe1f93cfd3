package ventricle.engine.dicom.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import ventricle.engine.dicom.web.PacsException.Kind;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.CancelledException;

/** Asks one archive by HTTP and turns what goes wrong into a {@link PacsException}. */
final class WebConnection implements AutoCloseable {

  private static final long LOOK_MS = 50;

  private final PacsServer server;
  private final Duration patience;
  private final HttpClient http;

  /**
   * @param patience how long to wait for a connection, for an answer to begin and for it to go on
   */
  WebConnection(PacsServer server, Duration patience) throws PacsException {
    this.server = server;
    this.patience = patience;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER) // the login is for this host alone
            .connectTimeout(patience);
    if (server.authorities() != null) {
      builder.sslContext(Trust.with(server.authorities()));
    }
    http = builder.build();
  }

  /** An answer whose status is known; the body is to be closed. */
  record Answer(int status, String contentType, WatchedStream body) implements AutoCloseable {
    @Override
    public void close() {
      try {
        body.close();
      } catch (IOException e) {
        // what was wanted of the body has been read
      }
    }
  }

  String host() {
    return server.host();
  }

  HttpRequest.Builder request(String path) {
    URI uri = server.base().resolve(path);
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("User-Agent", "Ventricle");
    server.login().header().ifPresent(value -> request.header("Authorization", value));
    return request;
  }

  /**
   * Sends and waits for the answer to begin.
   *
   * @param allowance time besides the usual patience, for what is sent along
   * @throws PacsException for every status of 300 and more but 406 and 409, which the caller knows
   */
  Answer send(HttpRequest request, Duration allowance, CancelToken cancel) throws PacsException {
    CompletableFuture<HttpResponse<InputStream>> coming =
        http.sendAsync(request, BodyHandlers.ofInputStream());
    HttpResponse<InputStream> response = await(coming, patience.plus(allowance), cancel);
    int status = response.statusCode();
    WatchedStream body = new WatchedStream(response.body(), host(), patience, cancel);
    String type = response.headers().firstValue("Content-Type").orElse("");
    Answer answer = new Answer(status, type, body);
    PacsException refused = refusal(response);
    if (refused != null) {
      answer.close();
      throw refused;
    }
    return answer;
  }

  private HttpResponse<InputStream> await(
      CompletableFuture<HttpResponse<InputStream>> coming, Duration longest, CancelToken cancel)
      throws PacsException {
    long until = System.nanoTime() + longest.toNanos();
    try {
      while (System.nanoTime() < until) {
        cancel.throwIfCancelled();
        try {
          return coming.get(LOOK_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          // not yet
        }
      }
      throw new PacsException(Kind.DROPPED, host(), "no answer came");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException();
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } finally {
      coming.cancel(true);
    }
  }

  private PacsException failure(@Nullable Throwable cause) {
    for (Throwable at = cause; at != null; at = at.getCause()) {
      switch (at) {
        case UnresolvedAddressException _, UnknownHostException _ -> {
          return failure(Kind.UNREACHABLE, "there is no host of this name", cause);
        }
        case HttpConnectTimeoutException _ -> {
          return failure(Kind.UNREACHABLE, "nobody answers", cause);
        }
        case NoRouteToHostException _ -> {
          return failure(Kind.UNREACHABLE, "there is no way to this host", cause);
        }
        case SSLHandshakeException _ -> {
          return failure(
              Kind.NOT_TRUSTED, "its certificate is not trusted; name the file of its CA", cause);
        }
        case SSLException _ -> {
          return failure(Kind.NOT_TRUSTED, "it does not speak HTTPS", cause);
        }
        default -> {
          // look further
        }
      }
    }
    return cause instanceof ConnectException
        ? failure(Kind.UNREACHABLE, "nobody answers", cause)
        : failure(Kind.DROPPED, "the connection was lost", cause);
  }

  private PacsException failure(Kind kind, String words, @Nullable Throwable cause) {
    return new PacsException(kind, host(), words, cause);
  }

  private @Nullable PacsException refusal(HttpResponse<?> response) {
    int status = response.statusCode();
    return switch (status) {
      case 401 ->
          new PacsException(
              Kind.LOGIN,
              host(),
              server.login() instanceof Login.None
                  ? "it asks for a login"
                  : "it refuses this login");
      case 403 -> new PacsException(Kind.LOGIN, host(), "it does not allow this");
      case 404 -> new PacsException(Kind.NOT_FOUND, host(), "it has nothing at this address");
      case 406, 409 -> null;
      default -> {
        if (status < 300) {
          yield null;
        }
        if (status < 400) {
          yield new PacsException(Kind.SETTINGS, host(), "it has moved" + to(response));
        }
        yield status < 500
            ? new PacsException(Kind.REFUSED, host(), "it refuses the question (" + status + ")")
            : new PacsException(Kind.SERVER, host(), "it has trouble of its own (" + status + ")");
      }
    };
  }

  private static String to(HttpResponse<?> response) {
    try {
      return response
          .headers()
          .firstValue("Location")
          .map(l -> response.uri().resolve(l))
          .map(u -> " to " + u.getScheme() + "://" + u.getAuthority())
          .orElse("");
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
