module example/shop

go 1.25

require (
	github.com/aws/aws-cdk-go/awscdk/v2 v2.245.0
	github.com/aws/constructs-go/constructs/v10 v10.5.1
	github.com/aws/jsii-runtime-go v1.140.0
	github.com/cdk-apigateway-patterns/cdk-apigateway-patterns-go/cdkapigatewaypatterns v0.1.0
)
