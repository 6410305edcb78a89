// What users get wrong, one mistake a run: the program is told which.
package main

import (
	"os"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"
	patterns "github.com/cdk-apigateway-patterns/cdk-apigateway-patterns-go/cdkapigatewaypatterns"
)

func main() {
	defer jsii.Close()
	app := awscdk.NewApp(nil)
	stack := awscdk.NewStack(app, jsii.String("Shop"), nil)
	authorization := patterns.Authorization_Jwt(&patterns.JwtAuthorizationOptions{
		Issuer:   jsii.String("https://id.example.com"),
		Audience: jsii.Strings("orders"),
	})
	switch os.Args[1] {
	case "origin_with_path":
		originWithPath(stack, authorization)
	case "tier_without_key":
		tierWithoutKey(stack, authorization)
		app.Synth(nil)
	}
}

func originWithPath(stack awscdk.Stack, authorization patterns.Authorization) {
	patterns.NewSecureHttpApi(stack, jsii.String("Api"), &patterns.SecureHttpApiProps{
		Authorization: authorization,
		Cors:          patterns.Cors_AllowOrigins(jsii.Strings("https://app.example.com/shop"), nil),
	})
}

func tierWithoutKey(stack awscdk.Stack, authorization patterns.Authorization) {
	api := patterns.NewMeteredRestApi(stack, jsii.String("Api"), &patterns.MeteredRestApiProps{
		Authorization: authorization,
		Tiers:         &map[string]*patterns.Tier{"free": {Quota: patterns.Quota_PerDay(jsii.Number(1))}},
	})
	api.AddRoute(
		jsii.String("GET /health"),
		patterns.RouteIntegration_Http(jsii.String("https://example.com"), nil),
		nil,
	)
}
