package main

import (
	"example/shop/stack"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"
)

func main() {
	defer jsii.Close()
	app := awscdk.NewApp(nil)
	stack.NewShopStack(app, "Shop")
	app.Synth(nil)
}
