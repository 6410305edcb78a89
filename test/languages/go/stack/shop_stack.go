// Package stack has three APIs with an option of each kind: structs, enums, static factories, lists, maps and free JSON.
package stack

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscloudwatchactions"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslambda"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssns"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	patterns "github.com/cdk-apigateway-patterns/cdk-apigateway-patterns-go/cdkapigatewaypatterns"
)

type shop struct {
	stack         awscdk.Stack
	orders        awslambda.Function
	authorizer    awslambda.Function
	authorization patterns.Authorization
	alarms        patterns.Alarms
}

// NewShopStack makes the stack with the three APIs.
func NewShopStack(scope constructs.Construct, id string) awscdk.Stack {
	stack := awscdk.NewStack(scope, jsii.String(id), nil)
	s := &shop{
		stack:      stack,
		orders:     newFunction(stack, "OrdersFunction"),
		authorizer: newFunction(stack, "Authorizer"),
		authorization: patterns.Authorization_Jwt(&patterns.JwtAuthorizationOptions{
			Issuer:   jsii.String("https://id.example.com"),
			Audience: jsii.Strings("orders"),
		}),
		alarms: patterns.Alarms_Recommended(&patterns.RecommendedAlarmsOptions{
			Actions: actions(awscloudwatchactions.NewSnsAction(awssns.NewTopic(stack, jsii.String("OnCall"), nil))),
			Overrides: &map[string]*patterns.AlarmOverride{
				"clientErrorAnomaly": {Enabled: jsii.Bool(true), Period: awscdk.Duration_Minutes(jsii.Number(10))},
			},
		}),
	}

	http := s.httpApi()
	partners := s.restApi()
	live := s.webSocketApi()
	awscdk.NewCfnOutput(stack, jsii.String("ShopUrl"), &awscdk.CfnOutputProps{Value: http.Url()})
	awscdk.NewCfnOutput(stack, jsii.String("PartnersUrl"), &awscdk.CfnOutputProps{Value: partners.Url()})
	awscdk.NewCfnOutput(stack, jsii.String("LiveUrl"), &awscdk.CfnOutputProps{Value: live.Url()})
	return stack
}
