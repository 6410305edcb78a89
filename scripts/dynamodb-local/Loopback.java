import java.lang.reflect.Field;
import java.util.Arrays;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;

/** DynamoDB Local on 127.0.0.1 alone, which it has no option for. It ends when its standard input does. */
public final class Loopback {
  public static void main(String[] arguments) throws Exception {
    DynamoDBProxyServer proxy = ServerRunner.createServerFromCommandLineArgs(arguments);
    Field server = DynamoDBProxyServer.class.getDeclaredField("server");
    server.setAccessible(true);
    Arrays.stream(((Server) server.get(proxy)).getConnectors())
        .map(ServerConnector.class::cast)
        .forEach(connector -> connector.setHost("127.0.0.1"));
    proxy.start();
    System.in.transferTo(System.out);
    Runtime.getRuntime().halt(0);
  }
}
