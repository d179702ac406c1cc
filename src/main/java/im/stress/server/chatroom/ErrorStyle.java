package im.stress.server.chatroom;

/** How a server tells errors. */
public enum ErrorStyle {
  /** The original with a pool of threads: by the status of HTTP, and in the body. */
  BY_STATUS {
    @Override
    Reply told(Reply error) {
      return error;
    }

    @Override
    Reply unknown(String method, String path) {
      return method.equals("GET")
          ? Reply.error(Reply.NOT_FOUND, Reply.HTML, page(path))
          : Reply.error(
              Reply.NOT_FOUND, Reply.JSON, "{\"status\":\"error\",\"message\":\"Not found\"}");
    }
  },
  /** The original with an event loop: in the body alone, with status 200. */
  IN_BODY {
    @Override
    Reply told(Reply error) {
      return error.withStatusOk();
    }

    @Override
    Reply unknown(String method, String path) {
      return switch (method) {
        case "GET" -> Reply.error(Reply.OK, Reply.HTML, page(path));
        case "POST" -> Reply.error(Reply.OK, Reply.JSON, "");
        default -> Reply.error(Reply.OK, "Not found");
      };
    }
  };

  /** An error as this server tells it. */
  abstract Reply told(Reply error);

  /** The answer to a request of something that there isn't. */
  abstract Reply unknown(String method, String path);

  /** What is not of our own is not repeated as HTML, so that no request can write a page. */
  private static String page(String path) {
    String shown = path.matches("[\\w./-]*") ? path : "of this name";
    return "<html><body><h1>404 Not Found</h1><p>File not found: " + shown + "</p></body></html>";
  }
}
