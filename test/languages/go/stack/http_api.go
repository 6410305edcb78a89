package stack

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsapigatewayv2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslogs"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssqs"
	"github.com/aws/jsii-runtime-go"
	patterns "github.com/cdk-apigateway-patterns/cdk-apigateway-patterns-go/cdkapigatewaypatterns"
)

func (s *shop) httpApi() patterns.SecureHttpApi {
	api := patterns.NewSecureHttpApi(s.stack, jsii.String("Shop"), &patterns.SecureHttpApiProps{
		Authorization: s.authorization,
		Cors: patterns.Cors_AllowOrigins(
			jsii.Strings("https://app.example.com", "http://localhost:3000"),
			&patterns.AllowOriginsOptions{
				Credentials: jsii.Bool(true),
				Methods: &[]awsapigatewayv2.CorsHttpMethod{
					awsapigatewayv2.CorsHttpMethod_GET,
					awsapigatewayv2.CorsHttpMethod_POST,
				},
				MaxAge: awscdk.Duration_Hours(jsii.Number(1)),
			},
		),
		Throttle: throttle(100, 200),
		AccessLog: patterns.AccessLog_Json(&patterns.JsonAccessLogOptions{
			Retention:     awslogs.RetentionDays_THREE_MONTHS,
			RemovalPolicy: awscdk.RemovalPolicy_DESTROY,
		}),
		Alarms:         s.alarms,
		StageVariables: &map[string]*string{"table": jsii.String("orders"), "area": jsii.String("eu")},
	})
	s.addHttpRoutes(api)
	api.GrantInvoke(s.orders, jsii.String("POST /events"), jsii.String("GET /reports"))
	return api
}

func (s *shop) addHttpRoutes(api patterns.SecureHttpApi) {
	mapping := awsapigatewayv2.NewParameterMapping().
		AppendHeader(jsii.String("x-shop"), awsapigatewayv2.MappingValue_Custom(jsii.String("one")))
	api.AddRoute(
		jsii.String("GET /orders/{id}"),
		patterns.RouteIntegration_Lambda(s.orders, &patterns.LambdaIntegrationOptions{
			ResponseMapping: &map[string]awsapigatewayv2.ParameterMapping{"200": mapping},
		}),
		&patterns.SecureHttpRouteOptions{Scopes: jsii.Strings("orders:read")},
	)
	api.AddRoute(
		jsii.String("POST /orders"),
		patterns.RouteIntegration_Lambda(s.orders, nil),
		&patterns.SecureHttpRouteOptions{Throttle: throttle(5, 10)},
	)
	api.AddRoute(
		jsii.String("GET /health"),
		patterns.RouteIntegration_Lambda(s.orders, nil),
		&patterns.SecureHttpRouteOptions{Authorization: patterns.Authorization_None()},
	)
	api.AddRoute(
		jsii.String("GET /legacy"),
		patterns.RouteIntegration_Lambda(s.orders, &patterns.LambdaIntegrationOptions{
			PayloadFormat: patterns.LambdaPayloadFormat_V1_0,
			Timeout:       awscdk.Duration_Seconds(jsii.Number(10)),
		}),
		&patterns.SecureHttpRouteOptions{
			Authorization: patterns.Authorization_Lambda(s.authorizer, &patterns.LambdaAuthorizationOptions{
				IdentitySources: &[]patterns.IdentitySource{
					patterns.IdentitySource_Header(jsii.String("X-Key")),
					patterns.IdentitySource_QueryString(jsii.String("shop")),
				},
				ResultsCacheTtl: awscdk.Duration_Minutes(jsii.Number(1)),
			}),
		},
	)
	iam := &patterns.SecureHttpRouteOptions{Authorization: patterns.Authorization_Iam()}
	api.AddRoute(
		jsii.String("POST /events"),
		patterns.RouteIntegration_Sqs(
			awssqs.NewQueue(s.stack, jsii.String("Events"), nil),
			&patterns.SqsIntegrationOptions{
				Parameters: &map[string]*string{"MessageGroupId": jsii.String("all"), "DelaySeconds": jsii.String("5")},
			},
		),
		iam,
	)
	api.AddRoute(jsii.String("GET /reports"), patterns.RouteIntegration_Lambda(s.orders, nil), iam)
}
