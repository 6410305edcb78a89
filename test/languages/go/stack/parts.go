package stack

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscloudwatch"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslambda"
	"github.com/aws/jsii-runtime-go"
	patterns "github.com/cdk-apigateway-patterns/cdk-apigateway-patterns-go/cdkapigatewaypatterns"
)

func newFunction(stack awscdk.Stack, id string) awslambda.Function {
	return awslambda.NewFunction(stack, jsii.String(id), &awslambda.FunctionProps{
		Runtime:     awslambda.Runtime_NODEJS_22_X(),
		Handler:     jsii.String("index.handler"),
		Code:        awslambda.Code_FromAsset(jsii.String("functions"), nil),
		Environment: &map[string]*string{"STAGE": jsii.String("live")},
	})
}

func throttle(rateLimit, burstLimit int) *patterns.Throttle {
	return &patterns.Throttle{RateLimit: jsii.Number(rateLimit), BurstLimit: jsii.Number(burstLimit)}
}

func actions(all ...awscloudwatch.IAlarmAction) *[]awscloudwatch.IAlarmAction {
	return &all
}
