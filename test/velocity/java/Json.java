import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.spi.json.JsonProvider;

/** JSON as JsonPath reads it by default: maps in order, and lists that print as JSON. */
final class Json {
  private static final JsonProvider PROVIDER = Configuration.defaultConfiguration().jsonProvider();

  private Json() {}

  static Object parse(String text) {
    return PROVIDER.parse(text);
  }
}
