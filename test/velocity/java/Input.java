import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.PathNotFoundException;
import java.util.List;
import java.util.Map;
import net.minidev.json.JSONStyle;
import net.minidev.json.JSONValue;

/** `$input`. */
public final class Input {
  private final String body;
  private final Map<?, ?> parameters;

  Input(String body, Map<?, ?> parameters) {
    this.body = body.isEmpty() ? "{}" : body;
    this.parameters = parameters;
  }

  public String getBody() {
    return body;
  }

  public Object path(String path) {
    try {
      return JsonPath.read(Json.parse(body), path);
    } catch (PathNotFoundException missing) {
      return null;
    }
  }

  public String json(String path) {
    Object value = path(path);
    return value == null ? "\"\"" : JSONValue.toJSONString(value, JSONStyle.LT_COMPRESS);
  }

  public Map<?, ?> params() {
    return parameters;
  }

  public Object params(String name) {
    return List.of("path", "querystring", "header").stream()
        .map(place -> ((Map<?, ?>) parameters.get(place)).get(name))
        .filter(value -> value != null)
        .findFirst()
        .map(Object.class::cast)
        .orElse("");
  }
}
