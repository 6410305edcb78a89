package example;

import io.github.cdkapigatewaypatterns.Authorization;
import io.github.cdkapigatewaypatterns.Cors;
import io.github.cdkapigatewaypatterns.JwtAuthorizationOptions;
import io.github.cdkapigatewaypatterns.MeteredRestApi;
import io.github.cdkapigatewaypatterns.Quota;
import io.github.cdkapigatewaypatterns.RouteIntegration;
import io.github.cdkapigatewaypatterns.SecureHttpApi;
import io.github.cdkapigatewaypatterns.Tier;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;

/** What users get wrong, one mistake a run: the program is told which. */
public final class Mistakes {
    private static final Authorization AUTHORIZATION = Authorization.jwt(JwtAuthorizationOptions.builder()
            .issuer("https://id.example.com")
            .audience(List.of("orders"))
            .build());

    public static void main(final String[] args) {
        App app = new App();
        Stack stack = new Stack(app, "Shop");
        switch (args[0]) {
            case "origin_with_path" -> originWithPath(stack);
            case "tier_without_key" -> tierWithoutKey(app, stack);
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void originWithPath(final Stack stack) {
        SecureHttpApi.Builder.create(stack, "Api")
                .authorization(AUTHORIZATION)
                .cors(Cors.allowOrigins(List.of("https://app.example.com/shop")))
                .build();
    }

    private static void tierWithoutKey(final App app, final Stack stack) {
        MeteredRestApi api = MeteredRestApi.Builder.create(stack, "Api")
                .authorization(AUTHORIZATION)
                .tiers(Map.of("free", Tier.builder().quota(Quota.perDay(1)).build()))
                .build();
        api.addRoute("GET /health", RouteIntegration.http("https://example.com"));
        app.synth();
    }
}
