package stack

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsdynamodb"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslogs"
	"github.com/aws/jsii-runtime-go"
	patterns "github.com/cdk-apigateway-patterns/cdk-apigateway-patterns-go/cdkapigatewaypatterns"
)

func (s *shop) restApi() patterns.MeteredRestApi {
	products := awsdynamodb.NewTable(s.stack, jsii.String("Products"), &awsdynamodb.TableProps{
		PartitionKey: &awsdynamodb.Attribute{Name: jsii.String("sku"), Type: awsdynamodb.AttributeType_STRING},
	})
	api := patterns.NewMeteredRestApi(s.stack, jsii.String("Partners"), &patterns.MeteredRestApiProps{
		Authorization: s.authorization,
		Cors:          patterns.Cors_AllowOrigins(jsii.Strings("https://app.example.com", "https://*.example.org"), nil),
		Tiers: &map[string]*patterns.Tier{
			"pro": {
				Throttle: throttle(100, 200),
				Quota:    patterns.Quota_PerMonth(jsii.Number(1_000_000), nil),
			},
			"free": {
				Throttle: throttle(5, 10),
				Quota:    patterns.Quota_PerDay(jsii.Number(100)),
				Routes: &map[string]*patterns.Throttle{
					"POST /orders":        throttle(1, 2),
					"GET /products/{sku}": throttle(2, 4),
				},
			},
		},
		Cache: &patterns.ResponseCache{
			Size:       patterns.CacheSize_GB_1_6,
			DefaultTtl: awscdk.Duration_Minutes(jsii.Number(1)),
		},
		Firewall: patterns.Firewall_Managed(&patterns.ManagedFirewallOptions{
			RateLimit: jsii.Number(50_000),
			CountOnly: jsii.Strings("SizeRestrictions_BODY"),
		}),
		ExecutionLog: patterns.ExecutionLog_Errors(&patterns.ExecutionLogOptions{
			Retention: awslogs.RetentionDays_ONE_MONTH,
		}),
		Metering: patterns.UsageMetering_Hourly(&patterns.HourlyMeteringOptions{
			RemovalPolicy: awscdk.RemovalPolicy_DESTROY,
		}),
		Alarms: s.alarms,
	})
	addProductRoutes(api, products)
	s.addPartnerRoutes(api)
	api.AddUsageRoute(jsii.String("GET /usage"), nil)
	api.AddApiKey(jsii.String("Acme"), &patterns.ApiKeyOptions{Tier: jsii.String("free")})
	api.AddApiKey(jsii.String("Globex"), &patterns.ApiKeyOptions{
		Tier:         jsii.String("pro"),
		Generation:   jsii.Number(2),
		PreviousTier: jsii.String("free"),
	})
	api.GrantIssueKeys(newFunction(s.stack, "SignUp"), jsii.String("free"))
	return api
}

func addProductRoutes(api patterns.MeteredRestApi, products awsdynamodb.ITable) {
	key := &map[string]*string{"sku": jsii.String("path.sku")}
	api.AddRoute(
		jsii.String("GET /products/{sku}"),
		patterns.RouteIntegration_DynamoDb(products, &patterns.DynamoDbIntegrationOptions{
			Action: patterns.DynamoDbAction_GET_ITEM,
			Key:    key,
		}),
		&patterns.MeteredRestRouteOptions{
			Cache: &patterns.RouteCache{
				Ttl:               awscdk.Duration_Minutes(jsii.Number(5)),
				KeyParameters:     jsii.Strings("path.sku"),
				SameForAllCallers: jsii.Bool(true),
			},
		},
	)
	api.AddRoute(
		jsii.String("PUT /products/{sku}"),
		patterns.RouteIntegration_DynamoDb(products, &patterns.DynamoDbIntegrationOptions{
			Action:     patterns.DynamoDbAction_PUT_ITEM,
			Key:        key,
			Attributes: &map[string]*string{"title": jsii.String("body.title"), "price": jsii.String("body.price")},
			Types:      &map[string]patterns.DynamoDbType{"price": patterns.DynamoDbType_NUMBER},
		}),
		nil,
	)
}

func (s *shop) addPartnerRoutes(api patterns.MeteredRestApi) {
	api.AddRoute(
		jsii.String("POST /orders"),
		patterns.RouteIntegration_Lambda(s.orders, nil),
		&patterns.MeteredRestRouteOptions{
			Body: &map[string]any{
				"type":     "object",
				"required": []string{"sku", "count"},
				"properties": map[string]any{
					"sku":   map[string]any{"type": "string", "minLength": 3},
					"count": map[string]any{"type": "integer", "minimum": 1},
				},
			},
			Scopes: jsii.Strings("orders:write"),
		},
	)
	api.AddRoute(
		jsii.String("GET /status"),
		patterns.RouteIntegration_Mock(&patterns.MockIntegrationOptions{
			Body: map[string]any{"state": "up", "by": map[string]any{"name": "shop", "age": 1}},
			Headers: &map[string]*string{
				"X-State":       jsii.String("up"),
				"Cache-Control": jsii.String("no-store"),
			},
		}),
		&patterns.MeteredRestRouteOptions{
			Authorization:  patterns.Authorization_None(),
			ApiKeyRequired: jsii.Bool(false),
		},
	)
}
