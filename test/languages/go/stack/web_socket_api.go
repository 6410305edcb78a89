package stack

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscloudwatch"
	"github.com/aws/jsii-runtime-go"
	patterns "github.com/cdk-apigateway-patterns/cdk-apigateway-patterns-go/cdkapigatewaypatterns"
)

func (s *shop) webSocketApi() patterns.RealtimeWebSocketApi {
	api := patterns.NewRealtimeWebSocketApi(s.stack, jsii.String("Live"), &patterns.RealtimeWebSocketApiProps{
		Authorization: s.authorization,
		Cors:          patterns.Cors_AllowOrigins(jsii.Strings("https://app.example.com"), nil),
		Channels: &[]patterns.ChannelRule{
			patterns.ChannelRule_Open(jsii.String("news"), nil),
			patterns.ChannelRule_Claims(
				jsii.String("tenant:{tenant_id}"),
				&patterns.ChannelRuleOptions{Presence: jsii.Bool(true)},
			),
			patterns.ChannelRule_Lambda(jsii.String("room:*"), s.authorizer, nil),
		},
		TokenExpiry: patterns.TokenExpiry_KEEP_OPEN,
		ConnectionsTable: &patterns.ConnectionsTableOptions{
			RemovalPolicy:       awscdk.RemovalPolicy_DESTROY,
			PointInTimeRecovery: jsii.Bool(true),
		},
		Broadcast: &patterns.BroadcastOptions{DeliveryConcurrency: jsii.Number(20)},
	})
	api.AddRoute(
		jsii.String("sendMessage"),
		patterns.RouteIntegration_Lambda(s.orders, nil),
		&patterns.RealtimeRouteOptions{
			Reply: jsii.Bool(true),
			Schema: &map[string]any{
				"type":     "object",
				"required": []string{"text"},
				"properties": map[string]any{
					"text": map[string]any{"type": "string"},
					"kind": map[string]any{},
				},
			},
		},
	)
	api.OnDisconnected(s.orders, &patterns.LifecycleHookOptions{BatchSize: jsii.Number(5)})
	api.GrantBroadcast(s.orders)
	api.MetricMessageCount(&awscloudwatch.MetricOptions{Period: awscdk.Duration_Minutes(jsii.Number(1))}).CreateAlarm(
		s.stack,
		jsii.String("ManyMessages"),
		&awscloudwatch.CreateAlarmOptions{Threshold: jsii.Number(1_000), EvaluationPeriods: jsii.Number(2)},
	)
	return api
}
