import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.minidev.json.JSONObject;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.app.VelocityEngine;
import org.apache.velocity.app.event.EventCartridge;
import org.apache.velocity.app.event.ReferenceInsertionEventHandler;

/** Renders mapping templates with Apache Velocity: one JSON object a line comes in, and one for each goes out. */
public final class Render {
  public static void main(String[] arguments) throws IOException {
    VelocityEngine engine = engine();
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      out.println(new JSONObject(result(engine, (Map<?, ?>) Json.parse(line))).toJSONString());
    }
    out.flush();
  }

  private static Map<String, String> result(VelocityEngine engine, Map<?, ?> request) {
    try {
      StringWriter writer = new StringWriter();
      engine.evaluate(variables(request), writer, "template", (String) request.get("template"));
      return Map.of("output", writer.toString());
    } catch (RuntimeException error) {
      return Map.of("error", String.valueOf(error.getMessage()));
    }
  }

  private static VelocityEngine engine() {
    VelocityEngine engine = new VelocityEngine();
    engine.setProperty("runtime.log.logsystem.class", "org.apache.velocity.runtime.log.NullLogChute");
    // assumed of the service: null can be assigned
    engine.setProperty("directive.set.null.allowed", "true");
    engine.init();
    return engine;
  }

  private static VelocityContext variables(Map<?, ?> request) {
    VelocityContext context = new VelocityContext();
    context.put("input", new Input((String) request.get("body"), (Map<?, ?>) request.get("parameters")));
    context.put("util", new Util());
    context.put("context", request.get("context"));
    context.put("stageVariables", request.get("stageVariables"));
    // null prints nothing
    EventCartridge events = new EventCartridge();
    ReferenceInsertionEventHandler nullPrintsNothing = (reference, value) -> value == null ? "" : value;
    events.addEventHandler(nullPrintsNothing);
    events.attachToContext(context);
    return context;
  }
}
