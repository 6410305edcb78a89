import { Gateway, GatewayProps } from './gateway';
import { RunningGateway } from './running-gateway';

/** Serves the APIs of a cloud assembly on 127.0.0.1 until it is closed. */
export async function startGateway(props: GatewayProps): Promise<Gateway> {
  const gateway = new RunningGateway(props);
  try {
    await gateway.reload();
    await gateway.openInspector();
  } catch (error) {
    await gateway.close();
    throw error;
  }
  return gateway;
}
