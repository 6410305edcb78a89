import { Duration, Stack } from 'aws-cdk-lib';
import { LambdaRestApi } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, WebSocketApi, WebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration, WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue } from 'aws-cdk-lib/aws-sqs';

/** The same function behind a REST API `Api`, an HTTP API `Web`, a WebSocket API `Live` that replies, and a queue `Jobs`. */
export function everyApi(code: string): (stack: Stack) => void {
  return (stack) => {
    const handler = new Function(stack, 'Fn', {
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: Code.fromInline(code),
      timeout: Duration.seconds(1),
    });
    new LambdaRestApi(stack, 'Api', { handler });
    new HttpApi(stack, 'Web', { defaultIntegration: new HttpLambdaIntegration('Integration', handler) });
    const live = new WebSocketApi(stack, 'Live');
    live.addRoute('$default', {
      integration: new WebSocketLambdaIntegration('Integration', handler),
      returnResponse: true,
    });
    new WebSocketStage(stack, 'LiveStage', { webSocketApi: live, stageName: 'prod', autoDeploy: true });
    const jobs = new Queue(stack, 'Jobs');
    handler.addEventSource(new SqsEventSource(jobs));
  };
}
