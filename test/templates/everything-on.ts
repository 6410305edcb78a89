import { App, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { everythingOn as restApi } from '../metered-rest-api/everything-on';
import { everythingOn as webSocketApi } from '../realtime-websocket-api/everything-on';
import { everythingOn as httpApi } from '../secure-http-api/everything-on';

/** Templates of each construct with what no scenario deploys: domains, keys, load balancers. */
export function templatesWithEverythingOn(): [string, string][] {
  const app = new App();
  for (const [name, build] of Object.entries({
    SecureHttpApi: httpApi,
    MeteredRestApi: restApi,
    RealtimeWebSocketApi: webSocketApi,
  })) {
    const stack = new Stack(app, name);
    build(stack, new Construct(stack, 'Theirs'));
  }
  return app.synth().stacks.map(({ stackName, templateFullPath }) => [stackName, templateFullPath]);
}
